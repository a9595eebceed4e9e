local T = dofile(arg[1])
local http = require("socket.http")

-- What is raised instead of returned (only that it is: the words are those of an internal line).
local function raises(label, ...)
  local ok, e = pcall(http.request, ...)
  T.show(label, ok, ok or type(e))
end
raises("unknown scheme", "ftp://127.0.0.1/")
raises("odd scheme", "foo:bar")
raises("empty url", "")
raises("empty table", {})
raises("no arguments")
raises("number", 5)
raises("true", true)
raises("no scheme", { host = T.host, port = T.port, path = "/hello" })
raises("sink is no function", { url = T.base .. "/hello", sink = 5 })
raises("create is no function", { url = T.base .. "/hello", create = 5 })
