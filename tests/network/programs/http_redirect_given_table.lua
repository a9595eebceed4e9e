local T = dofile(arg[1])
local http = require("socket.http")

-- The caller's table after a redirect.
local r = { url = T.base .. "/302", port = T.port, create = require("socket").tcp }
T.try("followed", http.request, r)
T.show("fields", r.url, r.port, type(r.create), r.method)
r = { url = T.base .. "/302", scheme = "http", port = T.port }
T.try("with scheme", http.request, r)
T.show("fields", r.url, r.port)
