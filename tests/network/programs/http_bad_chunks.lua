local T = dofile(arg[1])
local http = require("socket.http")
-- Chunk sizes that are none.
for _, path in ipairs{
  "/bad-chunk",
  "/empty-chunk-size",
  "/negative-chunk",
  "/bad-trailer",
  "/wrong-chunk-end",
  "/hex-chunk",
} do
  T.try(path, http.request, T.base .. path)
end
