local T = dofile(arg[1])
local socket, tp = require("socket"), require("socket.tp")
T.show("library", tp, socket.tp == tp)
-- A socket object that gives the lines it was made with.
local function fake(lines)
  local o = {log = {}}
  local function method(name, f)
    o[name] = function(self, ...)
      T.show("  " .. name, ...)
      return f(...)
    end
  end
  method("settimeout", function() return 1 end)
  method("connect", function(host) if host == "bad" then return nil, "no way" end return 1 end)
  method("send", function(data) return #data end)
  method("close", function() return 1 end)
  method("getpeername", function() return "1.2.3.4", 99 end)
  method("getfd", function() return 42 end)
  method("dirty", function() return true end)
  method("receive", function()
    local line = table.remove(lines, 1)
    if not line then return nil, "closed" end
    return line
  end)
  return o
end
local function with(...)
  local o = fake{...}
  return (assert(tp.connect("host", 25, 7, function() return o end)))
end
T.show("bad", tp.connect("bad", 25, nil, function() return fake{} end))
T.show("no socket", tp.connect("host", 25, nil, function() return nil, "none left" end))
local c = with("220 hello", "250-first", "250-second", "250 last", "220-one", "nothing", "221 other", "220x", "220 end", "bad line", "12", "550 no")
T.show("check", c:check("2.."))
T.show("list", c:check{"4..", 250})
T.show("long", c:check(220))
T.show("invalid", c:check("2.."))
T.show("invalid", c:check("2.."))
T.show("refused", c:check("2.."))
T.show("closed", c:check("2.."))
local c = with("354 go", "354 go", "500 no", "220-cut")
T.show("function", c:check(function(code, reply) return code + 1, reply, "more" end))
T.show("number", c:check(354))
T.show("list", c:check{"1..", "2.."})
T.show("cut", c:check("2.."))
T.show("command", c:command("mail", "FROM:<x>"))
T.show("command", c:command("quit"))
T.show("command", c:command("type", 5))
T.show("send", c:send("data"))
T.show("receive", with("a line"):receive("*l"))
T.show("sink", with("chunk"):sink(function(chunk, err) return "got " .. tostring(chunk), err end, 5))
T.show("source", c:source(require("ltn12").source.string("some text")))
T.show("source error", c:source(require("ltn12").source.error("bad")))
local n = 0
T.show("own step", c:source(require("ltn12").source.string("x"), function(a, b) n = n + 1 return n < 3 end))
T.show("names", c:getpeername(), c:getsockname())
T.show("fd", c:getfd(), c:dirty(), type(c:getcontrol()))
T.show("close", c:close())
tp.TIMEOUT = 12
T.show("default timeout", tp.connect("bad", 1, nil, function() return fake{} end))
T.try("arguments", tp.connect)
T.try("refused", tp.connect, "127.0.0.1", 1)
