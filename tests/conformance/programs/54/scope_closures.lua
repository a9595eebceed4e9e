-- closures and upvalues
local function counter(n) return function() n = n + 1; return n end, function(v) n = v end, function() return n end end
local inc, set, get = counter(5)
print(inc(), inc(), get()); set(100); print(inc(), get())
local inc2 = counter(0); print(inc2(), inc())
-- a fresh variable per iteration, numeric, generic, while, repeat, goto
local fs = {}
for i = 1, 3 do fs[i] = function() i = i + 10; return i end end
print(fs[1](), fs[1](), fs[2](), fs[3]())
fs = {}
for i, v in ipairs{"a", "b", "c"} do fs[#fs + 1] = function(s) v = v .. (s or ""); return i, v end end
fs[1]("x"); print(fs[1]("y")); print(fs[2]())
fs = {}
local k = 0
while k < 3 do k = k + 1; local j = k; fs[k] = function() j = j + 1; return j, k end end
print(fs[1]()); print(fs[1]()); print(fs[3]())
fs = {}
k = 0
repeat local j = k; fs[#fs + 1] = function() return j end; k = k + 1 until (function() return j end)() >= 2
for _, f in ipairs(fs) do io.write(f(), " ") end print()
fs = {}
do
  local n = 0
  ::again::
  local y = n * 2
  fs[#fs + 1] = function() y = y + 1; return y end
  n = n + 1
  if n < 3 then goto again end
end
print(fs[1](), fs[1](), fs[2](), fs[3]())
-- break out of a loop keeps the upvalue
local kept
for i = 1, 10 do local v = i * i; kept = function() v = v + 1; return v end; if v > 20 then break end end
print(kept(), kept())
-- shared between siblings created in the same iteration
local pairs_ = {}
for i = 1, 2 do
  local v = 0
  pairs_[i] = {add = function(n) v = v + n end, val = function() return v end}
end
pairs_[1].add(5); pairs_[2].add(7); pairs_[1].add(1)
print(pairs_[1].val(), pairs_[2].val())
-- deep nesting
local function l1() local a = 1
  return function() local b = 10
    return function() local c = 100
      return function() a = a + 1; b = b + 1; c = c + 1; return a, b, c end end end end
local m = l1(); local n1, n2 = m(), m()
local p1, p2, p3 = n1(), n1(), n2()
print(p1()); print(p2()); print(p3()); print(p1())
-- upvalue written after the closure was made; recursion through upvalue
local later
local function uselater() return later end
later = "set later"; print(uselater())
local even, odd
function even(n) if n == 0 then return true end return odd(n - 1) end
function odd(n) if n == 0 then return false end return even(n - 1) end
print(even(10), odd(7), even(7))
-- parameters as upvalues, varargs copied
local function va(...) local args = {...}; local first = ...; return function() return first, #args, args[#args] end end
print(va(1, 2, 3)())
local function par(a, b) local function seta(v) a = v end; seta(b); b = nil; return a, b end
print(par(1, 2))
-- same function expression, different closures
local function mk(v) return function() return v end end
print(mk(1) == mk(1), mk(1)(), mk(2)())
-- upvalues of a finished coroutine
local co = coroutine.wrap(function() local v = 0; coroutine.yield(function() v = v + 1; return v end); v = v + 100; coroutine.yield(); end)
local peek = co(); print(peek(), peek()); co(); print(peek())
-- loop variable captured, then loop continues
local acc = {}
for i = 1, 3 do local f = function() return i end; acc[#acc + 1] = f() ; i = 50; acc[#acc + 1] = f() end
print(table.concat(acc, " "))
-- closure in a while condition and in arguments
local c = 0
while (function() c = c + 1; return c < 5 end)() do end
print(c)
-- upvalue nil-able and shadowed in inner block
local u = 1
local function show() return u end
do local u = 2; print(u, show()); u = 3 end
u = nil; print(show())
-- class-like objects on closures
local function Stack() local items, n = {}, 0
  local self = {}
  function self.push(v) n = n + 1; items[n] = v; return self end
  function self.pop() local v = items[n]; items[n] = nil; n = n - 1; return v end
  function self.size() return n end
  return self end
local s1, s2 = Stack(), Stack()
s1.push(1).push(2).push(3); s2.push("a"); print(s1.pop(), s1.size(), s2.pop(), s2.size())
-- many upvalues
local v1, v2, v3, v4, v5, v6, v7, v8, v9, v10 = 1, 2, 3, 4, 5, 6, 7, 8, 9, 10
local function sum() v1 = v1 + 1; return v1 + v2 + v3 + v4 + v5 + v6 + v7 + v8 + v9 + v10 end
print(sum(), sum())
