local T = dofile(arg[1])
local http = require("socket.http")
-- Status lines that are accepted.
for _, path in ipairs{
  "/lf",
  "/cr-inside",
  "/no-reason",
  "/no-reason-blank",
  "/reason-blanks",
  "/http-odd",
  "/http-dot",
  "/long-code",
} do
  T.try(path, http.request, T.base .. path)
end
