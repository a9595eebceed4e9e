local T = dofile(arg[1])
local http = require("socket.http")

-- What a request carries.
local function echo(label, request)
  if type(request) == "table" then
    local t = {}
    request.url = request.url or T.base .. "/echo"
    request.sink = require("ltn12").sink.table(t)
    local ok, code = http.request(request)
    T.show(label, ok, code)
    print(T.shown(table.concat(t)))
  else
    T.show(label, (http.request(request)))
  end
end
echo("simple", T.base .. "/echo")
echo("generic", {})
echo("method", { method = "OPTIONS" })
echo("method in lower case", { method = "get" })
echo("empty method", { method = "" })
echo("odd method", { method = "FOO-BAR" })
echo("number as method", { method = 12 })
echo("POST without source", { method = "POST" })
http.USERAGENT = "test/1.0"
echo("agent", {})
http.USERAGENT = nil
echo("no agent", {})
