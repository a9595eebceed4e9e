-- Calls as last argument, which pass on all their results, or none.
local function two() return 1, 2 end
local function none() end
local function one(x) return x end
local t = {f=function(self, ...) return select("#", ...), ... end, g=function(self) return self, 5 end}
local glob = two
print(two()) print(none()) print((two())) print(one(two())) print(glob(two()))
print(t:f(two())) print(t:f(none())) print(t:f(1, two())) print(t.f(t:g()))
print(t:f(t:f(two())))
print(select("#", t:f(glob())), select("#", none()), select('#', glob()))
local x = {t:f(glob())} print(#x)
local function tail(n, ...) if n == 0 then return ... end return tail(n - 1, glob()) end
print(tail(3))
print(pcall(glob, glob()))
print(math.max(glob()), string.rep("x", glob()))
table.insert(x, one(7)) print(x[#x]) 
print(pcall(table.insert, x, none()))
print(pcall(function() table.insert(x, none()) end))
print(pcall(function() table.insert(x, glob()) end))
print(tostring(one(nil)), tostring(glob()), type(one()), pcall(function() return type(none()) end))
local s = "hello"
print(("x"):rep(one(3)), s:sub(glob()), s:upper(none()), one(s:sub(1, 2)), one(s:byte(1, 3)))
print(pcall(function() local n; n(glob()) end))
print(pcall(function() t:nomethod(glob()) end))
print(pcall(function() t.x.y(glob()) end))
print(pcall(function() print(undefinedfn(1)) end))
local order = {}
local function log(v) order[#order + 1] = v return v end
local obj = setmetatable({}, {__index = function(_, k) log("index " .. k) return function(self, ...) log("call " .. k) return ... end end})
obj.a(log(1), log(2), obj.b(log(3)))
obj:c(log(4), obj:d(log(5)))
print(table.concat(order, " "))
local f = one
local function setf() f = two return 1 end
print(f(setf()), f(1))
return glob(one(1))
