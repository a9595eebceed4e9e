local T = dofile(arg[1])
local http = require("socket.http")
-- What a sink is called with.
for _, path in ipairs{
  "/cut-body",
  "/cut-body-blocks",
  "/cut-chunk",
  "/cut-chunk-size",
  "/cut-chunk-end",
  "/cut-trailer",
  "/bad-chunk",
  "/reset-chunked",
} do
  local calls = {}
  T.try(path, http.request, { url = T.base .. path, sink = T.sink(calls) })
  T.calls(path, calls)
end
