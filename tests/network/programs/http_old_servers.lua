local T = dofile(arg[1])
local http = require("socket.http")
-- HTTP/0.9 and 1.0.
for _, path in ipairs{
  "/09",
  "/09-short",
  "/09-blocks",
  "/1.0",
} do
  T.try(path, http.request, T.base .. path)
end
