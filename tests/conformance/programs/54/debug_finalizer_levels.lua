-- a finalizer is called "__gc", not what it interrupts
local function name(level)
  local info = debug.getinfo(level, "n")
  return string.format("%s %s", info.namewhat, info.name)
end
local seen
setmetatable({}, {__gc = function() seen = name(2) .. "; " .. name(3) end})
repeat local t = {} until seen
print(seen)
seen = nil
setmetatable({}, {__gc = function() seen = name(2) .. "; " .. name(3) end})
collectgarbage()
print(seen)
