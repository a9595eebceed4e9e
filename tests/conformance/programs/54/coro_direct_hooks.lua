-- Hooks in coroutines whose own bodies yield: no call when they go on.
local hook = load("local f, m = ... debug.sethook(f, m)")
local info = load("local l, w = ... return debug.getinfo(l + 1, w)")
local function start()
  return coroutine.wrap(function(a)
    local set = hook
    set(function(e, l) local i = info(2, "Sl") print(e, l or i.what, i.currentline) end, "lcr")
    local x = coroutine.yield(1)
    coroutine.yield(x)
    set()
  end)
end
local co = start()
print(co()) print(co(2)) print(co())

-- set from outside, for one that has begun
local sethook = load("return debug.sethook")()
local co = coroutine.create(function(a)
  local x = coroutine.yield(1)
  for i = 1, 2 do
    x = coroutine.yield(x)
  end
  return x
end)
print(coroutine.resume(co))
sethook(co, function(e, l) print(e, l) end, "l")
print(coroutine.resume(co, 2)) print(coroutine.resume(co, 2)) print(coroutine.resume(co, 3)) print(coroutine.resume(co, 3))
sethook(function(e, l) print(e, l) end, "l")
for v in coroutine.wrap(function() for i = 1, 2 do coroutine.yield(i) end end) do print(v) end
sethook()
