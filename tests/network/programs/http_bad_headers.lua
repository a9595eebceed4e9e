local T = dofile(arg[1])
local http = require("socket.http")
-- Malformed headers are told at once.
for _, path in ipairs{
  "/header-no-colon",
  "/header-stalled",
} do
  T.try(path, http.request, T.base .. path)
end
