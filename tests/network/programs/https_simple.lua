local T = dofile(arg[1])
local https = require("ssl.https")
-- The simple form.
for _, path in ipairs{ "/hello", "/blocks", "/chunked", "/until-closed", "/204", "/404", "/09", "/echo" } do
  T.try(path, https.request, T.tls .. path)
end
T.try("post", https.request, T.tls .. "/echo", "a=b")
T.try("empty post", https.request, T.tls .. "/echo", "")
T.show("constants", https.PORT, https.TIMEOUT, https._VERSION, type(https.tcp), type(https.request))
T.show("socket.http", (require("socket.http").request(T.tls .. "/echo")))
