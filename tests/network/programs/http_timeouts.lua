local T = dofile(arg[1])
local http = require("socket.http")
http.TIMEOUT = 0.3
-- TIMEOUT is for each wait.
for _, path in ipairs{
  "/timeout-head",
  "/timeout-status",
  "/timeout-headers",
  "/timeout-body",
  "/timeout-chunk",
  "/timeout-until-closed",
  "/slow-but-sure",
} do
  T.try(path, http.request, T.base .. path)
end
