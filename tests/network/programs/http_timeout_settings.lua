local T = dofile(arg[1])
local http = require("socket.http")

-- TIMEOUT: none, zero, odd.
T.show("default", http.TIMEOUT)
http.TIMEOUT = nil
T.try("nil", http.request, T.base .. "/hello")
http.TIMEOUT = -1
T.try("negative", http.request, T.base .. "/hello")
http.TIMEOUT = "5"
T.try("string", http.request, T.base .. "/hello")
http.TIMEOUT = 0
T.try("zero", http.request, T.base .. "/timeout-head")
http.TIMEOUT = 0.2
T.try("short", http.request, T.base .. "/timeout-head")
http.TIMEOUT = {}
T.show("table", (pcall(http.request, T.base .. "/hello")))
