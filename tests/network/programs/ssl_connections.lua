local T = dofile(arg[1])
local socket, ssl = require("socket"), require("ssl")
local certs = arg[2] .. "/"
local function server(extra)
  local s = {mode = "server", protocol = "any", key = certs .. "server.pem", certificate = certs .. "server.pem"}
  for k, v in pairs(extra or {}) do s[k] = v end
  return s
end
local function client(extra)
  local s = {mode = "client", protocol = "any"}
  for k, v in pairs(extra or {}) do s[k] = v end
  return s
end
-- Both ends in one program: each handshake goes on as far as it can.
local function shake(a, b)
  a:settimeout(0)
  b:settimeout(0)
  local ra, ea, rb, eb
  for i = 1, 50 do
    if not ra and (ea == nil or ea:find("^want")) then ra, ea = a:dohandshake() end
    if not rb and (eb == nil or eb:find("^want")) then rb, eb = b:dohandshake() end
    if (ra or not ea:find("^want")) and (rb or not eb:find("^want")) then break end
    socket.sleep(0.005)
  end
  a:settimeout(5)
  b:settimeout(5)
  return ra, ea, rb, eb
end
local function pair(c, s)
  local a, b = T.pair()
  return assert(ssl.wrap(a, c)), assert(ssl.wrap(b, s))
end
local function try(name, c, s)
  local a, b = pair(client(c), server(s))
  T.show(name, shake(a, b))
  return a, b
end
local a, b = try("plain")
T.show("send", a:send("hello\nworld\n"))
T.show("receive", b:receive(), b:dirty(), b:receive(3), b:receive("*l"))
T.show("reply", b:send("answer", 2, 4), a:receive(3))
a:settimeout(0.1)
T.show("timeout", a:receive(5))
T.show("want", a:want())
T.show("stats", (a:getstats()), (select(2, a:getstats())))
T.show("select", #socket.select({a}, nil, 0), #select(2, socket.select(nil, {a}, 0)))
T.show("certificate", a:getpeercertificate():subject(), b:getpeercertificate())
T.show("chain", #a:getpeerchain(), a:getpeercertificate(2), a:getpeercertificate(0))
T.show("unverified", a:getpeerverification())
local i = a:info()
T.show("info", i.protocol == "TLSv1.3", i.bits, i.algbits, i.cipher, i.encryption, i.mac, i.key, i.authentication, i.export, i.compression)
T.show("info", a:info("protocol"), a:info("compression"), a:info("nothing"))
T.show("names", a:getsniname(), b:getsniname(), a:getalpn())
local big = ("0123456789"):rep(20000)
a:settimeout(0)
b:settimeout(0)
local sent, got = 0, {}
for i = 1, 1000 do
  if sent < #big then
    local n, e, last = a:send(big, sent + 1)
    sent = n or last
  end
  local d, e, part = b:receive(65536)
  got[#got + 1] = d or part
  if #table.concat(got) == #big then break end
end
T.show("big", sent, table.concat(got) == big)
a:settimeout(5)
b:settimeout(5)
T.show("close", a:close(), a:getfd())
T.show("closed", b:receive("*a"))
T.show("closed", b:receive())
T.show("closed", a:receive(), a:send("x"), a:getpeercertificate(), a:info())
b:close()
T.show("verified", try("verify", {verify = "peer", cafile = certs .. "ca.pem"}):getpeerverification())
try("not trusted", {verify = "peer"})
local a, b = try("mutual", {key = certs .. "client.pem", certificate = certs .. "client.pem"}, {verify = {"peer", "fail_if_no_peer_cert"}, cafile = certs .. "ca.pem", protocol = "tlsv1_2"})
T.show("client", b:getpeercertificate():subject(), b:getpeerverification(), #b:getpeerchain())
T.show("info", a:info("protocol"))
try("client refused", {protocol = "tlsv1_2"}, {verify = {"peer", "fail_if_no_peer_cert"}, cafile = certs .. "ca.pem"})
try("protocols", {protocol = "tlsv1_2"}, {protocol = "tlsv1_3"})
try("no cipher", {protocol = "tlsv1_2", ciphers = "ECDHE-ECDSA-AES128-GCM-SHA256"}, {protocol = "tlsv1_2"})
local a, b = try("alpn", {alpn = {"x", "h2", "http/1.1"}}, {alpn = {"http/1.1", "h2"}})
T.show("alpn", a:getalpn(), b:getalpn())
local a, b = try("alpn function", {alpn = {"x", "h2"}}, {alpn = function(offered) T.show("offered", offered) return offered[2] end})
T.show("alpn", a:getalpn(), b:getalpn())
local a, b = try("no alpn", {alpn = "x"}, {alpn = function() return nil end})
T.show("alpn", a:getalpn(), b:getalpn())
local other = ssl.newcontext(server{key = certs .. "other.pem", certificate = certs .. "other.pem"})
for _, name in ipairs{"other.invalid", "unknown.invalid"} do
  for _, strict in ipairs{false, true} do
    local a, b = pair(client(), server())
    a:sni(name)
    b:sni({["other.invalid"] = other}, strict)
    T.show(name, shake(a, b))
    local cert = a:getpeercertificate()
    T.show("sni", b:getsniname(), a:getsniname(), cert and cert:subject()[1].value)
  end
end
local a, b = T.pair()
local s = ssl.wrap(a, client())
b:send("this is not TLS at all\r\n")
s:settimeout(1)
T.show("no TLS", s:dohandshake())
local a, b = T.pair()
local s = ssl.wrap(a, client())
s:settimeout(0.1)
T.show("silent", s:dohandshake())
b:close()
