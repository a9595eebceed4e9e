--@ lua: 51 54 jit
-- Tables filled in any order, queues, stacks, keys behind gaps: where the elements lie must not tell.
local t = {} t[1] = 1 t[2] = 2 t[4] = 4 print(#t, t[3], t[4], t[5], t[0], t[-1], t[1.5])
local q, h, n = {}, 1, 0
for i = 1, 10 do n = n + 1 q[n] = i end
while h <= n do local v = q[h] q[h] = nil h = h + 1 if v % 3 == 0 and n < 40 then n = n + 1 q[n] = v + 1 n = n + 1 q[n] = v + 3 end end
print(h, n, next(q), #q)
local s = {} for round = 1, 3 do for i = 1, 5 do s[#s + 1] = i end for i = 5, 1, -1 do s[#s] = nil end print(#s, next(s)) end
local d = {} for _, k in ipairs{9,3,7,1,5,2,4,8,6,12,20,11,10,30,16} do d[k] = k * 2 local c = 0 for kk, v in pairs(d) do c = c + v end io.write(c, " ") end print()
for k = 1, 31 do io.write(tostring(d[k]), " ") end print(#d >= 12)
local function get(t, k) return t[k] end
for i = 1, 60 do assert(get({}, i) == nil) assert(get({1,2,3}, i + 3) == nil) end
print(get({[0] = "z", [-1] = "m", 1}, 0), get({[0] = "z", [-1] = "m", 1}, -1), get({[1.5] = "f", 1}, 1.5), get({a = 1}, "a"), get({[2^53] = "big"}, 2^53), get({1, 2}, 2.0))
local m = setmetatable({1, 2}, {__index = function(_, k) return "i" .. tostring(k) end})
for i = 1, 40 do assert(get(m, i + 2) == "i" .. i + 2) end
local hh = {} for i = 1, 100 do hh[i * 3] = i end local c = 0 for k in pairs(hh) do c = c + k end print(c)
for i = 1, 100 do hh[i * 3 + 1] = i end c = 0 for k in pairs(hh) do c = c + k end print(c)
for i = 1, 100 do hh[i * 3 + 2] = i end hh[1] = 1 hh[2] = 2 c = 0 for k in pairs(hh) do c = c + k end print(c, #hh)
local w = setmetatable({}, {__mode = "k"}) for i = 10, 1, -1 do w[i] = i end print(#w)
for i = 5, 1, -1 do local z = {} for j = 8, i, -1 do z[j] = j end local o = {} for k in pairs(z) do o[#o+1] = k end table.sort(o) print(table.concat(o, " ")) end
local t, u = {}, {}
for i = 1, 3 do t[i] = i; u[#u + 1] = i end
print(#t, #u, t[3], u[3])
local function f() local r = {} table.insert(r, 1) r = {} r[1] = nil return r, #r, next(r) end
print(select(2, f()))
local o = setmetatable((function() local x = {} x[1] = nil return x end)(), {__newindex = function(t, k, v) print("new", k, v) rawset(t, k, v) end})
