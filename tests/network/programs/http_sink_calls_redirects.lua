local T = dofile(arg[1])
local http = require("socket.http")
-- What a sink is called with.
for _, path in ipairs{
  "/302",
  "/308",
  "/loop",
  "/to-404",
  "/to-09",
} do
  local calls = {}
  T.try(path, http.request, { url = T.base .. path, sink = T.sink(calls) })
  T.calls(path, calls)
end
