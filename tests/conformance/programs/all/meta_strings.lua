--@ lua: 51 54
-- Strings without __index, and with one that is a function: chunks that know nothing of it
local compile = loadstring or load
local chunks = {}
for i, body in ipairs {
  "('woo'):gsub('w', 'v'):gsub('v', 'u')", "s:upper()", "(s.upper ~= nil)", "('x'):rep(3)", "('%d'):format(3)",
  "s:sub(1, 1), s:byte(1)", "(s.first)", "('yz').first", "({ n = s }).n.first", "s[2], ({ s })[1][3]", "s:whole()",
} do
  chunks[i] = compile("local s = ... return " .. body, "=c")
end
chunks[#chunks + 1] = compile("local s = ... local function f() return s.first, s:rep(2) end return f()", "=c")
chunks[#chunks + 1] = compile("local s, r = ..., {} for i = 1, 2 do r[i] = (s .. i).first end return r[1], r[2], s:byte(1)", "=c")

local function try(what)
  print(what)
  for i, chunk in ipairs(chunks) do print(i, pcall(chunk, "abc")) end
end

local meta = getmetatable("")
local library = meta.__index
try "as usual"
debug.setmetatable("", nil)
try "no metatable"
debug.setmetatable("", meta)
meta.__index = nil
try "no __index"
meta.__index = function(s, key)
  if type(key) == "number" then return library.sub(s, key, key) end
  if key == "first" then return library.sub(s, 1, 1) end
  if key == "whole" then return function() return s end end
  return library[key]
end
try "a function"
meta.__index = setmetatable({}, { __index = function(_, key) return key end })
print(chunks[7]("q"))
meta.__index = library
try "again"
