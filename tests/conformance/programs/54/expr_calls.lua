-- 3.4.10 function calls, adjustment of results, tail calls
local function f(...) return select("#", ...), ... end
print(f()); print(f(nil)); print(f(1, nil, nil)); print(f(f())); print(f(f(1), f(2))); print((f(1, 2))); print(f(1, (f(2, 3)))); print(f(f(f())))
print(f"str"); print(f[[long]]); print((f{})); print(f'a', f"b")
local function none() end local function one() return 1 end local function two() return 1, 2 end
print(none(), one(), two()); print(two(), one(), none()); print((none())); print(none(), (none())); print(pcall(none)); print(select("#", none()), select("#", (none())), select("#", none(), none()))
local a, b, c = none(); print(a, b, c); a, b, c = one(), two(); print(a, b, c); a, b, c = two(), one(); print(a, b, c); a, b, c = two(); print(a, b, c)
if none() then print("?") else print("none is false") end print(none() == nil, (none() or "or"), not none(), type((none())), pcall(type, none()))
print(({two()})[2], ({two(), two()})[3], #{none(), none()}, #{none(), one()} == 2 or #{none(), one()} == 0, two() + 1, two() .. "", -two(), #(two() .. ""))
-- missing and surplus arguments
local function g(a, b, c) return a, b, c end print(g()); print(g(1)); print(g(1, 2, 3, 4)); print(g(two(), two())); print(g(two(), 10)); print(g(nil, nil, 3)); print(g(none(), 5)); print(g(5, none()))
-- varargs
local function v(a, ...) local b, c = ...; return a, b, c, select("#", ...), (...) end print(v()); print(v(1)); print(v(1, 2)); print(v(1, 2, 3, 4)); print(v(nil, nil, nil))
local function sum(...) local s = 0; for _, x in ipairs{...} do s = s + x end return s end print(sum(), sum(1, 2, 3), sum(table.unpack{4, 5}))
local function count(...) local n = 0; for i = 1, select("#", ...) do if select(i, ...) == nil then n = n + 1 end end return n, select("#", ...) end print(count(nil, 1, nil)); print(count())
local function last(...) return (select(select("#", ...), ...)) end print(last(1, 2, "z")); print(select(-1, 1, 2, 3), select(-2, 1, 2, 3)); print(select(2, "a", "b", "c"))
local function pass(...) return ... end print(pass(1, nil)); print((pass(1, 2))); print(pass(pass(1, 2), pass(3, 4))); print(pass(), 1); local t = {pass(1, nil, 3)}; print(t[1], t[3])
local function rev(...) local n = select("#", ...); if n == 0 then return end local h = ...; local function app(...) return ... end local r = table.pack(select(2, ...)); return table.unpack({table.unpack(r, 1, r.n)}, 1, r.n), h end print(rev(1, 2))
local function inner(...) local function g2(...) return select("#", ...) end return g2(...), g2(1, ...), g2(..., 1), g2((...)) end print(inner(7, 8, 9)); print(inner())
print((function(...) return ... end)(1, 2, 3), (function(...) return (...) end)(1, 2, 3)); print(table.unpack({1, 2, 3}, 2)); print(table.unpack({1, nil, 3}, 1, 3)); print((table.unpack{1, 2}))
-- order of evaluation: function first, then arguments
local log = {} local function e(x) log[#log + 1] = tostring(x); return x end local function mk(n) log[#log + 1] = n; return function(...) log[#log + 1] = n .. "called"; return ... end end
mk"f"(e(1), mk"g"(e(2)), e(3)); print(table.concat(log, " ")); log = {}; local o = {}; o[e"key"] = function() log[#log + 1] = "m" end; o[e"key"](e"arg"); print(table.concat(log, " "))
-- chains
local chain = {}; function chain.add(self, n) self.n = (self.n or 0) + n; return self end function chain:get() return self.n end print(chain:add(1):add(2):get()); print(chain.add(chain, 5):get())
local function curry(a) return function(b) return function(c) return a + b + c end end end print(curry(1)(2)(3)); local function id(x) return x end print(id(id)(id)(5), id{id}[1]("x"), id"s":upper(), id(string).rep("x", 2), ("%d"):rep(2):format(1, 2))
-- tail calls do not use up the stack
local function loop(n) if n == 0 then return "done" end return loop(n - 1) end print(loop(5000))
local function even(n) if n == 0 then return true end return odd(n - 1) end function odd(n) if n == 0 then return false end return even(n - 1) end print(pcall(even, 5))
local ev, od; function ev(n) if n == 0 then return true, "ev" end return od(n - 1) end function od(n) if n == 0 then return false, "od" end return ev(n - 1) end print(ev(5000)); print(ev(5001))
local obj = {}; function obj:count(n) if n <= 0 then return self == obj end return self:count(n - 1) end print(obj:count(5000)); local function sumt(n, acc) acc = acc or 0; if n == 0 then return acc end return sumt(n - 1, acc + n) end print(sumt(5000))
-- deep recursion without tail calls
local function deep(n) if n == 0 then return 0 end return 1 + deep(n - 1) end print(deep(10000)); local function depth2(n) local r = n > 0 and depth2 and 0 or 1; return r end print(depth2(1))
local function fib(n) if n < 2 then return n end return fib(n - 1) + fib(n - 2) end print(fib(18)); local function ack(m, n) if m == 0 then return n + 1 elseif n == 0 then return ack(m - 1, 1) else return ack(m - 1, ack(m, n - 1)) end end print(ack(2, 9))
local function hanoi(n, a, b, c) if n == 0 then return 0 end return hanoi(n - 1, a, c, b) + 1 + hanoi(n - 1, c, b, a) end print(hanoi(10, "a", "b", "c"))
-- calling what cannot be called
print(pcall(function() local x; x() end)); print(pcall(function() undefinedfn() end)); print(pcall(function() local t = {}; t.x() end)); print(pcall(function() local t = {}; t:m() end)); print(pcall(function() local t = {}; t.a.b() end)); print(pcall(function() (1)() end)); print(pcall(function() ("x")() end)); print(pcall(function() local t = {{}}; t[1]() end))
print(pcall(function() return (nil)() end)); print(pcall(function() local s = "x"; s:nomethod() end)); print(pcall(function() local n = 5; n:foo() end)); print(pcall(function() f()() end)); print(pcall(function() string.nofunc() end)); print(pcall(nil)); print(pcall(5, 1)); print(pcall(function() return none()() end))
-- many arguments and results
local big = {}; for i = 1, 200 do big[i] = i end print(select("#", table.unpack(big)), (select(200, table.unpack(big))), math.max(table.unpack(big)), #string.char(table.unpack(big))); print(pcall(table.unpack, {}, 1, 1e8))
local function manyp(a1,a2,a3,a4,a5,a6,a7,a8,a9,a10,a11,a12,a13,a14,a15,a16,a17,a18,a19,a20) return a1 + a20, a10 end print(manyp(table.unpack(big)))
