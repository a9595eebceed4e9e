local T = dofile(arg[1])
local socket = require("socket")
local http = require("socket.http")
local ltn12 = require("ltn12")
-- socket.source and socket.sink know chunked bodies once socket.http is loaded.
local c = assert(socket.connect(T.host, T.port))
c:send("POST /echo HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n")
T.show("sent", ltn12.pump.all(ltn12.source.string("some text"), socket.sink("http-chunked", c)))
local t = {}
T.show("received", ltn12.pump.all(socket.source("until-closed", c), (ltn12.sink.table(t))))
T.show("answer", table.concat(t))
c = assert(socket.connect(T.host, T.port))
c:send("GET /chunked-trailer HTTP/1.1\r\n\r\n")
repeat local line = c:receive() until line == ""
t = {}
T.show("received", ltn12.pump.all(socket.source("http-chunked", c), (ltn12.sink.table(t))))
T.show("chunks", t)
c:close()
T.show("closed", ltn12.pump.all(socket.source("http-chunked", c), (ltn12.sink.table(t))))
