local T = dofile(arg[1])
local http = require("socket.http")
-- The connection ends within the head.
for _, path in ipairs{
  "/nothing",
  "/short-status",
  "/cut-status",
  "/cut-headers",
  "/cut-header-line",
} do
  T.try(path, http.request, T.base .. path)
end
