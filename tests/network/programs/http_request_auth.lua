local T = dofile(arg[1])
local http = require("socket.http")

-- Basic authentication.
local mime = require("mime")
local function echo(label, request)
  local t = {}
  request.sink = require("ltn12").sink.table(t)
  T.try(label, http.request, request)
  local a = table.concat(t):match("Authorization: ([^\n]*)")
  T.show("authorization", a, a and mime.unb64((a:gsub("^Basic ", ""))))
end
local hp = T.host .. ":" .. T.port
echo("url", { url = "http://user:pass@" .. hp .. "/echo" })
echo("percent in password", { url = "http://us%20er:pa%40ss@" .. hp .. "/echo" })
echo("user only", { url = "http://user@" .. hp .. "/echo" })
echo("empty both", { url = "http://:@" .. hp .. "/echo" })
echo("fields", { url = T.base .. "/echo", user = "u", password = "p%41" })
echo("fields over url", { url = "http://user:pass@" .. hp .. "/echo", user = "other" })
echo("only user field", { url = T.base .. "/echo", user = "u" })
echo("colon in user", { url = "http://a:b:c@" .. hp .. "/echo" })
echo("own header", { url = "http://user:pass@" .. hp .. "/echo", headers = { AUTHORIZATION = "Mine abc" } })
echo("numbers", { url = T.base .. "/echo", user = 1, password = 2 })
