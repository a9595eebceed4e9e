-- 3.3.3 assignment
local a, b, c = 1, 2; print(a, b, c)
a, b = b, a; print(a, b)
a, b, c = 0, 1; print(a, b, c)
a, b = a + 1, b + 1, print("extra expression is evaluated"); print(a, b)
local i, t = 3, {}
i, t[i] = i + 1, 20; print(i, t[3], t[4])
local x, y = (function() return 1, 2, 3 end)(); print(x, y)
local x, y, z = (function() return 1, 2, 3 end)(), 10; print(x, y, z)
local x, y, z, w = 0, (function() return 1, 2, 3 end)(); print(x, y, z, w)
local x, y = ((function() return 1, 2 end)()); print(x, y)
x, y = (function() end)(); print(x, y)
-- order: all expressions before any assignment
local log = {}
local function v(n) log[#log + 1] = n; return n end
local proxy = setmetatable({}, {__newindex = function(t, k, val) log[#log + 1] = "set " .. k; rawset(t, k, val) end,
                                __index = function(t, k) log[#log + 1] = "get " .. k; return 5 end})
local function tbl(n) log[#log + 1] = n; return proxy end
tbl("t1")[v("k1")], tbl("t2")[v("k2")] = v("v1"), v("v2")
print(table.concat(log, " ")); log = {}
-- a table that is replaced in the same statement keeps the old one for indexing
local old = {}; local r = old
r, r.field = {}, "into the old one"; print(old.field, r.field)
local tt = {1, 2, 3}; local n = 1
n, tt[n], tt[n + 1] = 2, "first", "second"; print(n, tt[1], tt[2], tt[3])
local q = {}; q.q = q; q.q.q.q.x = 1; print(q.x)
local p = {1, 2, 3}; p[1], p[2], p[3] = p[3], p[1], p[2]; print(p[1], p[2], p[3])
-- nil removes
local d = {a = 1, b = 2}; d.a = nil; print(d.a, next(d)); d.b = nil; print(next(d))
-- globals
g1, g2 = "g1"; print(g1, g2)
g1, _G.g2 = g2, g1; print(g1, g2)
-- swapping fields and array rotation
local o = {l = "L", r = "R"}; o.l, o.r = o.r, o.l; print(o.l, o.r)
local arr = {1, 2, 3, 4, 5}; for k = 1, #arr // 2 do arr[k], arr[#arr - k + 1] = arr[#arr - k + 1], arr[k] end; print(table.concat(arr, ","))
-- indexing with results of calls
local function two() return 1, 2 end
local m = {}; m[two()] = "one"; m[(two())] = m[1] .. "!"; print(m[1], m[2])
m.x, m.y = two(); print(m.x, m.y); m.x, m.y, m.z = two(), two(); print(m.x, m.y, m.z)
-- varargs
local function va(...) local a, b = ...; local c, d = (...), "d"; local e, f, g = 0, ...; return a, b, c, d, e, f, g end
print(va(1, 2)); print(va())
-- same target twice
local s; s, s = 1, 2; print(s == 1 or s == 2)
-- upvalues and captured variables in multiple assignment
local u1, u2 = 1, 2; local function rd() return u1, u2 end; u1, u2 = u2, u1; print(rd())
local function swap() u1, u2 = u2, u1 end; swap(); print(u1, u2)
-- assigning to call results and strings
local function get() return q end; get().y = 5; print(q.y); (get()).w = 6; print(q.w); get()["x"] = 7; print(q.x)
print(pcall(function() local s = "str"; s.x = 1 end))
print(pcall(function() undefinedvar.x = 1 end))
print(pcall(function() local t = {}; t.a.b = 1 end))
print(pcall(function() local t = {}; t.a.b.c = 1 end))
print(pcall(function() (5).x = 1 end))
print(pcall(function() local t = {}; t[nil], t.y = 1, 2 end))
-- expression side effects in keys
local cnt = 0; local function nxt() cnt = cnt + 1; return cnt end
local seq = {}; seq[nxt()], seq[nxt()], seq[nxt()] = nxt(), nxt(), nxt(); print(seq[1], seq[2], seq[3])
-- compound
local bt = {n = {v = 1}}; bt.n.v, bt.n = bt.n.v + 1, {v = "new"}; print(bt.n.v)
local li = {10, 20, 30}; local idx = 0
for _ = 1, 3 do idx = idx + 1; li[idx] = li[idx] + idx end print(li[1], li[2], li[3])
local long1, long2, long3, long4, long5, long6, long7, long8 = 1, 2, 3, two(); print(long1, long2, long3, long4, long5, long6, long7, long8)
