--@ lua: 51 54 jit
-- Coroutines that cannot be resumed, since they run already, stay what they are; on stacks of their own.
local loose = {coroutine}
local function numbers(n, look) return coroutine.wrap(function() for i = 1, n do if look then look(i) end coroutine.yield(i) end end) end
local a
a = numbers(1, function()
  local b = numbers(1, function() print(pcall(a)) end)
  for v in b do end
  b = numbers(1, function() print(pcall(a)) for v in numbers(1, function() print(pcall(a)) end) do end end)
  b()
end)
for v in a do end
print "end"
