local T = dofile(arg[1])
local http = require("socket.http")

-- The simple form with a body.
for _, body in ipairs{ "a=b", "", ("long"):rep(3000), "\0\255", 12, 1.5 } do
  local r, c = http.request(T.base .. "/echo", body)
  T.show("body " .. #tostring(body), r, c)
end
T.try("false is none", http.request, T.base .. "/echo", false)
T.try("redirect of a POST", http.request, T.base .. "/302", "x=y")
T.try("early answer", http.request, T.base .. "/early", "x=y")
