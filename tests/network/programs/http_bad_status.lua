local T = dofile(arg[1])
local http = require("socket.http")
-- Status lines that are not.
for _, path in ipairs{
  "/http2",
  "/bad-code",
  "/short-code",
  "/blank-first",
} do
  T.try(path, http.request, T.base .. path)
end
