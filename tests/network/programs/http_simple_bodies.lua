local T = dofile(arg[1])
local http = require("socket.http")
-- Bodies by length and until the end.
for _, path in ipairs{
  "/hello",
  "/empty",
  "/blocks",
  "/binary",
  "/until-closed",
  "/until-closed-blocks",
  "/until-closed-exact",
  "/until-closed-empty",
  "/slow-body",
  "/dribble",
} do
  T.try(path, http.request, T.base .. path)
end
