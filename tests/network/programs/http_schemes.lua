local T = dofile(arg[1])
local http = require("socket.http")

-- The table of schemes, and the constants.
T.show("ports", http.schemes.http.port, http.schemes.https.port)
T.show("types", type(http.schemes.http.create), type(http.open), type(http.genericform))
T.show("constants", http.TIMEOUT, http.PROXY, http.PORT, http.USERAGENT)
T.show("the same table", require("socket").http == http)
http.schemes.http.port = tonumber(T.port)
T.show("port of the scheme", (http.request("http://" .. T.host .. "/echo")))
http.schemes.web = { port = tonumber(T.port), create = http.schemes.http.create }
T.show("new scheme", (http.request("web://" .. T.host .. "/echo")))
