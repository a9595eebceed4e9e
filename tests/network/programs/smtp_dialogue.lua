local T = dofile(arg[1])
local socket, ltn12, mime = require("socket"), require("ltn12"), require("mime")
local smtp = require("socket.smtp")
T.show("library", smtp, socket.smtp == smtp)
local sent
local function create(...)
  local replies = {...}
  local o = {}
  sent = {}
  function o:settimeout(t) sent[#sent + 1] = "timeout " .. t return 1 end
  function o:connect(h, p) sent[#sent + 1] = "connect " .. h .. " " .. p return 1 end
  function o:send(d) sent[#sent + 1] = d return #d end
  function o:receive() local r = table.remove(replies, 1) if not r then return nil, "closed" end return r end
  function o:close() sent[#sent + 1] = "close" return 1 end
  return function() return o end
end
local function mail(extra, ...)
  local m = {from = "<a@x>", rcpt = {"<b@y>", "<c@z>"}, source = ltn12.source.string("one\r\n.two\r\n..\r\n"), create = create(...)}
  for k, v in pairs(extra) do m[k] = v end
  T.show("send", smtp.send(m))
  T.show("sent", sent)
end
mail({}, "220 hi", "250 ok", "250 from", "250 to", "251 to", "354 go", "250 taken", "221 bye")
mail({server = "s", port = 2525, domain = "me", rcpt = "<only@one>"}, "220 hi", "250-one", "250 AUTH", "250 from", "250 to", "354 go", "250 taken", "221 bye")
mail({user = "u", password = "p"}, "220 hi", "250-x", "250-AUTH PLAIN LOGIN", "250 z", "334 user", "334 pw", "235 in", "250 from", "250 to", "250 to", "354 go", "250 taken", "221 bye")
mail({user = "u", password = "p"}, "220 hi", "250-x", "250 AUTH PLAIN", "235 in", "250 from", "250 to", "250 to", "354 go", "250 taken", "221 bye")
mail({user = "u", password = "p"}, "220 hi", "250 nothing", "250 x")
mail({user = "u"}, "220 hi", "250 AUTH PLAIN", "550 no sender")
mail({user = "u", password = "p"}, "220 hi", "250 AUTH LOGIN", "334 user", "334 pw", "535 wrong")
mail({}, "220 hi", "250 ok", "250 from", "550 nobody")
mail({}, "220 hi", "250 ok", "250 from", "250 to", "250 to", "451 later")
mail({}, "220 hi", "250 ok", "250 from", "250 to", "250 to", "354 go", "552 too large")
mail({}, "554 go away")
mail({}, "220 hi")
mail({source = ltn12.source.error("broken")}, "220 hi", "250 ok", "250 from", "250 to", "250 to", "354 go", "250 taken", "221 bye")
mail({step = function(a, b) return nil, "stepped" end}, "220 hi", "250 ok", "250 from", "250 to", "250 to", "354 go", "250 taken", "221 bye")
T.show("refused", smtp.send{from = "a", rcpt = "b", source = ltn12.source.empty(), server = "127.0.0.1", port = 1})
smtp.SERVER, smtp.PORT, smtp.DOMAIN, smtp.TIMEOUT = "other", 26, "dom", 3
mail({}, "220 hi", "250 ok", "250 from", "250 to", "250 to", "354 go", "250 taken", "221 bye")

-- The headers' order is that of a hash table: they are shown sorted.
local function message(name, m)
  local src = smtp.message(m)
  local parts, chunk, err = {}, nil, nil
  for i = 1, 30 do
    chunk, err = src()
    if not chunk then break end
    local head, rest = chunk:match("^(.-\r\n)\r\n(.*)$")
    if head and head:find(": ") then
      local lines = {}
      for line in head:gmatch("(.-)\r\n") do lines[#lines + 1] = line end
      table.sort(lines)
      chunk = table.concat(lines, "|") .. "|" .. rest
    end
    parts[#parts + 1] = chunk:gsub("%d%d%d%d%d%d%d%d%d%d%d%d%d%d%d%d%d%d%d==", "BOUNDARY=="):gsub("date: .-|", "date: DATE|"):gsub("Date: .-|", "Date: DATE|")
  end
  T.show(name, parts, chunk, err)
  T.show("headers", (m.headers.date:gsub("%d", "9"):gsub("%a%a%a", "Aaa")), m.headers["mime-version"], m.headers["x-mailer"])
  return src
end
message("string", {headers = {Subject = "hello", TO = "you", ["X-Own"] = "v"}, body = "text\r\n"})
message("typed", {headers = {["Content-Type"] = "text/html", Date = "Thu, 01 Jan 1970 00:00:00 -0000", ["X-Mailer"] = "me", ["Mime-Version"] = "9"}, body = "<p>"})
message("zone", {zone = "+0100", body = "x"})
message("source", {body = ltn12.source.cat(ltn12.source.string("a"), ltn12.source.string("b"))})
message("failing source", {body = ltn12.source.error("bad")})
message("no body", {})
T.show("thrown", (function()
  local src = smtp.message{body = function() error({5}) end}
  src()
  return src()
end)())
if _VERSION == "Lua 5.1" then -- elsewhere LuaSocket fails in a format that Lua has no more
  message("parts", {headers = {Subject = "s"}, body = {preamble = "pre", epilogue = "epi",
    {headers = {["content-type"] = "text/plain"}, body = "one"},
    {headers = {["content-type"] = "image/png"}, body = ltn12.source.string("two")},
    {body = {{body = "inner"}}},
  }})
end
