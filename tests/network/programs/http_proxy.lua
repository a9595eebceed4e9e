local T = dofile(arg[1])
local http = require("socket.http")
local ltn12 = require("ltn12")

-- Through a proxy.
local function get(label, request)
  local t = {}
  request.sink = ltn12.sink.table(t)
  T.try(label, http.request, request)
  print(T.shown(table.concat(t)))
end
local hp = T.host .. ":" .. T.port
get("field", { url = "http://example.invalid/echo?q", proxy = T.base })
get("with port", { url = "http://example.invalid:8080/echo", proxy = T.base })
get("with everything", { url = "http://u:p@example.invalid/echo;a?b#c", proxy = T.base })
get("authentication", { url = "http://example.invalid/echo", proxy = "http://us%20er:pa%20ss@" .. hp })
get("user only", { url = "http://example.invalid/echo", proxy = "http://user@" .. hp })
http.PROXY = T.base
get("constant", { url = "http://example.invalid/echo" })
T.show("simple", (http.request("http://example.invalid/echo")))
get("redirect stays", { url = "http://example.invalid/to-echo" })
get("body", { url = "http://example.invalid/echo", method = "POST", source = ltn12.source.string("abc") })
get("field over constant", { url = "http://example.invalid/hello", proxy = T.refused })
