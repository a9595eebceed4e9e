-- Functions that are passed to and returned by others, whose calls are all in sight, or nearly.
local function map(list, f) local r = {} for i, v in ipairs(list) do r[i] = f(v) end return r end
local function show(list) print(table.concat(list, " ")) end
show(map({1, 2, 3}, function(x) return x * x end))
show(map({1.5, 2}, function(x) return x + 1 end))
show(map({"a", "b"}, function(x) return x .. x end))
print(pcall(map, {1, {}}, function(x) return x + 1 end))
local function compose(f, g) return function(x) return f(g(x)) end end
local function double(x) return x * 2 end
local function inc(x) return x + 1 end
print(compose(double, inc)(5), compose(inc, double)(5), compose(inc, inc)(9223372036854775806))
local two = compose(double, function(x) return x, "dropped" end)
print(two(21))
local function both(x) return x, x + 1 end
print(compose(both, inc)(1))
local function twice(f, v) return f(f(v)) end
print(twice(inc, 1), twice(double, 4611686018427387904), pcall(twice, nil, 1))
local function counter(step) local n = 0 return function() n = n + step return n end end
local c, d = counter(1), counter(0.5)
print(c(), c(), d(), d())
local f = inc
if print then f = double end
print(f(10), f(1.5))
f = nil
print(pcall(function() return f(1) end))
local function optional(v, f) if f then return f(v) end return v end
print(optional(1), optional(1, inc), optional(2, double))
local function extra(f) return f(1, 2, 3) end
print(extra(function(a) return a end), extra(function(a, b) return a + b end), extra(function(...) return select("#", ...) end))
local function missing(f) return f() end
print(missing(function(a) return a end), pcall(missing, function(a) return a + 1 end))
local function tail(n, f) if n == 0 then return f(n) end return tail(n - 1, f) end
print(tail(10, inc), tail(3, double), tail(2, both))
local function pick(n) if n > 0 then return inc end return double end
print(pick(1)(10), pick(0)(10), pick(0.5)(10))
local t = {f = inc}
local g = t.f
print(g("10"), pcall(g, {}))
local callable = setmetatable({}, {__call = function(self, x) return x, "called" end})
local function apply(f, x) local r = f(x) return r end
print(apply(inc, 1), apply(callable, 1), pcall(apply, 5, 1))
local function fold(list, f, r) for _, v in ipairs(list) do r = f(r, v) end return r end
print(fold({1, 2, 3}, function(a, b) return a + b end, 0), fold({1, 2}, function(a, b) return a / b end, 1), fold({}, inc, "start"))
local function y(f) return (function(x) return x(x) end)(function(x) return f(function(v) return x(x)(v) end) end) end
print(y(function(self) return function(n) if n == 0 then return 1 end return n * self(n - 1) end end)(10))
local memo = {}
local function memoised(f) return function(n) local r = memo[n] if r == nil then r = f(n) memo[n] = r end return r end end
local fib
fib = memoised(function(n) if n < 2 then return n end return fib(n - 1) + fib(n - 2) end)
print(fib(80), fib(90), fib(2.0))
