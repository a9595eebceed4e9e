local T = dofile(arg[1])
local http = require("socket.http")
local ltn12 = require("ltn12")

-- Bodies from sources: chunked, or by length.
local function post(label, request)
  local t = {}
  request.url = T.base .. "/echo"
  request.sink = ltn12.sink.table(t)
  T.try(label, http.request, request)
  print(T.shown(table.concat(t)))
end
local function list(...)
  local items, i = { ... }, 0
  return function() i = i + 1; return items[i] end
end
post("string", { method = "POST", source = ltn12.source.string("hello") })
post("long string", { method = "PUT", source = ltn12.source.string(("0123456789"):rep(500)) })
post("pieces", { method = "POST", source = list("a", "bb", ("c"):rep(20)) })
post("no method", { source = list("x") })
post("numbers", { method = "POST", source = list(1, 22, 3.5) })
post("empty source", { method = "POST", source = ltn12.source.empty() })
post("by length", { method = "POST", source = list("ab", "cde"), headers = { ["Content-Length"] = 5 } })
post("length as string", { method = "POST", source = list("ab", "cde"), headers = { ["content-length"] = "5" } })
post("own coding", { method = "POST", source = list("ab"), headers = { ["Transfer-Encoding"] = "chunked" } })
post("false ends", { method = "POST", source = list("ab", false, "cd") })
post("cat", { method = "POST", source = ltn12.source.cat(list("a"), list("b", "c")) })
local name = os.tmpname()
local f = io.open(name, "wb")
f:write(("line\n"):rep(1000))
f:close()
post("file", { method = "POST", source = ltn12.source.file(io.open(name, "rb")) })
post("file by length", { method = "POST", source = ltn12.source.file(io.open(name, "rb")),
  headers = { ["content-length"] = 5000 } })
os.remove(name)
post("chained", { method = "POST", source = ltn12.source.chain(list("a b", "c=d"), require("mime").encode("quoted-printable")) })
