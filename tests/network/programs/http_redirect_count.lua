local T = dofile(arg[1])
local http = require("socket.http")
-- At most five redirects.
for _, path in ipairs{
  "/hop1",
  "/five1",
  "/six0",
  "/loop",
} do
  T.try(path, http.request, T.base .. path)
end
