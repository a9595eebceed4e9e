local T = dofile(arg[1])
local http = require("socket.http")

-- HEAD has no body, and its redirects become GET.
local function head(label, path, more)
  local calls = {}
  local r = { url = T.base .. path, method = "HEAD", sink = T.sink(calls) }
  for k, v in pairs(more or {}) do r[k] = v end
  T.try(label, http.request, r)
  T.calls(label, calls)
end
head("plain", "/kept-head")
head("echo", "/echo")
head("redirected", "/302")
head("redirected to echo", "/to-echo")
head("not redirected", "/302", { redirect = false })
head("lower case is no HEAD", "/hello", { method = "head" })
