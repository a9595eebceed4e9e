local T = dofile(arg[1])
local https = require("ssl.https")
-- Failures.
T.try("refused", https.request, (T.refused:gsub("http", "https")) .. "/")
T.try("unknown host", https.request, "https://nosuch.invalid/")
T.try("no TLS there", https.request, (T.base:gsub("http", "https")) .. "/hello")
T.try("not verified", https.request, { url = T.tls .. "/hello", verify = "peer", cafile = T.certificates .. "/other.pem" })
T.try("no host", https.request, "https:///x")
for _, path in ipairs{ "/nothing", "/cut-body", "/cut-chunk", "/bad-chunk", "/header-no-colon", "/http2" } do
  T.try(path, https.request, T.tls .. path)
end
https.TIMEOUT = 0.3
for _, path in ipairs{ "/timeout-head", "/timeout-body" } do T.try(path, https.request, T.tls .. path) end
