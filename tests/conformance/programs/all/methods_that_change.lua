--@ lua: 51 52 53 54 jit
-- The same calls of methods while methods, fields, metatables and prototypes change.
local Base = {} Base.__index = Base
function Base.new(x) return setmetatable({x = x}, Base) end
function Base:get(a) return "Base.get", self.x, a end
function Base:put(x) self.x = x return self end
function Base:both() return self:get(1), self:put(9):get(2) end
local Derived = setmetatable({}, {__index = Base}) Derived.__index = Derived
function Derived.new(x) return setmetatable({x = x}, Derived) end
function Derived:get(a) return "Derived.get", self.x, a end

local function use(o) return o:get(o.x), o:put(7):get() end
local function both(...) for i = 1, select("#", ...) do print(i, pcall(use, (select(i, ...)))) end end
local b, d = Base.new(1), Derived.new(2)
both(b, d, Base, Derived)
print(d:both())

-- fields of objects in the place of methods, by all ways
b.get = function(self, a) return "own", self.x, a end
both(b, d, Base.new(3))
b.get = nil
both(b)
local key = "get"
d[key] = function() return "computed" end
both(d, Derived.new(4))
rawset(d, "get", nil)
both(d)
rawset(b, "put", function(self) return self, "raw" end)
both(b, d)
b.put = 5
both(b)
b.put = nil
local made = setmetatable({x = 5, get = function(self) return "made", self.x end}, Derived)
both(made, Derived.new(6))
made.get = nil
both(made)
for i = 1, 40 do  -- many of them
  local o = Derived.new(i)
  o.get = function(self) return "many", self.x end
  if i % 13 == 0 then both(o, Derived.new(i)) end
end

-- methods replaced and cleared
function Base:get(a) return "second Base.get", self.x, a end
both(b, d)
Derived.get = nil
both(b, d)
Base.get = string.rep
print(pcall(b.get, "ab", 2))
both(b)
Base.get = setmetatable({}, {__call = function(f, self, a) return "callable", self.x, a end})
both(b, d)
Base.get = nil
both(b, d)
rawset(Base, "get", function(self) return "raw", self.x end)
both(b, d)

-- methods that come after the objects, called often
function Base:late(n) return n + 1 end
local function sum(o) local s = 0 for i = 1, 300 do s = s + o:late(i) end return s end
print(sum(b), sum(d))
d.late = function(self, n) return -n end
print(sum(b), sum(d), sum(Derived.new(1)))
function Derived:late(n) return n * 2 end
print(sum(b), sum(d), sum(Derived.new(1)))
d.late = nil
print(sum(b), sum(d))

-- other metatables and prototypes
setmetatable(b, Derived)
both(b)
setmetatable(b, {__index = function(o, k) return k == "put" and Base.put or function() return "by function", k end end})
both(b)
setmetatable(b, nil)
both(b)
b.get, b.put = function(self, a) return "plain", a end, Base.put
both(b)
setmetatable(b, Base)
both(b)
local Other = {get = function() return "Other.get" end, put = function(self) return self end, x = "Other.x"}
Derived.__index = Other
both(d)
Derived.__index = Derived
setmetatable(Derived, {__index = Other})
both(d, b)
setmetatable(Derived, nil)
both(d)

-- metatables with __newindex
local stored = {}
local N = setmetatable({}, {__index = Base, __newindex = function(t, k, v) stored[#stored + 1] = k rawset(t, k, v) end})
N.x = 1
both(N)
N.get = function() return "stored" end
both(N)
print(table.concat(stored, " "))

-- __index functions are called once for each call, also if they fail
local asked = 0
local P = setmetatable({}, {__index = function(t, k)
  asked = asked + 1
  if k == "bad" then local x return x.y end
  return function(self, a) return k, a end
end})
local function bad(o) return o:bad(asked) end
print(P:one(1), P:two(P:three(3)), asked)
print(pcall(bad, P), asked)
print(pcall(function() return P:bad(1) end), asked)

-- calls in the arguments: a method is looked up before them, and called after them
local order = {}
local T = setmetatable({}, {__index = function(_, k)
  order[#order + 1] = k
  if k ~= "none" then return function(self, a, b) order[#order + 1] = k .. "()" return a, b end end
end})
local function nested(o, v) return o:one(1, o:two(v), v) end
print(nested(T, 5))
print(pcall(function() T:one(T:none(1), 2) end))
print(pcall(function() T:none(T:one(1), 2) end))
print(pcall(function(v) T:one(v + 1, T:two(1), 2) end))
print(table.concat(order, " "))
local L = {new = Base.new} L.__index = L setmetatable(L, L)
print(pcall(function() return L:nothing() end), pcall(function() return setmetatable({}, L):nothing() end))

-- what has no methods
local function call(v) return v:method(1) end
for _, v in ipairs{1, true, "text", {}, b, print, coroutine.create(call)} do print(pcall(call, v)) end
print(pcall(call))
print(pcall(function()
  return b
    :missing(1,
      2)
end))
