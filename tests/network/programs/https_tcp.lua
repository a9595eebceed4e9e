local T = dofile(arg[1])
local https = require("ssl.https")
-- https.tcp as a create function.
local http = require("socket.http")
local ltn12 = require("ltn12")
for _, path in ipairs{ "/hello", "/blocks", "/chunked", "/until-closed" } do
  local t = {}
  T.try(path, http.request, { url = T.tls .. path, sink = ltn12.sink.table(t),
    create = https.tcp{ verify = "none", protocol = "any" } })
  T.show("body", table.concat(t))
end
T.try("refused", http.request, { url = T.refused .. "/", create = https.tcp{} })
local params = { verify = "none" }
https.tcp(params)
T.show("parameters", params.mode, params.verify, params.protocol, #params.options)
