local T = dofile(arg[1])
local socket, ssl = require("socket"), require("ssl")
local certs = arg[2] .. "/"
local kept = {}
-- A connection whose other end vanishes without a goodbye after it has sent something.
local function cut(settings)
  local a, b = T.pair()
  a = ssl.wrap(a, {mode = "client", protocol = "tlsv1_2"})
  b = ssl.wrap(b, {mode = "server", protocol = "any", key = certs .. "server.pem", certificate = certs .. "server.pem"})
  kept[#kept + 1] = a
  kept[#kept + 1] = b
  if settings ~= "at once" then
    a:settimeout(0)
    b:settimeout(0)
    local x, y
    for i = 1, 100 do
      x = x or a:dohandshake()
      y = y or b:dohandshake()
      if x and y then break end
      socket.sleep(0.005)
    end
    T.show("handshake", x, y, b:send("partial data"))
  end
  local t = socket.tcp()
  t:setfd(b:getfd())
  t:close()
  a:settimeout(2)
  return a
end
T.show("handshake", cut("at once"):dohandshake())
T.show("line", cut():receive())
T.show("all", cut():receive("*a"))
local a = cut()
T.show("number", a:receive(3))
T.show("number", a:receive(30))
local a = cut()
for i = 1, 4 do
  T.show("send", a:send("xxx"))
  socket.sleep(0.05)
end
io.stdout:flush()
os.exit(0)
