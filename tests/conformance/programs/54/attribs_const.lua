-- 3.3.7 local declarations with attributes: const
local a <const> = 10
local b <const>, c <const> = "x", 2.5
local n <const>, t <const>, f <const> = nil, true, false
print(a, b, c, n, t, f)
print(a + 1, -a, a * a, a .. b, a / 4, a // 3, a % 3, a ^ 2, a << 2, ~a, a & 6, a | 5, a == 10, a < 11, not a, #b)
local tbl <const> = {1, 2, 3}
tbl[1] = "changed"; tbl.k = a; print(tbl[1], tbl.k, #tbl)
-- constants in nested functions, loops and as upvalues
local function use() return a, b, function() return c, a end end
local x, y, g = use(); print(x, y, g())
for i = 1, a // 5 do local sq <const> = i * i; io.write(sq, " ") end print()
-- shadowing
do local a <const> = a + 1; print(a); do local a = a; a = a + 1; print(a) end end print(a)
local function p(a) a = a + 1; return a end print(p(a))
-- initialised by calls
local function two() return 1, 2 end
local r1 <const>, r2 <const> = two(); print(r1, r2)
local only <const> = two(); print(only)
-- as table keys and in constructors
local K <const> = "key"
local o = {[K] = a, K = b, [a] = K}; print(o.key, o.K, o[10], o[K])
-- as a method receiver and callee
local s <const> = "str"; print(s:upper(), s:rep(2))
local fn <const> = function(v) return v end; print(fn(5), fn"q")
-- in conditions folded by a compiler
if t then print("t") end if f then print("f") end if n then print("n") else print("not n") end
print(t and a or b, f or c, n == nil, not n)
while f do print("never") end
local max <const>, min <const> = math.maxinteger, math.mininteger
print(max + 1 == min, min // -1, max * 2)
local z <const> = 0
print(1 // 0.0, pcall(function() return 1 // z end)); print(pcall(function() return 1 % z end)); print(1 / z, -1 / z)
local neg0 <const> = -0.0; print(neg0, 1 / neg0, 0.0 == neg0)
-- comparison chains between constants
print(a > 9, a >= 10, "a" < "b", a ~= 10.0, a == 10.0, math.type(a), math.type(a + 0.0))
-- the error names the variable, at compile time
for _, src in ipairs{"local v <const> = 1; v = 2", "local v <const> = 1; v, w = 2, 3", "local v <const> = 1; w, v = 2, 3", "local v <const> = 1; function v() end",
  "local v <const> = 1; for v = 1, 2 do v = 3 end", "local v <const> = 1; local v = 2; v = 3", "local v <const> = 1; do v = 2 end", "local v <const> = {}; function v.f() end",
  "local v <const> = 1; return function() return function() v = 1 end end", "local v <unknown> = 1", "local v <const>= 1; return v", "local v<const> <close> = 1"} do
  local chunk, msg = load(src, "=c"); print(src, chunk and "ok" or msg)
end
print(debug.getinfo(1, "l").currentline, select("#", a, b, c))
