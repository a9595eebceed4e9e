local T = dofile(arg[1])
local http = require("socket.http")
http.TIMEOUT = 0.3
-- What a sink is called with.
for _, path in ipairs{
  "/timeout-body",
  "/timeout-body-blocks",
  "/timeout-chunk",
  "/timeout-until-closed",
} do
  local calls = {}
  T.try(path, http.request, { url = T.base .. path, sink = T.sink(calls) })
  T.calls(path, calls)
end
