local T = dofile(arg[1])
local socket, ssl = require("socket"), require("ssl")
local certs = arg[2] .. "/"
local function shake(a, b)
  a:settimeout(0) b:settimeout(0)
  local ra, ea, rb, eb
  for i = 1, 50 do
    if not ra and (ea == nil or ea:find("^want")) then ra, ea = a:dohandshake() end
    if not rb and (eb == nil or eb:find("^want")) then rb, eb = b:dohandshake() end
    if (ra or not ea:find("^want")) and (rb or not eb:find("^want")) then break end
    socket.sleep(0.005)
  end
  return ra, ea, rb, eb
end
for _, ca in ipairs{"ca", "rich", "none"} do
  for _, verify in ipairs{"none", "continue", "peer"} do
    local settings = {mode = "client", protocol = "any", verify = verify == "none" and "none" or "peer"}
    settings.verifyext = verify == "continue" and "lsec_continue" or nil
    settings.cafile = ca ~= "none" and certs .. ca .. ".pem" or nil
    local a, b = T.pair()
    a = ssl.wrap(a, settings)
    b = ssl.wrap(b, {mode = "server", protocol = "any", key = certs .. "server.pem", certificate = certs .. "server.pem"})
    T.show("trust " .. ca .. ", verify " .. verify, shake(a, b))
    T.show("client", a:getpeerverification())
    T.show("server", b:getpeerverification())
  end
end
