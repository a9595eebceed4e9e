local T = dofile(arg[1])
local http = require("socket.http")

-- Credentials in the URL survive a relative redirect.
local hp = T.host .. ":" .. T.port
T.show("url", (http.request("http://u:p@" .. hp .. "/to-echo")))
local t = {}
T.try("header", http.request, { url = T.base .. "/to-echo", headers = { Authorization = "Mine 1", Cookie = "a=b" },
  sink = require("ltn12").sink.table(t) })
T.show("echo", table.concat(t))
