--@ lua: 51 54 jit
-- Coroutines whose own bodies yield: values, errors, statuses and stacks. Nothing else in this program can yield.
local unpack = table.unpack or unpack
local function two(a) return a, 2 end
local function none() end
local function show(co, ...) print(coroutine.resume(co, ...)) print(coroutine.status(co)) end

-- values in both directions, wherever the yield stands
local co = coroutine.create(function(a, ...)
  print("started", a, select("#", ...))
  local b, c = coroutine.yield(a, nil)
  print(b, c, (coroutine.yield()))
  local t = {coroutine.yield(two(b)), coroutine.yield(none())}
  print(#t, unpack(t))
  t.x = coroutine.yield(t == nil, two(1))
  t[coroutine.yield("key") or "none"] = coroutine.yield("value")
  print(t.x, t.k, 1 + coroutine.yield("operand") * 2, "a" .. coroutine.yield("part"))
  if coroutine.yield("test") and not coroutine.yield("second test") then print("yes") else print("no") end
  local n = 0
  while coroutine.yield("while", n) do n = n + 1 end
  repeat n = n - 1 until coroutine.yield("repeat", n) == nil
  for i = coroutine.yield("from"), coroutine.yield("to") do coroutine.yield(i) end
  print(select("#", coroutine.yield(coroutine.yield(coroutine.yield(1)))))
  return coroutine.yield("last")
end)
for _, args in ipairs {{"a", "b", "c"}, {"b"}, {"third"}, {1, 2}, {3, 4, 5}, {"x"}, {"k"}, {"v"}, {5}, {"p"}, {true}, {false}, {true},
                       {true}, {nil}, {1}, {}, {2}, {3}, {}, {}, {1, 2, 3}, {4, 5}, {6, 7, 8}, {9, 10}, {11, 12}} do show(co, unpack(args)) end

-- loops over coroutines
local function numbers(n, look) return coroutine.wrap(function() for i = 1, n do if look then look(i) end coroutine.yield(i) end end) end
local function twice(source) return coroutine.wrap(function() for v in source do coroutine.yield(v) coroutine.yield(v) end end) end
for v in twice(twice(numbers(2))) do io.write(v, " ") end print()
for a, b, c in coroutine.wrap(function() coroutine.yield(1, 2, 3, 4) coroutine.yield(false) coroutine.yield(2, nil, 5) coroutine.yield(nil, 1) end) do print(a, b, c) end
for a, b in coroutine.wrap(function(...) print(...) print(coroutine.yield("x", "y")) print(coroutine.yield("z")) end) do print(a, b) end
local g = numbers(6)
for v in g do io.write(v, " ", tostring(g()), " ") if v == 3 then break end end print()
for v in g do io.write(v, " ") end print(pcall(g))
print(pcall(function() for v in coroutine.wrap(function() coroutine.yield(1) return 5 end) do print(v) end end))
local g = numbers(3)
print(pcall(function() for v in g do print(v, g()) end end))
local function inorder(t)
  return coroutine.wrap(function()
    if t then
      for v in inorder(t[1]) do coroutine.yield(v) end
      coroutine.yield(t[2])
      for v in inorder(t[3]) do coroutine.yield(v) end
    end
  end)
end
for v in inorder {{nil, 1, {nil, 2}}, 3, {{nil, 4}, 5}} do io.write(v, " ") end print()

-- which coroutine runs
local seen
for v in numbers(2, function() seen = coroutine.running() print(coroutine.status(seen), coroutine.resume(seen)) end) do
  print(v, coroutine.status(seen), coroutine.running() ~= seen)
end
print(coroutine.status(seen))
local outer
outer = coroutine.create(function()
  print(coroutine.running() == outer)
  for v in numbers(2, function() print(coroutine.status(outer), coroutine.resume(outer)) end) do
    print(coroutine.running() == outer, coroutine.status(outer))
    coroutine.yield(v)
  end
end)
for i = 1, 4 do show(outer) end
local me
me = numbers(2, function() print(pcall(me)) end)
for v in me do print(v) end
me = numbers(2, function() for v in me do print(v) end end)
print(pcall(me)) print(pcall(me))

-- errors
local function fail(i) if i == 2 then error("failed") end end
print(pcall(function() for v in numbers(3, fail) do print(v) end end))
print(pcall(function() for v in numbers(3, function(i) if i == 2 then error("at the caller", 2) end end) do print(v) end end))
print(pcall(function() for v in numbers(3, function(i) if i == 2 then error({}, 2) end end) do print(v) end end) == false)
local w = numbers(3, fail) print(w(), pcall(w)) print(pcall(w))
local co = coroutine.create(function(t) coroutine.yield(1) print(t.x.y) coroutine.yield(2) end)
show(co, {}) show(co) show(co)
show(coroutine.create(function(t) coroutine.yield(t.x.y) end), {})
show(coroutine.create(function(t) error("no position", 2) coroutine.yield() end))
show(coroutine.create(function(t) error() coroutine.yield() end))
show(coroutine.create(function(t) print(pcall(error, coroutine.yield("protected"))) end))
local function endless() return 1 + endless() end
local ok, message = coroutine.resume(coroutine.create(function() coroutine.yield(endless()) end))
print(ok, string.find(message, "stack overflow") ~= nil)

-- variables of each round, closures over them
local fs = {}
for v in coroutine.wrap(function() for i = 1, 3 do local j = i fs[#fs + 1] = function() j = j + 1 return i, j end coroutine.yield(j) j = j * 10 end end) do io.write(v, " ") end
print() for _, f in ipairs(fs) do print(f()) end

-- operands are evaluated before the calls behind them
local t = {x = 1}
local function bump() t.x = t.x + 1 return t.x end
local co = coroutine.create(function()
  coroutine.yield(t.x, bump(), t.x)
  local y = t.x + coroutine.yield(t.x, coroutine.yield(bump()), bump()) + t.x
  coroutine.yield(y, coroutine.yield(t.x, bump()))
end)
for i = 1, 6 do print(coroutine.resume(co, i * 10)) end

-- one that waits for another is normal, not running
local a, co
a = numbers(1, function()
  local b = numbers(1, function() print(pcall(a)) end)
  for v in b do end
  b = numbers(1, function() print(pcall(a)) for v in numbers(1, function() print(pcall(a)) end) do end end)
  b()
end)
for v in a do end
co = coroutine.create(function() for v in numbers(1, function() print(coroutine.resume(co)) end) do end coroutine.yield() end)
print(coroutine.resume(co))
