--@ lua: 51 52 53 54 jit
-- a method is looked up before the arguments are evaluated, also where its call is done in place
local nothing
print(pcall(function() return nothing:sub(1, #nothing) end))
print(pcall(function() return (missing or absent):byte(#absent) end))
local function note(value) io.write("note ") return value end
print(pcall(function() return nothing:sub(note(1)) end))
local text = "words"
print(text:sub(note(2), #text), (text:byte(note(1))), text:sub(-2, note(-1)), text:sub(1, #text - 1))
local object = setmetatable({}, {__index = function(_, name) io.write(name, " ") return function(_, ...) return name, ... end end})
print(object:sub(note(1), #text))
print(object:byte(#text, note(2)))
object = {sub = string.sub}
print(pcall(function() return object:sub(1, #text) end))
do
  local sub = string.sub
  print(text:sub(1, (function() string.sub = function() return "replaced" end return 2 end)()))
  print(text:sub(1, #text))
  string.sub = sub
end
