-- Fields of objects cleared before and after their classes get fields of the same name.
local Base = {} Base.__index = Base
local Class = setmetatable({}, Base) Class.__index = Class
function Class:reset() self.state = nil; return self.state end
local objects = {}
for i = 1, 3 do objects[i] = setmetatable({state = i, id = i}, Class) end
print(objects[1]:reset(), objects[1].state, rawget(objects[1], "state"))
Class.state = "default"
print(objects[1].state, objects[2].state, rawget(objects[1], "state"))
print(objects[2]:reset(), objects[2].state)
Class.state = nil
print(objects[1].state, objects[2].state, objects[3].state)
print(objects[3]:reset(), objects[3].state)
Base.state = "base"
print(objects[1].state, objects[2].state, objects[3].state)
Base.state = function() return "called" end
print(objects[1].state(), objects[3]:state())
Base.state = nil
for i = 1, 2 do
  objects[1].other = nil
  print(objects[1].other)
  Base.other = i
  print(objects[1].other)
  Base.other = nil
  print(objects[1].other)
end
objects[1].late = nil
local NewBase = {late = "late", __index = function(_, k) return k .. "!" end}
setmetatable(Class, {__index = NewBase})
print(objects[1].late, objects[2].late, objects[2].unknown)
local keys = {}
objects[1].x, objects[1].y = 1, 2
objects[1].x = nil
for k in pairs(objects[1]) do keys[#keys + 1] = k end
table.sort(keys)
print(table.concat(keys, " "))
setmetatable(objects[1], {__index = {x = "from another"}})
print(objects[1].x, objects[1].y)
