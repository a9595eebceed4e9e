local T = dofile(arg[1])
local http = require("socket.http")

-- The request target goes out as it is written.
local function echo(label, request)
  local t = {}
  if type(request) == "string" then request = { url = request } end
  request.sink = require("ltn12").sink.table(t)
  T.try(label, http.request, request)
  print((T.shown(table.concat(t)):match("^(.-)\\n")))
end
local e = T.base .. "/echo"
echo("query", e .. "?a=b&c=d")
echo("empty query", e .. "?")
echo("fragment", e .. "#top")
echo("all", e .. ";params?query#fragment")
echo("blank", e .. "?a b")
echo("utf-8", e .. "?\195\164")
echo("percent", e .. "?%41%zz")
echo("dots", { url = T.base, path = "/echo", query = "../.." })
echo("quote", e .. "?\"<>{}|^`'")
echo("path field", { url = T.base .. "/other", path = "/echo" })
echo("query field", { url = e, query = "q" })
echo("params field", { url = e .. "?q", params = "p" })
echo("fragment field", { url = e, fragment = "f" })
echo("uri", { url = T.base .. "/other?x", uri = "/echo?from uri" })
echo("fields only", { scheme = "http", host = T.host, port = T.port, path = "/echo" })
echo("port as number", { scheme = "http", host = T.host, port = tonumber(T.port), path = "/echo" })
echo("port over url", { url = "http://" .. T.host .. ":1/echo", port = T.port })
echo("host over url", { url = "http://nosuch.invalid:" .. T.port .. "/echo", host = T.host })
echo("path without slash", { url = T.base, path = "echo" })
