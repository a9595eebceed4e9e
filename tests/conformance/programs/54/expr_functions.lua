-- 3.4.11 function definitions
local f = function(a, b) return a, b end print(f(1, 2)); local function g() return "g" end print(g()); h = function() return "h" end print(h()); print((function(x) return x * 2 end)(21), (function() end)() == nil)
-- functions are values: stored, passed, returned, compared, used as keys
local ops = {["+"] = function(a, b) return a + b end, ["-"] = function(a, b) return a - b end}; print(ops["+"](1, 2), ops["-"](1, 2)); local map = {[f] = "f", [g] = "g"}; print(map[f], map[g], map[h])
local function compose(...) local fs = {...}; return function(...) local r = table.pack(...); for i = #fs, 1, -1 do r = table.pack(fs[i](table.unpack(r, 1, r.n))) end return table.unpack(r, 1, r.n) end end
print(compose(function(x) return x + 1 end, function(x, y) return x * y end)(3, 4)); print(compose()(1, nil, 3)); print(select("#", compose(function() end)(1)))
local function mapf(t, fn) local r = {}; for i, v in ipairs(t) do r[i] = fn(v, i) end return r end local function filter(t, p) local r = {}; for _, v in ipairs(t) do if p(v) then r[#r + 1] = v end end return r end local function reduce(t, fn, a) for _, v in ipairs(t) do a = fn(a, v) end return a end
print(table.concat(mapf({1, 2, 3}, function(x, i) return x * i end), " "), table.concat(filter({1, 2, 3, 4}, function(x) return x % 2 == 0 end), " "), reduce({1, 2, 3}, function(a, b) return a + b end, 0))
local function fix(fn) return (function(x) return x(x) end)(function(x) return fn(function(...) return x(x)(...) end) end) end print(fix(function(self) return function(n) if n == 0 then return 1 end return n * self(n - 1) end end)(10))
-- recursion: local function vs local = function
local fact = function(n) return n end local fact = function(n) if n <= 1 then return 1 end return n * fact(n - 1) end print(fact(5)); local function fact2(n) if n <= 1 then return 1 end return n * fact2(n - 1) end print(fact2(20), fact2(21)); local r; r = function(n) return n == 0 and "end" or r(n - 1) end print(r(3))
-- parameters: assigned to, captured, shadowed, unused, many
local function p(a, b, ...) a = a or "da"; b = b == nil and "db" or b; local n = select("#", ...); return a, b, n end print(p()); print(p(1, false, 3)); local function cap(x) return function() x = x + 1; return x end end local c1, c2 = cap(1), cap(10); print(c1(), c1(), c2())
local function swap(a, b) a, b = b, a; return a, b end print(swap(1, 2)); local function sh(x) local x = x and x + 1 or 0; do local x = "in"; end return x end print(sh(1), sh()); local function unused(_, _, x) return x end print(unused(1, 2, 3))
local function defaults(opts) opts = opts or {}; return opts.a or 1, opts.b == nil and 2 or opts.b, opts.c or "c" end print(defaults()); print(defaults{a = 5, b = false})
-- return forms
local function r1() return end local function r2() return nil end local function r3() return (nil) end local function r4() do return 1 end end local function r5(x) if x then return "if" end return "after" end local function r6() return; end print(select("#", r1()), select("#", r2()), select("#", r3()), r4(), r5(true), r5(), select("#", r6()))
local function multi(n) if n == 0 then return elseif n == 1 then return 1 elseif n == 2 then return 1, 2 else return 1, 2, 3 end end for i = 0, 3 do print(i, multi(i)) end print((multi(0)));
-- functions with the names of Python's builtins and of translator internals
local function len(x) return "len" .. x end local function str(x) return "str" .. x end local function tuple(...) return select("#", ...) end local function isinstance() return "i" end local function first(x) return "first" .. x end local function truth() return "truth" end print(len(1), str(2), tuple(1, 2), isinstance(), first(3), truth())
local function None() return "None" end local function lambda(def, class, yield) return def, class, yield end print(None(), lambda(1, 2, 3)); local _, __, ___ = 1, 2, 3; print(_, __, ___); local a_1, a1, A1 = "a_1", "a1", "A1"; print(a_1, a1, A1); local lua_error, pack_results, _env, __class__ = 1, 2, 3, 4; print(lua_error, pack_results, _env, __class__)
-- nested definitions: globals from inside, redefinition
local function definer() function defined_global() return "v1" end return "defined" end print(definer(), defined_global()); local before = defined_global; function defined_global() return "v2" end print(before(), defined_global())
do local function scoped() return "scoped" end print(scoped()) end print(scoped); local t = {}; function t.f() return t.g() end function t.g() return "late bound" end print(t.f()); t.g = function() return "rebound" end print(t.f())
-- varargs in the main chunk and in nested functions
print(select("#", ...), ...); local main = function(...) return select("#", ...) end print(main(...), main(1, ...)); local vf = function(...) local args = {n = select("#", ...), ...}; return function() return args.n, table.unpack(args, 1, args.n) end end print(vf(1, nil, 3)())
-- memoize, once, partial, pipelines
local function memo(fn) local cache = {}; return function(n) local v = cache[n]; if v == nil then v = fn(n); cache[n] = v end return v end end local calls = 0; local sq = memo(function(n) calls = calls + 1; return n * n end); print(sq(4), sq(4), sq(5), calls); local mfib; mfib = memo(function(n) if n < 2 then return n end return mfib(n - 1) + mfib(n - 2) end); print(mfib(80))
local function once(fn) local done, r; return function(...) if not done then done, r = true, fn(...) end return r end end local o = once(function(x) return x end); print(o(1), o(2)); local function partial(fn, ...) local a = table.pack(...); return function(...) local b = table.pack(...); local c = {}; for i = 1, a.n do c[i] = a[i] end for i = 1, b.n do c[a.n + i] = b[i] end return fn(table.unpack(c, 1, a.n + b.n)) end end print(partial(math.max, 5, 3)(9, 1)); print(partial(select, "#", nil)(nil, nil))
-- immediately invoked, in expressions and conditions
local v = (function() local x = 5; return x * x end)() + (function(...) return select("#", ...) end)(1, 2, 3); print(v); if (function() return true end)() then print("iife") end local tt = {(function() return 1, 2 end)(), x = (function() return "x" end)()}; print(#tt, tt[2], tt.x)
-- strings of functions
print(tostring(print):match("^builtin") or tostring(print):match("^function"), type(print), tostring(f):match("^function: "), f ~= g, rawequal(f, f)); local long = function(a, b, c, d, e, f, g, h, i, j) return j, a end print(long(1, 2, 3, 4, 5, 6, 7, 8, 9, 10))
