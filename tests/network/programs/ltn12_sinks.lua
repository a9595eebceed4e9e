local T = dofile(arg[1])
local ltn12 = require("ltn12")
local sink = ltn12.sink
local function feed(name, snk, ...)
  for i = 1, select("#", ...) do T.show(name, snk((select(i, ...)), "err" .. i)) end
end
local s, t = sink.table()
feed("table", s, "a", "", "b", nil)
T.show("table", t)
local own = {"first"}
local s2, t2 = sink.table(own)
feed("own", s2, "x", nil, "y")
T.show("own", own, t2 == own)
feed("null", sink.null(), "x", nil)
feed("error", sink.error("e"), "x", nil)
local name = os.tmpname()
local f = io.open(name, "wb")
local fs = sink.file(f)
T.show("file", io.type(fs("one")) or fs("one"))
T.show("file end", fs(nil), io.type(f))
local g = io.open(name, "rb")
T.show("content", g:read("*a"))
g:close()
os.remove(name)
feed("no file", sink.file(nil, "why"), "x")
feed("no file", sink.file(nil), "x")
local n = 0
feed("simplify", sink.simplify(function(chunk)
  n = n + 1
  if n == 2 then return 1, function(c) return nil, "second " .. tostring(c) end end
  return 1
end), "a", "b", "c", "d")
T.try("simplify", sink.simplify)
local mime = require("mime")
local c, out = sink.table()
local chained = sink.chain(mime.encode("base64"), mime.wrap("base64", 8), c)
feed("chain", chained, "hello", "", ", wide world", nil)
T.show("chain", out)
feed("chain failing", sink.chain(mime.encode("base64"), sink.error("full")), "abc", "x", nil)
T.try("chain", sink.chain)
T.try("bad table", function() return (sink.table(5))("x") end)
local odd = setmetatable({}, {__newindex = function(t, k, v) rawset(t, k, v .. "!") end})
feed("metatable", (sink.table(odd)), "a", "b")
T.show("metatable", rawget(odd, 1), rawget(odd, 2))
