-- a finalizer is called "__gc", not what it interrupts
local seen
setmetatable({}, {__gc = function()
  local info = debug.getinfo(1, "n")
  seen = string.format("%s %s", info.namewhat, info.name)
end})
repeat local t = {} until seen
print(seen)
