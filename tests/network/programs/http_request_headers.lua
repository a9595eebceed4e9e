local T = dofile(arg[1])
local http = require("socket.http")

-- Header fields of one's own.
local function echo(label, headers)
  local t = {}
  T.try(label, http.request, { url = T.base .. "/echo", headers = headers, sink = require("ltn12").sink.table(t) })
  print(T.shown(table.concat(t)))
end
echo("own", { ["X-Custom"] = "Value", ["content-type"] = "text/plain", ["ACCEPT"] = "*/*" })
echo("numbers", { ["X-Number"] = 42, ["X-Float"] = 1.5 })
echo("replacing", { ["User-Agent"] = "me", ["HOST"] = "example.com", ["connection"] = "close", ["Te"] = "" })
echo("blanks", { ["X-A"] = "  two blanks  ", ["x b"] = "name with blank" })
echo("empty", { ["X-Empty"] = "" })
echo("bytes", { ["X-Utf"] = "\195\164", ["X-\228"] = "\228" })
echo("canonic", { ["www-authenticate"] = "a", ["CONTENT-MD5"] = "b", ["etag"] = "c", ["x-mailer"] = "d" })
require("socket.headers").canonic["x-special"] = "X-SpEcIaL"
echo("added to canonic", { ["X-special"] = "1" })
local h = { ["X-Mine"] = "1" }
echo("table is left alone", h)
T.show("headers", h)
T.try("table as value", http.request, { url = T.base .. "/echo", headers = { ["x-t"] = {} } })
T.try("true as value", http.request, { url = T.base .. "/echo", headers = { ["x-t"] = true } })
