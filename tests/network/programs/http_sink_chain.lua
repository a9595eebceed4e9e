local T = dofile(arg[1])
local http = require("socket.http")
local ltn12 = require("ltn12")

-- Filters between the wire and the sink.
local mime = require("mime")
local t = {}
T.try("base64", http.request, { url = T.base .. "/blocks",
  sink = ltn12.sink.chain(mime.encode("base64"), mime.wrap("base64"), (ltn12.sink.table(t))) })
T.show("encoded", table.concat(t))
t = {}
T.try("normalised", http.request, { url = T.base .. "/09",
  sink = ltn12.sink.chain(mime.normalize(), (ltn12.sink.table(t))) })
T.show("lines", table.concat(t))
