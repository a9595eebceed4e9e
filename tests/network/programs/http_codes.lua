local T = dofile(arg[1])
local http = require("socket.http")
-- Codes with and without bodies.
for _, path in ipairs{
  "/204",
  "/304",
  "/404",
  "/408",
  "/500",
  "/999",
} do
  T.try(path, http.request, T.base .. path)
end
