local T = dofile(arg[1])
local https = require("ssl.https")
-- From https to https, to http, and from http.
local http = require("socket.http")
for _, path in ipairs{ "/302", "/relative", "/to-plain", "/to-tls", "/loop", "/hop1" } do
  T.try(path, https.request, T.tls .. path)
end
T.try("http to https", http.request, T.base .. "/to-tls")
T.try("generic", http.request, { url = T.base .. "/to-tls", sink = function() return 1 end })
T.try("HEAD", http.request, { url = T.base .. "/to-tls", method = "HEAD" })
T.try("POST stays", http.request, T.base .. "/to-tls", "a=b")
