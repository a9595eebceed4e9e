--@ lua: 51 52 53 54 jit
-- A __tostring of strings: which functions ask for it
local meta = getmetatable("")
local function show(what)
  print(what, tostring("x"), #tostring("abc"), tostring(5), nil)
  print(string.format("%s|%5s|%-5s|%d", "s", "t", "u", 5), table.concat({ "p", "q" }, ","), ("%s"):rep(2), "a" .. "b")
  for i = 1, 2 do local name = "name" .. i io.write(name, " ", (tostring(name))) print() end
  print(pcall(error, "message"))
end
show "before"
meta.__tostring = function(s) return "<" .. s .. ">" end
show "set"
meta.__name = "NAME"
show "named"
meta.__tostring = nil
show "taken away"
rawset(meta, "__tostring", function(s) return s:upper() end)
show "stored raw"
local later = (loadstring or load)("local s = ... return tostring(s), (tostring('text')), #tostring(s)")
print(later("given"))
meta.__tostring = function(s) return 12 end
io.write(select(2, pcall(tostring, "x")), "\n")
meta.__tostring = function(s) return {} end
io.write(tostring((pcall(tostring, true))), " ", select(2, pcall(print, "x")) or "nothing", "\n")
