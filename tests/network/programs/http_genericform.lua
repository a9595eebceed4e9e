local T = dofile(arg[1])
local http = require("socket.http")

-- genericform: the table behind the simple form.
local r = http.genericform(T.base .. "/echo", "a=b")
T.show("fields", r.url, r.method, r.headers, type(r.source), type(r.sink), r.target)
T.try("request", http.request, r)
T.show("target", table.concat(r.target))
r = http.genericform(T.base .. "/hello")
T.show("fields", r.url, r.method, r.headers, type(r.source), type(r.sink))
T.try("request", http.request, r)
T.show("target", r.target)
