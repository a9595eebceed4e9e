local T = dofile(arg[1])
local http = require("socket.http")
-- The connection is reset.
for _, path in ipairs{
  "/reset-head",
  "/reset-status",
  "/reset-body",
  "/reset-until-closed",
  "/reset-chunked",
} do
  T.try(path, http.request, T.base .. path)
end
