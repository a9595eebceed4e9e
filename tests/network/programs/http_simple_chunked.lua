local T = dofile(arg[1])
local http = require("socket.http")
-- Chunked bodies and what else is taken for chunked.
for _, path in ipairs{
  "/chunked",
  "/chunked-large",
  "/chunked-extension",
  "/chunked-trailer",
  "/chunked-lf",
  "/chunked-upper",
  "/chunked-and-length",
  "/gzip-coding",
} do
  T.try(path, http.request, T.base .. path)
end
