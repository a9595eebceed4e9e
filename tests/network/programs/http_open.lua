local T = dofile(arg[1])
local http = require("socket.http")
local ltn12 = require("ltn12")

-- Step by step.
local socket = require("socket")
local request = socket.protect(function(path, method, headers, source)
  local h = http.open(T.host, T.port, socket.tcp)
  T.show("sent line", h:sendrequestline(method, path))
  T.show("sent headers", h:sendheaders(headers))
  if source then T.show("sent body", h:sendbody(headers, source)) end
  local code, status = h:receivestatusline()
  T.show("status", code, status)
  local t = {}
  if not code then
    T.show("body", h:receive09body(status, (ltn12.sink.table(t))))
  else
    local got = h:receiveheaders()
    T.show("headers", got)
    T.show("received", h:receivebody(got, (ltn12.sink.table(t))))
  end
  T.show("close", h:close())
  return table.concat(t)
end)
local host = { host = "example.invalid", ["x-a"] = 1 }
T.try("get", request, "/echo", nil, host)
T.try("post", request, "/echo", "POST", { host = "h", ["content-length"] = 3 }, ltn12.source.string("abc"))
T.try("chunked", request, "/echo", "POST", { host = "h", ["transfer-encoding"] = "chunked" }, ltn12.source.string("abc"))
T.try("no headers", request, "/hello", "GET", {})
T.try("0.9", request, "/09", "GET", host)
T.try("chunked answer", request, "/chunked", "GET", host)
T.try("until closed", request, "/until-closed", "GET", host)
T.try("cut", request, "/cut-body", "GET", host)
T.try("bad status", request, "/http2", "GET", host)
T.try("malformed", request, "/header-no-colon", "GET", host)
