local T = dofile(arg[1])
local http = require("socket.http")
-- Which codes redirect.
for _, path in ipairs{
  "/300",
  "/301",
  "/302",
  "/303",
  "/305",
  "/307",
  "/308",
} do
  T.try(path, http.request, T.base .. path)
end
