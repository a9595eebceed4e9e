local T = dofile(arg[1])
local https = require("ssl.https")
-- What LuaSec does not do.
local http = require("socket.http")
T.try("proxy", https.request, { url = T.tls .. "/hello", proxy = T.base })
T.try("redirect", https.request, { url = T.tls .. "/hello", redirect = true })
T.try("create", https.request, { url = T.tls .. "/hello", create = require("socket").tcp })
http.PROXY = T.base
T.try("PROXY", https.request, T.tls .. "/hello")
http.PROXY = nil
T.try("redirect false", https.request, { url = T.tls .. "/302", redirect = false })
T.show("empty", (pcall(https.request, "")))
T.show("no url", (pcall(https.request, {})))
T.show("nothing", (pcall(https.request)))
T.show("counts", select("#", https.request(T.tls .. "/hello")), select("#", https.request(T.refused:gsub("http", "https") .. "/")),
  select("#", https.request{ url = T.tls .. "/hello", proxy = "x" }))
