local T = dofile(arg[1])
local ltn12 = require("ltn12")
local source = ltn12.source
local function drain(name, src, n)
  for i = 1, n or 20 do
    local chunk, err = src()
    T.show(name, chunk, err)
    if not chunk then break end
  end
end
drain("empty", source.empty())
drain("error", source.error("bad"))
ltn12.BLOCKSIZE = 4
drain("string", source.string("hello world"))
drain("string nil", source.string(nil))
drain("string empty", source.string(""))
drain("string number", source.string(123456))
drain("table", source.table{"a", "", "b"})
drain("cat", source.cat(source.string("abcdef"), source.empty(), source.table{"x", "y"}))
drain("cat none", source.cat())
drain("cat error", source.cat(source.string("ab"), source.error("broken"), source.string("cd")))
local rewind = source.rewind(source.string("0123456789"))
T.show("rewind", rewind())
T.show("put back", rewind("A"), rewind("B"))
drain("rewind", rewind)
local state = 0
local function fancy()
  state = state + 1
  if state == 1 then return "one" end
  if state == 2 then return "two", function() return "new", function() return nil end end end
  return nil, "end"
end
drain("simplify", source.simplify(fancy))
drain("simplify error", source.simplify(source.error("e")))
local mime = require("mime")
drain("chain", source.chain(source.string("hello, wide world"), mime.encode("base64")))
drain("chain of filters", source.chain(source.string("hello, wide world"), mime.encode("base64"), mime.wrap("base64", 8)))
drain("chain error", source.chain(source.error("src"), mime.encode("base64")))
local exhausted = source.chain(source.string("x"), mime.encode("base64"))
drain("exhausted", exhausted)
T.try("again", exhausted)
T.try("bad filter", source.chain(source.string("x"), function() return nil end))
T.try("bad arguments", source.chain, source.string("x"))
T.try("table", source.table, 5)
T.try("simplify", source.simplify)
T.try("rewind", source.rewind)
local name = os.tmpname()
local f = assert(io.open(name, "wb"))
f:write("0123456789\n\0end")
f:close()
f = io.open(name, "rb")
drain("file", source.file(f))
T.show("closed", io.type(f))
os.remove(name)
drain("no file", source.file(nil, "why not"))
drain("no file", source.file(nil))
