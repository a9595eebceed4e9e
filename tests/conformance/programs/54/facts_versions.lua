-- Second bodies: functions for arguments that are numbers, blocks for fields that are floats.
-- regions: floats tested once, then changed by nobody; but what of tables with metamethods, NaN, inf, ints in disguise
local function f(a, b)
  local x, y, z = a.x - b.x, a.y - b.y, a.z - b.z
  local n = 1
  local s = 0
  for i = 1, 3 do n = n * x s = s + n * y - z * x end
  local cap = 0 while s < 10 and cap < 50 do cap = cap + 1 s = s + 1.5 + x * x + y * y + z * z end
  local t = {x * y, y / z, -x, x // 1, x % 2, y ^ 2}
  local c = x == x and "eq" or "nan"
  return n, s, c, x .. "", math.type(n), math.type(s), table.unpack(t)
end
local function show(...)
  local p = {}
  for i = 1, select('#', ...) do local v = select(i, ...) p[i] = math.type(v) and string.format(math.type(v) == "integer" and "%d" or "%.14g", v) or tostring(v) end
  print(table.concat(p, " "))
end
show(pcall(f, {x=1.5,y=2.5,z=3.5}, {x=1.0,y=1.0,z=1.0}))
show(pcall(f, {x=5,y=2,z=3}, {x=1,y=1,z=1}))
show(pcall(f, {x=5,y=2.5,z=3}, {x=1,y=1,z=1}))
show(pcall(f, {x="5",y="2.5",z="3"}, {x=1.5,y=1,z=1}))
show(pcall(f, {x=0/0,y=2.5,z=3.5}, {x=1.0,y=1,z=1}))
show(pcall(f, {x=1/0,y=2.5,z=0.0}, {x=1.0,y=1,z=0.0}))
show(pcall(f, {x=1/0,y=1e308,z=1e308}, {x=1.0,y=-1e308,z=-1e308}))
show(pcall(f, {x=9007199254740993,y=9223372036854775807,z=1}, {x=1,y=-1,z=0}))
local V = {} V.__sub = function(a, b) return 2.5 end V.__mul = function(a, b) return 3 end
show(pcall(f, {x=setmetatable({}, V),y=2.5,z=3.5}, {x=1.0,y=1.0,z=1.0}))
-- a value of a region multiplied by an object
local W = setmetatable({}, {__mul = function(a, b) return "mul" end, __add = function() return 7 end, __unm = function() return "neg" end})
local function g(a, w)
  local x, y = a.x * 2, a.y * 2
  local p, q, r = x * w, w * y, x + w
  local u = x * y + x * x + y * y - x + y * 2
  return p, q, r, u, (x * y + x * x + y * y) * 2, math.type(r)
end
show(g({x=1.5, y=2.5}, W))
show(g({x=1.5, y=2.5}, 2))
show(g({x=1.5, y=2.5}, "3"))
show(g({x=1, y=2}, 4))
-- loops in regions
local function h(a, n)
  local dx, dy = a.x, a.y
  local acc, k = 0, 0
  for i = 1, n do acc = acc + dx * dy k = k + dx * 2 + dy * dx - dy * dy end
  local i = 1
  while i <= n do i = i * 2 acc = acc + i * dx end
  for j = dx, dy do acc = acc + j end
  repeat local z = dx * dy acc = acc + z until acc > 1 or z < 0 or true
  return acc, k, i
end
show(h({x = 1.25, y = 4.25}, 5))
show(h({x = 1, y = 4}, 5))
show(pcall(h, {x = "1", y = 4}, 5))
-- shadowing
local function sh(a)
  local x = a.x
  local x, y = x.v, a.y
  local z = x * y + x * x + y * y - x * y + y
  do local x = "s" z = z .. x end
  return z
end
show(sh({x = {v = 1.5}, y = 2.5}))
show(sh({x = {v = 1}, y = 2}))
local function fill(t, n, s) for i = 1, n do t[i] = (i + s) % 7 + n * s end return t[n], #t end
show(pcall(fill, {}, 5, 2)) show(pcall(fill, {}, 5.0, 2)) show(pcall(fill, {}, 5.5, 2)) show(pcall(fill, {}, "5", 2))
show(pcall(fill, {}, 3, 2.5)) show(pcall(fill, {}, 3, "2")) show(pcall(fill, {}, 3, 9223372036854775807)) show(pcall(fill, {}, 3, nil))
local function idx(t, i, j) t[i] = t[i] or 0 t[j] = (t[j] or 0) + t[i] t[i] = t[i + 1] t[j - 1] = t[i] return t[i], t[j], i - j, i + j end
show(pcall(idx, {1, 2, 3}, 1, 2)) show(pcall(idx, {1,2,3}, 0, 5)) show(pcall(idx, {1,2,3}, -1, 3)) show(pcall(idx, {1,2,3}, 1.0, 2.0))
show(pcall(idx, {1,2,3}, 9223372036854775807, -9223372036854775807 - 1)) show(pcall(idx, {1,2,3}, "1", 2)) show(pcall(idx, {1,2,3}, 0/0, 2)) show(pcall(idx, {1,2,3}, nil, 2))
show(pcall(idx, setmetatable({}, {__index = function(t, k) return k * 10 end, __newindex = function(t, k, v) rawset(t, k, v + 1) end}), 3, 2))
local function sum(n) local s = 0 for i = 1, n do s = s + n * i - n end return s end
show(sum(10)) show(sum(10.5)) show(pcall(sum, "10")) show(sum(3.0)) show(pcall(sum, {})) show(sum(-5)) 
local function prod(n, k) local p = 1 while k > 0 do p = p * n k = k - 1 end return p end
show(prod(3, 4)) show(prod(3, 50)) show(prod(1 << 30, 3)) show(prod(1.5, 3)) show(pcall(prod, "3", 3)) show(pcall(prod, 3, "3"))
local function down(n) local t = {} for i = n, 1, -1 do t[i] = n - i end return #t, t[1], t[n] end
show(down(5)) show(down(5.0)) show(pcall(down, 2.5)) show(down(0)) show(down(-9223372036854775807))
local function tail(n, acc) if n == 0 then return acc end return tail(n - 1, acc + n * 2 - n % 3) end
show(tail(10, 0)) show(tail(10, 0.5)) show(pcall(tail, 10.0, "1")) 
local function bits(x, n) local r = 0 for i = 1, n do r = r ~ (x << i) r = r | x r = r & (x * 3) end return r end
show(bits(5, 3)) show(bits(5.0, 3)) show(pcall(bits, 5.5, 3)) show(bits(1 << 62, 3)) show(pcall(bits, "5", 3))
local function cmp(x, n) local c = 0 for i = 1, n do if i < x then c = c + 1 end if x >= i * 2 then c = c + x end if x == i then c = c - 1 end end return c end
show(cmp(3, 5)) show(cmp(2.5, 5)) show(cmp(1/0, 3)) show(cmp(0/0, 3)) show(pcall(cmp, "3", 5))
