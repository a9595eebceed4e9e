local T = dofile(arg[1])
local http = require("socket.http")
-- What a sink is called with.
for _, path in ipairs{
  "/hello",
  "/empty",
  "/blocks",
  "/until-closed",
  "/until-closed-blocks",
  "/until-closed-exact",
  "/until-closed-empty",
  "/chunked",
  "/chunked-large",
  "/chunked-trailer",
} do
  local calls = {}
  T.try(path, http.request, { url = T.base .. path, sink = T.sink(calls) })
  T.calls(path, calls)
end
