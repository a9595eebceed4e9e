--@ lua: 51 54
-- When operations read variables that calls assign: local ones when they run, upvalues as the version's compiler has it.
do
  local t, u = {1, n="t"}, {2, n="u"}
  local function other() t = u; return 1 end
  local function reset() t = {1, n="t"} end
  local function f() return t[other()] end
  print(f()) reset()
  local first = t
  local function g() t.x = other() end
  g() print(first.x, u.x) u.x = nil reset()
  first = t
  local function g() t[other()] = 5 end
  g() print(first[1], u[1]) u[1]=2 reset()
  local k = 1
  local function ck() k = 2 return 7 end
  first = t
  local function g() t[k] = ck() end
  g() print(t[1], t[2]) reset() k = 1
  t[k] = ck()
  print(t[1], t[2]) reset() k = 1
  print(t[k] + ck(), k) k = 1
  print(k + ck(), k) k = 1
  print(k .. ck(), k) k = 1
  print(-k + ck(), k) k = 1
  print(k == ck(), k > ck(), k) k = 1
  print((k) + ck(), k) k = 1
  print((k and k) + ck(), k) k = 1
  print((k or 5) + ck(), k) k = 1
  print(k + (2 * ck()), k) k = 1
  print((k + 1) + (2 * ck()), k) k = 1
  gk = 1
  t[gk] = other()
  print(t[1], u[1]) reset() u[1] = 2
  local first = t
  t[gk] = other()
  print(first[1], u[1]) reset()
  local first = t
  t.n = other()
  print(first.n, u.n) reset()
  u.n = "u"
  local first = t
  t[gk], k = other(), 3
  print(first[1], u[1]) reset()
  t.n, k = other(), 3
  print(first.n, u.n) reset()
  u.n = "u"
  t.n = 3 + other()
  print(first.n, u.n) reset()
  t.n = t.n .. other()
  print(first.n, u.n) reset()
  t.n = {other()}
  print(first.n, u.n.n) reset()
  u.n = "u"
  t.n = other() and 5
  print(first.n, u.n) reset()
end
local function say(...) print("say", ...) return ... end
do
  local x, t, u = 1, {}, {n = "u"}
  local function set(v) x = v return v end
  local function swap() t, u = u, t return 1 end
  print(x == 1 and x + set(10), x)
  print(x < 20 and x < set(5) or x, x)
  print((x > set(2) and x or set(9)) .. x, x)
  t[say("k")] = say("v"), say("w")
  print(t.k)
  t[say("k")] = say("v", "v2")
  print(t.k)
  print(pcall(function() t[say("a")][say("k")] = say("v"), say("w") end))
end
do
  local x, t, u = 1, {}, {n = "u"}
  local function swap() t, u = u, t return 1 end
  local function set(v) x = v return v end
  t.a = {b = {}}
  local f = t
  t.a.b[x] = swap() + set(2)
  print(f.a.b[1], f.a.b[2], x)
  t, u = f, {a = {b = {}}}
  t.a.b.c = swap()
  print(f.a.b.c, t.a.b.c)
  t, u = f, {a = {b = {}}}
  t.a.b.c, t.x = swap(), 3
  print(f.a.b.c, f.x, t.a.b.c, t.x)
  local n = 0
  local list, keyless = {}, {}
  local function next_() n = n + 1; return n end
  list[next_()] = next_()
  list[next_()], list[next_()] = next_(), next_()
  for k = 1, 6 do print(list[k]) end
  list[#keyless + 7] = next_()
  list[#keyless + 7], n = next_(), 5
  list[n] = next_()
  list[n + 0] = next_()
  list[n], list[n] = next_(), next_()
  local keys = {}
  for k, v in pairs(list) do keys[#keys + 1] = k .. "=" .. v end
  table.sort(keys)
  print(table.concat(keys, " "))
  local s = "a"
  local function more() s = s .. "x" return s end
  print(s .. more() .. s, #s, s == more(), s ~= more(), #s)
  local mt = setmetatable({}, {__index = function(_, k) x = x + 1; return x * k end})
  x = 1
  print(x + mt[2], x, x * mt[3], mt[x], x)
  local cond = true
  local v = cond and x - set(3) or 0
  print(v, x)
  if x + set(4) == 8 then print("late") else print("early") end
  while x + set(5) < 10 do print("loop") break end
  local function upv() return x + set(7), x < set(1), t[swap()] end
  print(upv())
end
