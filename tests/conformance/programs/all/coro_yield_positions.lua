--@ lua: 51 54 jit
-- the message of yields that are not possible has a position in LuaJIT
print(pcall(coroutine.yield, 1))
print(pcall(function() coroutine.yield(1) end))
local f = function() return coroutine.yield(2) end print(pcall(f))
if jit then
print(pcall(coroutine.wrap(function() table.sort({3, 1, 2}, function(a, b) coroutine.yield() return a < b end) end)))
print(pcall(coroutine.wrap(function() table.sort({3, 1, 2}, coroutine.yield) end)))
print(pcall(coroutine.wrap(function() ("x"):gsub("x", coroutine.yield) end)))
print(pcall(coroutine.wrap(function() ("x"):gsub("x", function() local y = coroutine.yield return y() end) end)))
end
