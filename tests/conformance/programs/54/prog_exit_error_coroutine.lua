-- an error in a coroutine by wrap, not caught
local co = coroutine.wrap(function() local t = nil; coroutine.yield(1); return t.x end)
print(co())
print(co())
