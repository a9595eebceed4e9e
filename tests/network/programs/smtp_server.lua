local T = dofile(arg[1])
local smtp, ltn12, mime = require("socket.smtp"), require("ltn12"), require("mime")
local function send(name, settings)
  settings.server, settings.port = "127.0.0.1", arg[2]
  T.show(name, smtp.send(settings))
end
send("plain", {from = "<a@x>", rcpt = "<b@y>", source = smtp.message{headers = {subject = "one", ["X-Own"] = "two"}, body = "text\r\n.with dots\r\n..\r\n.\r\nend"}})
send("several", {from = "<a@x>", rcpt = {"<b@y>", "<c@z>"}, domain = "my.domain", source = smtp.message{body = ltn12.source.string("from a source")}})
send("login", {from = "<a@x>", rcpt = "<b@y>", user = "me", password = "pa ss", source = ltn12.source.string("raw message\r\n\r\nbody")})
send("wrong", {from = "<a@x>", rcpt = "<b@y>", user = "me", password = "no", source = ltn12.source.string("x")})
send("nobody", {from = "<a@x>", rcpt = {"<b@y>", "<nobody@z>"}, source = ltn12.source.string("x")})
send("long", {from = "<a@x>", rcpt = "<b@y>", source = ltn12.source.chain(ltn12.source.string(("some text "):rep(50)), ltn12.filter.chain(mime.encode("base64"), mime.wrap("base64")))})
T.show("refused", smtp.send{from = "<a@x>", rcpt = "<b@y>", server = "127.0.0.1", port = 1, source = ltn12.source.empty()})
local s = smtp.open("127.0.0.1", arg[2])
local ext = s:greet("me")
T.show("steps", ext:match("AUTH[^\n]*"), s:auth("me", "pa ss", "AUTH PLAIN"), s:mail("<x@y>"), s:rcpt("<z@z>"))
T.show("data", s:data(ltn12.source.string("one\r\n")))
T.show("end", s:quit(), s:close())
if _VERSION == "Lua 5.1" then
  send("parts", {from = "<a@x>", rcpt = "<b@y>", source = smtp.message{headers = {subject = "parts"}, body = {preamble = "pre", epilogue = "post", {body = "one"}, {headers = {["content-type"] = "image/png"}, body = ltn12.source.string("two")}, {body = {{body = "inner"}}}}}})
end
