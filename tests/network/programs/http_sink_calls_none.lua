local T = dofile(arg[1])
local http = require("socket.http")
-- What a sink is called with.
for _, path in ipairs{
  "/204",
  "/304",
  "/102",
  "/408",
  "/09",
  "/09-blocks",
  "/09-short",
} do
  local calls = {}
  T.try(path, http.request, { url = T.base .. path, sink = T.sink(calls) })
  T.calls(path, calls)
end
