-- class.lua: the small class library everybody used to write.
--   local Dog = class(Animal)
--   function Dog:init(name) Animal.init(self, name) end
--   local d = Dog("rex")
local setmetatable, rawget, pairs = setmetatable, rawget, pairs

function class(parent)
  local c = {}
  if parent then
    -- metamethods are not inherited through __index: copy them
    for k, v in pairs(parent) do
      if string.sub(k, 1, 2) == "__" then c[k] = v end
    end
  end
  c.__index = c
  c.super = parent
  return setmetatable(c, {
    __index = parent,
    __call = function(cls, ...)
      local object = setmetatable({}, cls)
      if cls.init then cls.init(object, ...) end
      return object
    end,
  })
end

function isa(object, cls)
  local c = getmetatable(object)
  while c do
    if c == cls then return true end
    c = rawget(c, "super")
  end
  return false
end

return class
