local T = dofile(arg[1])
local http = require("socket.http")
-- The connection ends within the body.
for _, path in ipairs{
  "/cut-body",
  "/cut-body-blocks",
  "/cut-chunk",
  "/cut-chunk-size",
  "/cut-chunk-end",
  "/cut-trailer",
} do
  T.try(path, http.request, T.base .. path)
end
