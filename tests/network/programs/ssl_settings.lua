local T = dofile(arg[1])
local ssl = require("ssl")
local certs = arg[2] .. "/"
T.show("library", ssl._VERSION, ssl._COPYRIGHT, type(ssl.wrap), type(ssl.newcontext), type(ssl.loadcertificate))
T.show("config", ssl.config.protocols, ssl.config.algorithms, ssl.config.capabilities.alpn, ssl.config.curves["P-256"], ssl.config.options.no_sslv3)
local function try(settings)
  settings.protocol = settings.protocol or "any"
  settings.mode = settings.mode or "client"
  local c, e = ssl.newcontext(settings)
  T.show("context", c, e)
end
for _, p in ipairs{"any", "sslv23", "tlsv1", "tlsv1_1", "tlsv1_2", "tlsv1_3", "sslv3", ""} do try{protocol = p} end
for _, v in ipairs{"none", "peer", "foo", {"peer", "fail_if_no_peer_cert"}, {"peer", "client_once", "x"}, {}} do try{verify = v} end
for _, o in ipairs{"all", "foo", {"all", "no_sslv2", "no_tlsv1"}, {"all", "x"}, {}} do try{options = o} end
for _, v in ipairs{"lsec_continue", {"lsec_ignore_purpose", "crl_check", "crl_check_chain"}, "foo", {"crl_check", "bar"}} do try{verifyext = v} end
for _, c in ipairs{"P-256", "secp384r1", "foo"} do try{curve = c} end
for _, c in ipairs{"P-256:P-384", "X25519", "foo", "P-256:foo"} do try{curveslist = c} end
for _, a in ipairs{"h2", {"h2", "http/1.1"}, "", {}, {""}, 5, {5}, ("x"):rep(256)} do try{alpn = a} try{alpn = a, mode = "server"} end
try{ciphers = "HIGH"}
try{ciphersuites = "TLS_AES_128_GCM_SHA256"}
try{depth = 3}
try{dhparam = 5}
try{dhparam = function() end, mode = "server"}
try{certificate = certs .. "server.pem", key = certs .. "server.pem"}
try{certificate = certs .. "server.pem"}
try{key = certs .. "server.pem"}
try{certificate = certs .. "server.pem", key = certs .. "client.pem"}
try{certificates = {{certificate = certs .. "server.pem", key = certs .. "server.pem"}, {certificate = certs .. "client.pem", key = certs .. "client.pem"}}}
try{key = certs .. "server.pem", password = 5}
try{key = certs .. "server.pem", password = "unneeded"}
try{cafile = certs .. "ca.pem"}
try{capath = "/nonexistent"}
T.show("mode", ssl.newcontext{protocol = "any", mode = "neither"} ~= nil)
T.show("no mode", pcall(ssl.newcontext, {protocol = "any"}) == false)
T.show("no protocol", pcall(ssl.newcontext, {mode = "client"}) == false)
local socket = require("socket")
T.show("wrap", ssl.wrap(socket.tcp(), {protocol = "x", mode = "client"}))
T.show("wrap", pcall(ssl.wrap, socket.tcp(), 5) == false)
local t = socket.tcp4()
local fd = t:getfd()
local w = ssl.wrap(t, {protocol = "any", mode = "client"})
T.show("wrapped", w, w:getfd() == fd, t:getfd(), w:dirty())
T.show("not connected", w:send("x"))
T.show("not connected", w:receive())
T.show("not connected", w:getpeercertificate())
T.show("not connected", w:getpeerchain())
T.show("not connected", w:getpeerverification())
T.show("not connected", w:info())
T.show("stats", (w:getstats()), w:settimeout(5), w:setstats(1, 2))
T.show("close", w:close(), w)
T.try("self", function() local f = w.receive return f({}) end)
for _, name in ipairs{"missing.pem", "make.sh"} do
  for _, field in ipairs{"key", "certificate", "cafile"} do
    -- the first error of a process only: OpenSSL's queue of errors is not emptied
    T.show(name, field, (ssl.newcontext{protocol = "any", mode = "client", [field] = certs .. name}))
  end
end
