-- Records and objects made in the middle of statements; constructors of classes that run again and again.
local log = {}
local function note(v) log[#log + 1] = tostring(v) return v end
local Point = {} Point.__index = Point
function Point:sum() return self.x + self.y end
local function points(n)
  local list, by = {}, {}
  for i = 1, n do
    list[#list + 1] = {x = i, y = note(i)}
    list[i] = setmetatable({x = i, y = 2 * i}, Point)
    by["k" .. i] = {x = list[i], y = {z = i}}
    by.last = setmetatable({x = note(i), y = note(-i)}, Point)
    note(select("#", note(i), {x = note("field")}, setmetatable({x = nil}, Point)))
  end
  return list, by
end
local list, by = points(3)
print(list[3]:sum(), by.k2.x:sum(), by.k3.y.z, by.last:sum(), table.concat(log, " "))
-- the order of evaluation
local function order()
  local t, n = {}, 1
  local function next_n() n = n + 1 return n end
  t[next_n()] = {n = n, m = next_n()}
  t[n], n = {n = n}, 10
  print(t[2].n, t[2].m, t[3].n, n)
  local r = {a = {b = next_n(), c = n}, d = {b = n, c = next_n()}}
  print(r.a.b, r.a.c, r.d.b, r.d.c)
  print((function(a, b, c) return a.n, b, c.n end)({n = n}, next_n(), {n = n}))
end
order()
-- nothing in a record, and a record that refers to its variable
local function odd()
  local t = {}
  t.self = {self = t, none = nil}
  t = {old = t, first = t.self}
  t.list = {old = t}
  print(t.old.self.self == t.old, t.first.none, t.list.old == t, next({none = nil}))
  local a, b = {x = 1}, {x = 2}
  a, b = {x = b.x}, {x = a.x}
  print(a.x, b.x)
end
odd()
-- setmetatable may be another function
local function replaced()
  local setmetatable = function(t, m) note("mine") return m end
  local t = {}
  t.x = setmetatable({y = 1}, "meta")
  t[1] = setmetatable({y = 1}, nil)
  print(t.x, t[1], log[#log])
end
replaced()
-- the classes of Programming in Lua
local Account = {balance = 0}
function Account:new(o) o = o or {} setmetatable(o, self) self.__index = self return o end
function Account:deposit(v) self.balance = self.balance + v return self.balance end
local Special = Account:new()
function Special:withdraw(v) self.balance = self.balance - v return self.balance end
for i = 1, 3 do
  local a, s = Account:new {balance = i}, Special:new {limit = i}
  print(a:deposit(5), s:withdraw(i), s.limit, rawget(s, "balance"), getmetatable(s) == Special, a.withdraw)
end
Special.__index = function(_, k) return k end
print(Special:new().anything, Account:new().anything, Special:new().balance)
Special.__index = Account
print(Special:new().withdraw ~= nil, Account:new():deposit(1))
-- a metatable gets another __index between two objects
local Meta = {__index = {a = 1, f = function() return "f" end}}
local function object(t) setmetatable(t, Meta) return t end
print(object({}).a, object({a = 2}).a, object({}):f())
Meta.__index = {a = 3}
print(object({}).a, object({a = 2}).a, object({}).f)
Meta.__newindex = function(t, k, v) rawset(t, k, v * 2) end
local o = object({1, 2, nil, 4, b = 5})
o[3], o.c, o.b = 3, 4, 6
print(o[3], o.c, o.b, o[4], #object({1, 2, 3}))
