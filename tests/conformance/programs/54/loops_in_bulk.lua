-- Loops that fill or copy lists: limits of all kinds, holes, the same table on both sides, metatables, hooks.
local function show(t, n)
  local parts = {}
  for i = 1, n or #t do parts[i] = tostring(t[i]) end
  print(#parts, table.concat(parts, " "))
end
local function fill(t, n, v) for i = 1, n do t[i] = v end return t end
for _, n in ipairs{3, 0, -5, 1, 2.0, 2.5, "3"} do print(n, pcall(function() show(fill({}, n, "x")) end)) end
show(fill({1, 2, 3, 4, 5}, 3, false), 5)
show(fill({1, 2, 3, 4, 5}, -3, false), 5)
show(fill({1, 2, 3}, 6, 0.5))
show(fill({1, 2, 3}, 2, nil), 3)
show(fill({[1] = 1, [3] = 3}, 3, "y"))
print(pcall(fill, nil, 3, 1), pcall(fill, "text", 3, 1))
local log = {}
local watched = setmetatable({}, {__newindex = function(t, k, v) log[#log + 1] = k; rawset(t, k, v) end})
show(fill(watched, 3, true)); show(log)
show(fill(setmetatable({}, {__index = {7, 8, 9}}), 2, true), 4)
local function from(t, a, b) for i = 5, b do t[i] = a end return #t end
print(from({1, 2, 3, 4}, "z", 7), from({1, 2}, "z", 7) >= 2, from({1, 2, 3, 4, 5, 6}, "z", 4))
local function three(a, b, c) for i = 1, 4 do a[i], b[i], c[i] = 1, "two", false end end
local p, q, r = {}, {}, {}
three(p, q, r) show(p) show(q) show(r)
three(p, p, p) show(p)
three(p, q, p) show(p) show(q)
local function several(a, b, v) for i = 2, 4 do a[i] = v; b[i] = v end end
p, q = {0}, {0}
several(p, q, p) print(p[2] == p, q[4] == p, #p, #q)
local function copy(to, source, n) for i = 1, n do to[i] = source[i] end return to end
show(copy({}, {1, 2, 3}, 3)) show(copy({}, {1, 2, 3}, 2)) show(copy({}, {1, 2, 3}, 5), 5)
show(copy({9, 9, 9, 9}, {1, nil, 3}, 3)) show(copy({9, 9, 9}, {1, 2}, 3), 3) show(copy({9, 9}, {1, 2, 3}, -4))
show(copy({}, setmetatable({}, {__index = function(_, k) return k * 2 end}), 3))
print(pcall(copy, {}, nil, 2))
local function left(t, n) for i = 1, n do t[i] = t[i + 1] end return t end
local function right(t, n) for i = 2, n do t[i] = t[i - 1] end return t end
local function shift(to, t, n) for i = 2, n do to[i] = t[i - 1] end return to end
local function back(to, t, n) for i = 1, n do to[i] = t[i - 1] end return to end
show(left({1, 2, 3, 4}, 3)) show(left({1, 2, 3, 4}, 4), 4) show(right({1, 2, 3, 4}, 4)) show(shift({0}, {1, 2, 3}, 4))
show(back({}, {[0] = "zero", "one", "two"}, 3))
local m = {1, 2, 3}
show(shift(m, m, 4))
local lines = 0
debug.sethook(function() lines = lines + 1 end, "l")
for i = 1, 50 do
  m[i] = 0
end
debug.sethook()
print(lines > 100)
local up = {}
local function outer() for i = 1, 3 do up[i] = up end end
outer() print(#up, up[3] == up)
for i = 1, math.huge do up[i] = i if i > 4 then break end end print(#up)
for i = 1, 3, 1 do up[i] = "s" end show(up, 3)
for i = 1, 5, 2 do up[i] = "odd" end show(up, 3)
for i = 3, 1, -1 do up[i] = "down" end show(up, 3)
