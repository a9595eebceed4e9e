-- Arguments are evaluated once, also where the called value is no function; locals are read when the operation runs.
local function noisy(...) print("noisy", ...) return ... end
local o = {name = 0}
print(pcall(function() return o:name(noisy(1)) end))
print(pcall(function() return o.name(noisy(2)) end))
print(pcall(function() local f; local a, b = o.name, f(noisy(3)) end))
print(pcall(function() o.x = o.name(noisy(4), 5) end))
print(pcall(function() return 1 + o.nothing(noisy(6)) end))
do
  local x = 1
  local function set(v) x = v; return v end
  print(x + set(10), x - set(3), x < set(5), x .. set(6), x)
  local t, u = {1}, {2}
  local function other() t = u; return 1 end
  print(t[other()])
end
do
  local t, u = {}, {}
  local first = t
  local function other() t = u; return 7 end
  t.x = other()
  print(first.x, u.x)
end
-- keys that are tables, in functions that also compute with them
local vector = setmetatable({}, {__div = function(a, b) return "div" end, __lt = function() print("lt") return true end})
print(pcall(function() return vector[vector], 2 / vector end))
print(pcall(function() local k = vector; local r = 2 / k; return ({[k] = 5})[k], r end))
-- constants that are strings
print(pcall(function() return 10 / "0x10", 2 ^ "2", 7 // "2", 7 % "4", 1 - "3" end))
print(pcall(function() local t = {x = 2147483647 / "0.5"}; return t.x end))
-- names in messages: constants with zeros, keys that the compiler computes
print(pcall(function() local v = 1; return v ~ "\0nul" end))
print(pcall(function() local t = {}; return t[1 + 1] + 10 end))
print(pcall(function() local t = {}; return t[2 * 8 - 1].x end))
print(pcall(function() local t = {}; return t[255 + 1].x end))
print(pcall(function() local t = {}; return t["a\0b"].x end))
-- a method is looked up before the arguments are evaluated
do
  local o = {m = function(self, ...) print("first", ...) end}
  local function replace() o.m = function(self, ...) print("second", ...) end; return 1 end
  o:m(replace(), 2)
  o:m(replace())
  local missing
  print(pcall(function() missing:m(noisy(1), 2) end))
  print(pcall(function() missing:m(#missing) end))
  print(pcall(function() undefined:m(noisy(1), 2) end))
  print(pcall(function() o:nothing(noisy(1), 2) end))
  print(pcall(function() o:nothing(noisy(1)) end))
  print(pcall(function() o.x.y:nothing(noisy(1), 2) end))
  print(("text"):rep(noisy(2), ","))
end
-- a string that grows by what may be a number
local function grow(s, n)
  for i = 1, n do s = s .. -i end
  for i = 1, n do s = s .. i * 2 end
  for i = 1, n do s = s .. (i > 1 and "x" or i) end
  return s
end
print(grow(-0.0, 3), grow("s", 2), grow(1, 1))
-- what fails after a call does not repeat it
do
  local function receiver() print("receiver") end
  local n, s = 1, "s"
  print(pcall(function() return {string.char(51), tostring((receiver()):find("x"))} end))
  print(pcall(function() return string.char(51), receiver(), n < s end))
  print(pcall(function() local a, b = string.char(51), receiver() < n end))
  print(pcall(function() return string.char(51), receiver().x end))
  print(pcall(function() return string.char(51), noisy("o"):method(), n.x.y end))
  print(pcall(function() local t = {string.char(51), x = receiver() or n < s} end))
end
