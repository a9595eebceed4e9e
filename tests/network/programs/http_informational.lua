local T = dofile(arg[1])
local http = require("socket.http")
-- 1xx: only 100 is skipped.
for _, path in ipairs{
  "/100",
  "/100-headers",
  "/102",
  "/101",
} do
  T.try(path, http.request, T.base .. path)
end
