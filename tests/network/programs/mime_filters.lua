local T = dofile(arg[1])
local ltn12, mime = require("ltn12"), require("mime")
T.show("library", mime)
local text = "Some text, \tmit \252ml\228uten = und so.  \r\n.and a dot\r\n\r\n" .. ("long "):rep(30) .. "end \n"
local function through(name, filter, data, size)
  ltn12.BLOCKSIZE = size
  local sink, t = ltn12.sink.table()
  T.show(name .. " " .. size, ltn12.pump.all(ltn12.source.string(data), ltn12.sink.chain(filter, sink)))
  local result = table.concat(t)
  T.show("gives", result)
  return result
end
for _, size in ipairs{1, 7, 2048} do
  for _, name in ipairs{"base64", "quoted-printable"} do
    local encoded = through("encode " .. name, mime.encode(name), text, size)
    local decoded = through("decode " .. name, mime.decode(name), encoded, size)
    T.show("same", decoded == text)
    through("wrap " .. name, mime.wrap(name), encoded, size)
  end
  through("binary", mime.encode("quoted-printable", "binary"), text, size)
  through("wrap text", mime.wrap("text", 20), text, size)
  through("wrap default", mime.wrap(), text, size)
  through("wrap 10", mime.wrap(10), text, size)
  through("normalize", mime.normalize(), text, size)
  through("normalize LF", mime.normalize("\n"), "a\rb\nc\r\nd\n\re\r\r\n\nf", size)
  through("stuff", mime.stuff(), "." .. text .. "..\r\n.\r\n", size)
end
T.show("own", (function() mime.encodet["rot"] = function(n) return function(c) return c and c .. n end end return mime.encode("rot", 5)("x") end)())
mime.b64 = function(c, d) return d and "<" .. d .. ">" or nil, "" end
T.show("replaced", mime.encode("base64")("x"))
T.try("unknown", mime.encode, "rot13")
T.try("no default", mime.encode)
T.try("number", mime.wrap, "foo")
