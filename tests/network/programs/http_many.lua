local T = dofile(arg[1])
local http = require("socket.http")

-- One after the other, in all forms.
local n = 0
for i = 1, 30 do
  for _, path in ipairs{ "/kept", "/kept-explicit", "/kept-chunked", "/kept-once", "/kept-says-close", "/kept-redirect",
    "/hello", "/until-closed", "/kept-silent", "/204" } do
    local body, code = http.request(T.base .. path)
    if code == 200 and #body > 0 or code == 204 then n = n + 1 else T.show(path, body, code) end
  end
end
T.show("good", n)
for i = 1, 10 do
  T.show("garbage " .. i, http.request(T.base .. "/kept-garbage"))
end
local body, code = http.request(T.base .. "/echo", "x=y")
T.show("post", #body, code)
