-- 3.5 visibility rules
x = 10
do local x = x; print(x); x = x + 1; do local x = x + 1; print(x) end; print(x) end
print(x)
local a = 1
local a = a + 1
local a = a .. "!"
print(a)
local function outer()
  local b = a
  local function inner() b = b .. "i"; return b end
  local b = "shadow"
  inner()
  return inner(), b
end
print(outer())
-- local f = function: f inside is not the local
f = function(n) return "global f " .. n end
local f = function(n) if n == 0 then return "zero" end return f(n - 1) end
print(f(1))
local function g(n) if n == 0 then return "zero" end return g(n - 1) end
print(g(5))
-- repeat: the condition sees locals of the body
local i = 0
repeat local done = i >= 3; i = i + 1 until done
print(i)
repeat local x = "inner x" until x == "inner x"
print(x)
-- for variables are local to the loop and fresh
local i = "outside"
for i = 1, 2 do io.write(i, " "); local i = i * 10; io.write(i, " ") end
print(i)
for k, v in pairs{1} do k = k .. "k"; io.write(k, " ") end print(k, v)
-- assigning the loop variable does not change the loop
for j = 1, 3 do io.write(j, ":"); j = j * 10; io.write(j, " ") end print()
-- locals without value are nil, each time again
for n = 1, 3 do local y; io.write(tostring(y), " "); y = n end print()
while true do local z; print(z); z = 1; if z then break end end
-- parameters are locals
local function p(a, b, a) return a, b end
print(p(1, 2, 3))
local function q(x) x = x or "default"; local x = x .. "?"; return x end
print(q(), q("v"), x)
-- a local declared in a multiple statement is visible after it only
local m, n = 1, m
print(m, n)
local s <const>, t <const> = 10, "k"
do local s = s + 1; print(s) end
print(s, t)
-- function names: globals, fields, methods
obj = {sub = {}}
function obj.f(v) return "f" .. v end
function obj.sub.g(v) return "g" .. v end
function obj.sub:h(v) return self == obj.sub, v end
print(obj.f(1), obj.sub.g(2), obj.sub:h(3))
local function obj2() end
do
  local obj = {}
  function obj.only() return "local obj" end
  print(obj.only())
end
print(obj.only)
-- many locals and blocks
do
  local r = {}
  do local v = 1; r[1] = function() return v end end
  do local v = 2; r[2] = function() v = v + 1; return v end end
  print(r[1](), r[2](), r[2](), r[1]())
end
if false then local hidden = 1 else print(hidden) end
if x then local y = x; print(y) elseif y then print(y) end
-- shadowing of library names
do local print, type = function(...) return select("#", ...) end, 5; io.write(print(1, 2), " ", type, "\n") end
do local string = {format = function() return "mine" end}; print(string.format("%d", 1), ("%d"):format(1)) end
print(type(print))
local self = "self is a name"; print(self)
local _ENV_ = 5; print(_ENV_)
-- a global function assigned inside a function
local function def() function late() return "late" end end
print(late); def(); print(late())
-- a local in a nested function with the same name as its parameter
print((function(x) local x = (function(x) return x * 2 end)(x) return x end)(21))
