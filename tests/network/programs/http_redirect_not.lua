local T = dofile(arg[1])
local http = require("socket.http")
-- Redirects that are not followed, and odd ends.
for _, path in ipairs{
  "/to-nothing",
  "/to-blank",
  "/to-ftp",
  "/no-location",
  "/to-404",
  "/to-09",
  "/to-location",
} do
  T.try(path, http.request, T.base .. path)
end
