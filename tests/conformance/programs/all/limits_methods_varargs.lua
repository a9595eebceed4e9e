--@ lua: 51 54
-- Methods that call themselves with `...` nest as deep as others.
local Class = {}
Class.__index = Class
function Class:down(n, ...)
  if n == 0 then return select("#", ...) end
  return 1 + self:down(n - 1, ...)
end
function Class:last(n)
  if n == 0 then return 0 end
  return 1 + self:last((function() return n - 1, 2 end)())
end
local object = setmetatable({}, Class)
print(object:down(15000, 1, 2), object:last(15000))
local single = {down = Class.down}
print(single:down(15000, 1, 2, nil))
