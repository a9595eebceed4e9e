local T = dofile(arg[1])
local socket = require("socket")
local ftp = require("socket.ftp")
T.show("library", ftp, socket.ftp == ftp)
local ltn12 = require("ltn12")
local verbose = true
-- A control connection with canned replies; data connections by socket.tcp.
local function control(replies)
  local o = {}
  local function log(...) if verbose then T.show(...) end end
  function o:settimeout(t) log("  settimeout", t) return 1 end
  function o:connect(h, p) log("  connect", h, p) return 1 end
  function o:send(d) log("  send", d) return #d end
  function o:receive() local r = table.remove(replies, 1) log("  reply", r) if not r then return nil, "closed" end return r end
  function o:close() log("  close") return 1 end
  function o:getpeername() return "192.0.2.1", 21 end
  function o:getfd() return -1 end
  function o:dirty() return false end
  return o
end
local stored
socket.tcp = function()
  local o, sent, pieces = {}, 0, {"some ", "data"}
  stored = {}
  function o:settimeout(t) T.show("  data settimeout", t) return 1 end
  function o:connect(h, p) T.show("  data connect", h, p) return 1 end
  function o:send(d) stored[#stored + 1] = d sent = sent + #d return #d end
  function o:receive() local p = table.remove(pieces, 1) if p then return p end return nil, "closed", "!" end
  function o:close() T.show("  data close") return 1 end
  function o:getstats() return 0, sent, 1 end
  return o
end
local function create(...)
  local c = control{...}
  return function() return c end
end
local sink, got = ltn12.sink.table()
T.show("get", ftp.get{host = "h", path = "/dir/a%20file", create = create("220 hi", "331 password", "230 in", "229 (|||1234|)", "150 coming", "226 done", "221 bye"), sink = sink}, table.concat(got))
T.show("get type", ftp.get{host = "h", user = "me", password = "pw", type = "i", argument = "arg", command = "retr2", create = create("120 wait", "220 hi", "230 in", "200 type", "229 x(!!!99!)y", "150 coming", "226 done", "221 bye"), sink = ltn12.sink.null()})
local sink, got = ltn12.sink.table()
T.show("get immediate", ftp.get{host = "h", command = "stat", create = create("220 hi", "230 in", "229 (|||1|)", "211-status\n", "211 end", "221 bye"), sink = sink}, got)
T.show("put", ftp.put{host = "h", port = 2121, path = "file", source = ltn12.source.string("content"), create = create("220-hi", "220 there", "230 in", "229 (|||1234|)", "150 go", "226 done", "221 bye")}, stored)
T.show("put to a url", ftp.put{url = "ftp://u:p@host:33/path/file;type=a", type = "a", source = ltn12.source.string("content"), create = create("220 hi", "331 pw", "230 in", "200 ok", "229 (|||1234|)", "125 go", "250 done", "221 bye")})
verbose = false
for _, replies in ipairs{
  {}, {"421 busy"}, {"220 hi", "530 no"}, {"220 hi", "331 pw", "530 wrong"}, {"220 hi", "230 in", "500 no epsv"},
  {"220 hi", "230 in", "229 nothing"}, {"220 hi", "230 in", "229 (|||1|)", "550 no file"}, {"220 hi", "230 in", "229 (|||1|)", "150 go", "426 aborted"},
  {"220 hi", "230 in", "229 (|||1|)", "150 go"}, {"220 hi", "230 in", "229 (|||1|)", "150 go", "226 done", "500 no"}, {"nonsense"},
} do
  T.show("failing", ftp.get{host = "h", path = "f", create = create(T.unpack(replies)), sink = ltn12.sink.null()})
end
T.show("sink", ftp.get{host = "h", path = "f", create = create("220 hi", "230 in", "229 (|||1|)", "150 go", "226 done", "221 bye"), sink = ltn12.sink.error("full")})
T.show("source", ftp.put{host = "h", path = "f", create = create("220 hi", "230 in", "229 (|||1|)", "150 go", "226 done", "221 bye"), source = ltn12.source.error("empty")})
T.show("no host", ftp.get{}, ftp.put{}, ftp.command{})
T.show("no command", ftp.command{host = "h"})
T.show("url", ftp.get("http://host/"), ftp.get("ftp:///path"), ftp.get(""))
T.show("type", ftp.get("ftp://host/f;type=x"))
T.show("generic", ftp.genericform("ftp://u:p@h:21/a;type=i"), ftp.genericform("//h"))
verbose = true
T.show("command", ftp.command{host = "h", command = "mkd", argument = "dir", check = "257", create = create("220 hi", "230 in", "257 made", "221 bye")})
T.show("commands", ftp.command{host = "h", command = {"cwd", "noop", "dele"}, argument = {"dir", nil, "file"}, check = {"250", nil, "2.."}, create = create("220 hi", "230 in", "250 ok", "250 deleted", "221 bye")})
T.show("command fails", ftp.command{host = "h", command = "mkd", argument = "dir", check = "257", create = create("220 hi", "230 in", "550 no", "221 bye")})
ftp.TIMEOUT, ftp.USER, ftp.PASSWORD = 5, "guest", "secret"
local f = ftp.open("h", nil, create("220 hi", "331 pw", "230 in", "250 moved", "200 type", "227 ok (10,0,0,1,4,210)", "200 port", "200 eprt", "200 eprt", "227 none"))
T.show("greet", f:greet())
T.show("login", f:login())
T.show("cwd", f:cwd("dir"))
T.show("type", f:type("i"))
T.show("pasv", f:pasv())
T.show("pasvt", f.pasvt)
T.show("eprt", f:eprt("2", "::1", 1234), f.pasvt)
T.show("eprt", f:eprt(1, "1.2.3.4", 99))
T.show("eprt", f:eprt(1, "1.2.3.4", "99"))
local ok, e = pcall(f.pasv, f)
T.show("failed", ok, type(e), type(e) == "table" and e[1])
T.show("close", f:close())
local f = ftp.open("h", 5, create("220 hi"))
T.show("need", socket.protect(function() return f:receive{path = "x"} end)())
T.show("open", socket.protect(function() return ftp.open("127.0.0.1", 1) end) ~= nil)
