-- 2.4 __eq, __lt, __le
local log = {}
local function L(x) log[#log + 1] = x; return x end
local function flush() local s = table.concat(log, " "); log = {}; return s end
local mt = {__eq = function(a, b) L("eq"); return a.v == b.v end, __lt = function(a, b) L("lt(" .. tostring(a.v) .. "," .. tostring(b.v) .. ")"); return a.v < b.v end, __le = function(a, b) L("le(" .. tostring(a.v) .. "," .. tostring(b.v) .. ")"); return a.v <= b.v end}
local function N(v) return setmetatable({v = v}, mt) end
local a, b, a2 = N(1), N(2), N(1)
print(a == a2, a == b, a ~= a2, a ~= b, flush()); print(a == a, a ~= a, flush()); print(rawequal(a, a2), rawequal(a, a), flush())
print(a < b, b < a, a > b, b > a, flush()); print(a <= b, a >= b, a <= a2, a >= a2, flush()); print(not (a < b), not (a >= b), flush())
-- __eq is only tried for two tables or two userdata
print(a == 1, a == nil, a == "x", 1 == a, a ~= 1, a == print, flush())
-- first operand's metamethod first, then the second's
local only = setmetatable({v = 1}, {__eq = function() return "truthy" end}); print(only == {}, {} == only, only == a, a == only, only ~= {}, flush())
local p = {v = 1}; print(p == a, a == p, flush())
-- results become booleans
local r = setmetatable({}, {__eq = function() return 1 end, __lt = function() return nil end, __le = function() return "x" end}); print(r == {}, r ~= {}, r < r, r > r, r <= r, r >= 1, 1 <= r, 1 < r)
local r2 = setmetatable({}, {__eq = function() return nil end, __lt = function() return 1, 2 end, __le = function() end}); print(r2 == {}, r2 ~= {}, r2 < 1, (r2 < 1), r2 <= 1)
-- mixed types with __lt and __le
local m = {__lt = function(x, y) return (type(x) == "table" and x.v or x) < (type(y) == "table" and y.v or y) end, __le = function(x, y) return (type(x) == "table" and x.v or x) <= (type(y) == "table" and y.v or y) end}
local five = setmetatable({v = 5}, m); print(five < 6, five < 5, 4 < five, 6 < five, five <= 5, 5 <= five, five > 4, five >= 6, 5 >= five); print(pcall(function() return five < "x" end)); print(pcall(function() return "x" < five end)); print(pcall(function() return nil < five end))
-- __le is not derived from __lt in 5.4
local onlylt = setmetatable({}, {__lt = function() return true end}); print(onlylt < onlylt, pcall(function() return onlylt <= onlylt end)); print(pcall(function() return {} < {} end)); print(pcall(function() return a < {} end)); print(pcall(function() return setmetatable({}, {}) >= 1 end))
-- sorting by __lt; errors in comparisons
local list = {}; for _, v in ipairs{5, 2, 8, 1, 9, 3} do list[#list + 1] = N(v) end table.sort(list); local o = {}; for i, x in ipairs(list) do o[i] = x.v end print(table.concat(o, " ")); flush(); print(pcall(table.sort, {N(1), 2})); flush()
local bad = setmetatable({}, {__eq = function() error("eq error") end, __lt = function() error("lt error", 0) end}); print(pcall(function() return bad == {} end)); print(pcall(function() return bad < bad end)); print(pcall(function() return bad ~= setmetatable({}, {}) end))
-- in conditions and boolean expressions
if a == a2 then io.write("eq ") end if a ~= b then io.write("ne ") end if a < b and b > a then io.write("lt ") end if not (a == b) then io.write("not eq ") end while a > b do end local x = a == a2 and "same" or "different"; print(x, a == b and 1 or 2); flush(); print((a == a2) == true)
-- sets and other uses
local Set = {}; Set.__index = Set; local function set(...) local s = setmetatable({}, Set); for _, v in ipairs{...} do s[v] = true end return s end Set.__le = function(s, t) for k in pairs(s) do if not t[k] then return false end end return true end; Set.__lt = function(s, t) return s <= t and not (t <= s) end; Set.__eq = function(s, t) return s <= t and t <= s end; Set.__add = function(s, t) local u = set(); for k in pairs(s) do u[k] = true end for k in pairs(t) do u[k] = true end return u end; Set.__mul = function(s, t) local u = set(); for k in pairs(s) do u[k] = t[k] end return u end; Set.__len = function(s) local n = 0; for _ in pairs(s) do n = n + 1 end return n end
local s1, s2 = set(1, 2), set(1, 2, 3); print(s1 < s2, s2 < s1, s1 <= s2, s1 == s2, s1 + set(3) == s2, s1 * s2 == s1, #(s1 + set(9, 8)), s1 ~= s2, s1 > s2, s1 >= set(1), set() <= set(), set() < set())
-- tables as keys use identity, not __eq
local t = {}; t[a] = "a"; t[a2] = "a2"; print(t[a], t[a2], t[N(1)]); local function index(list, v) for i, x in ipairs(list) do if x == v then return i end end end print(index({N(3), N(1)}, a), index({1, 2}, a)); flush()
-- late change of the metatable
local q, w = setmetatable({}, {}), {}; print(q == w); getmetatable(q).__eq = function() return true end; print(q == w, w == q); getmetatable(q).__eq = nil; print(q == w); setmetatable(w, {__eq = function() return true end}); print(q == w, w == q, q ~= w); setmetatable(w, nil); print(q == w)
-- userdata
print(io.stdout == io.stdout, io.stdout == io.stderr, io.stdout ~= 1, pcall(function() return io.stdout < io.stderr end)); local co = coroutine.create(print); print(co == co, co == coroutine.create(print), co ~= co)
-- a comparison with NaN inside
local nanv = N(0/0); print(nanv == N(0/0), nanv < N(1), nanv <= nanv, nanv == nanv)
