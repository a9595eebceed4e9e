local T = dofile(arg[1])
local http = require("socket.http")
-- Response headers.
for _, path in ipairs{
  "/headers",
  "/repeated",
  "/folded",
  "/folded-first",
  "/header-no-name",
  "/header-space-name",
  "/header-large",
  "/header-many",
  "/header-8bit",
} do
  T.try(path, http.request, T.base .. path)
end
