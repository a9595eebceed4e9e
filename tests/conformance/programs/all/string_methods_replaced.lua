--@ lua: 51 54 jit
-- Methods of strings that the program replaces, in all the ways there are, while loops that call them are running.
local library = {}
for name, f in pairs(string) do library[name] = f end
local function calls(s)
  return s:sub(2, 2), s:byte(1), s:find("b"), s:match("(%w)%w"), s:len(), s:upper(), s:lower(), ("%s"):format(s), s:sub(-1)
end
local function restored()
  for name, f in pairs(library) do string[name] = f end
  return calls("abc")
end
print(calls("abc"))

for round = 1, 6 do
  if round == 3 then function string.sub(s, i, j) return "sub" .. i .. (j or "") end end
  if round == 5 then string.sub = library.sub end
  io.write(("hello"):sub(round, round), " ")
end
print()
rawset(string, "byte", function() return "byte" end)
print(calls("abc"))
string["fi" .. "nd"] = function() return "found", "twice" end
print(calls("abc"))
for _, name in ipairs({ "len", "upper" }) do string[name] = function(s) return name .. #s end end
print(calls("abc"))
string.match, string.lower = function() return "matched" end, nil
print(pcall(calls, "abc"))
print(restored())

local object = setmetatable({}, { __index = string })
print(object.sub == library.sub, pcall(object.sub, object))
function string:sub() return "after" end
print(object.sub("x"), ("x"):sub(1, 1))
string.sub = nil
print(object.sub, pcall(calls, "abc"))
print(restored())

local log = {}
setmetatable(string, { __newindex = function(t, k, v) log[#log + 1] = k rawset(t, k, v) end, __index = function(_, k) return function() return k end end })
print(("x"):nothing(), calls("abc"))
string.sub = nil
print(calls("abc"))
string.sub = function() return "stored" end
print(calls("abc"))
print(table.concat(log, " "))
setmetatable(string, nil)
print(restored())
string.format = function() return "formatted" end
print(calls("abc"))
print(restored())

local meta = getmetatable("")
meta.__index = function(s, k) return function() return k .. s end end
print(calls("abc"))
meta.__index = { sub = library.sub, byte = library.byte, find = library.find, match = library.match, len = library.len, upper = library.upper, lower = library.lower, format = library.format }
print(calls("abc"))
meta.__index.sub = function() return "other table" end
print(calls("abc"))
meta.__index = setmetatable({ sub = function() return "first" end }, { __index = string })
print(calls("abc"))
meta.__index = nil
print(pcall(calls, "abc"))
meta.__index = string
print(calls("abc"))
local load = loadstring or load
print(load("return ('abc'):sub(2, 2), ('abc'):find('c', 1, true)")())
string.sub = function() return "new" end
print(load("return ('abc'):sub(2, 2), ('abc'):find('c', 1, true)")())
print(restored())
