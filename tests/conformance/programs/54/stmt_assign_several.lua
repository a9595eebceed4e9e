-- Multiple assignment: swaps, values that use what is assigned, calls, adjustment, metamethods, errors.
local a = {10, 20, 30, n = 1}
local i, j = 1, 3
a[i], a[j] = a[j], a[i]
print(a[1], a[2], a[3])
i, a[i] = i + 1, 99
print(i, a[1], a[2])
local x, y = 1, 1
for _ = 1, 10 do x, y = y, x + y end
print(x, y)
x, y = y, x
print(x, y)
x, x = 1, 2
print(x)
a.p, a.q, a.r = 1, 2
print(a.p, a.q, a.r)
local function two() return "first", "second" end
a.p, a.q = two()
print(a.p, a.q)
a.p, a.q, a.r = (two()), two()
print(a.p, a.q, a.r)
local s, t, u = two()
s, t, u = u, s, t, two()
print(s, t, u)
do
  local log = {}
  local m = setmetatable({}, {__newindex = function(_, k, v) log[#log + 1] = k .. "=" .. tostring(v) end,
                              __index = function(_, k) log[#log + 1] = "get " .. k; return k end})
  m.a, m.b, m.c = m.x, m.y, m.z
  m[1], m[2] = m[3], m[4]
  print(table.concat(log, " "))
end
do
  local function f() a = {name = "new"}; return "k" end
  local old = a
  a.field, a[f()] = f(), 5
  print(old.field, old.k, a.name, a.field, a.k)
end
do
  local n = 0
  local function count() n = n + 1; return n end
  local q = {}
  q[count()], q[count()], q[count()] = count(), count(), count()
  print(q[1], q[2], q[3])
end
local up1, up2 = 1, 2
local function swap() up1, up2 = up2, up1; return up1, up2 end
print(swap())
g1, g2 = "g", "h"
g1, g2 = g2, g1
print(g1, g2)
local b = {5, 4, 3, 2, 1}
for p = 1, #b do
  for q = 1, #b - p do
    if b[q] > b[q + 1] then b[q], b[q + 1] = b[q + 1], b[q] end
  end
end
print(table.concat(b, " "))
print(pcall(function() local z; z.x, b[1] = 1, 2 end), b[1])
print(pcall(function() b[1], b[nil] = 1, 2 end), b[1])
print(pcall(function() local v, w = 1, {}; v, w = w + 1, v end))
local fs = {}
for k = 1, 2 do
  local v, w = k, k * 2
  fs[k] = function() v, w = w, v; return v, w end
end
print(fs[1](), fs[1](), fs[2]())
b[1], b[2], b[9] = nil, nil, nil
print(b[1], b[2], b[3], #b > 0)
local v1, v2, v3 = 0
print(v1, v2, v3)
v1, v2, v3 = 1
print(v1, v2, v3)
v1, v2 = "10" + 1, "3" .. 4
print(v1, v2)
