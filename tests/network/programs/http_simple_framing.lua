local T = dofile(arg[1])
local http = require("socket.http")
-- How long a body is: odd headers.
for _, path in ipairs{
  "/identity",
  "/content-encoding",
  "/two-lengths",
  "/bad-length",
  "/hex-length",
  "/negative-length",
} do
  T.try(path, http.request, T.base .. path)
end
