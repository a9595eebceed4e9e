--@ lua: 51 54 jit
-- string.find, match and format with constants: positions, captures, values of all kinds, and functions that are replaced.
local find, format = string.find, string.format
local pattern, number = "(%a+)=(%w*)", "^%s*(-?%d+)"

local function places(s, i)
  local a = s:find("b", i)
  local b, c = s:find("b.", i)
  local d, e, f = find(s, "(c)", i)
  local g, h, k, l = string.find(s, pattern, i)
  local m, n, o = s:find("bc", i, true)
  local p, q = find(s, "x*", i)
  local r, t = s:find("", i)
  local u, v, w = s:find("()b", i)
  print(i, a, b, c, d, e, f, g, h, k, l, m, n, o)
  print("", p, q, r, t, u, v, w, (s:find("d")), (s:find("%d", i)), select("#", s:find("b(c)", i)), select("#", s:find("zz")))
end
for _, i in ipairs({ 1, 2, 3, 7, 8, 9, 0, -1, -3, -100, 100 }) do places("abcd=ef", i) end
places("abcb", nil)
places("abcb\228\0b=1", "2")
print(pcall(places, "abc", 1.5 + 0.25), pcall(places, "abc", {}))
print(pcall(places, nil, 1))

local function parts(s, i)
  local a = s:match("%d+", i)
  local b, c = s:match(pattern, i)
  local d = s:match(pattern, i)
  local e, f, g = string.match(s, pattern, i)
  local h = s:match(number, i)
  local k = s:match("^", i)
  local l = s:match("$", i)
  local m, n = s:match("()%d()", i)
  local o = s:match("%b()", i)
  local p = s:match("abc", i)
  local q = s:match("[^\128-\255]+", i)
  print(i, a, b, c, d, e, f, g, h, k, l, m, n, o, p, q, select("#", s:match(pattern, i)), (s:match("%w+", i)))
  return s:match(pattern, i)
end
for _, i in ipairs({ 1, 2, 10, 15, 16, 17, -3, 0 }) do print(parts("k=v 12 (abc)==3", i)) end
print(parts("\233t\233=1", 1))
print(select("#", parts("", 1)), pcall(parts, 12, 1))
print(pcall(parts, nil, 1))

local function tests(s)
  if s:find("needle") then return "needle" end
  if not s:match("^%l") then return "other" elseif s:find(".", 1, true) and s:match("%.(%w+)$") == "lua" then return "lua" end
  while s:find("  ", 1, true) do s = s:gsub("  ", " ") end
  return s:match("^%s*(.-)%s*$") or "nothing"
end
for _, s in ipairs({ "a needle here", "X", "file.lua", "some   words    ", "a.b" }) do print(tests(s)) end

local function shown(a, b, c)
  return format("%d|%5d|%-5d|%05d|%x|%X", a, a, a, a, a, a), ("%s|%5s|%-5s"):format(b, b, b), string.format("%.2f|%g|%10.3e|%5.1f", c, c, c, c),
    format("100%% {%s} {{%d}} \"'\\", b, a), format("nothing"), (format("%s", b))
end
print(shown(7, "x", 0.5))
print(shown(255, "q{}%", 1e100))
print(shown(3, 12, 3))
print(pcall(shown, "12", "x", "0x10"))
print(pcall(shown, 3, nil, 1))
print(pcall(shown, 3.5, "x", 1))
print(pcall(shown, {}, "x", 1))
print(shown(1, "\200", 1 / 0))
print(shown(1, "", -1 / 0))
print(format("%d %s", 1, "a", "surplus"), pcall(format, "%d"), pcall(function() return format("%d %d", 1) end))
print(pcall(function() return format("%y", 1) end), format("%q", "a\nb"), format("%i", 3))
local function byte(s, i) return format("%02x", s:byte(i)) end
print(byte("az", 1), byte("\255", 1), pcall(byte, "a", 2))
local function several(...) return format("%d-%d", ...) end
print(several(1, 2), several(1, 2, 3), pcall(several, 1))
print(pcall(function() return ("%s"):format(setmetatable({}, { __tostring = function() return "own" end })) end))

-- functions that are replaced, for good and for a while
local original = string.find
string.find = function(...) return "found", original(...) end
places("abcd", 1)
print(("x"):find("x"), find("x", "x"))
string.find = original
places("abcd", 1)
string.format = function(f, ...) return f .. select("#", ...) end
print(("%d"):format(1), string.format("%s %s", 1, 2), format("%d", 3))
string.format = format
string.match = nil
print(pcall(parts, "k=v", 1))
