-- proper tail calls need no stack: a million of them, by self, by others, by methods
local function loop(n) if n == 0 then return "done" end return loop(n - 1) end
print(loop(1000000))
local ev, od
function ev(n) if n == 0 then return true end return od(n - 1) end
function od(n) if n == 0 then return false end return ev(n - 1) end
print(ev(1000000), ev(1000001))
local obj = {}; function obj:count(n) if n <= 0 then return self == obj end return self:count(n - 1) end print(obj:count(500000))
-- a state machine of tail calls with varargs
local states = {}
function states.a(n, ...) if n == 0 then return ... end return states.b(n - 1, ...) end
function states.b(n, ...) return states.a(n, select("#", ...), ...) end
print(select("#", states.a(100)))
local co = coroutine.wrap(function() return ev(300000) end); print(co()); print(pcall(od, 300001)); print(select(2, pcall(loop, 300000)))
local function acc(n, total) if n == 0 then return total end return acc(n - 1, total + n) end print(acc(500000, 0))
local t = setmetatable({}, {__call = function(self, n) if n == 0 then return "called" end return self(n - 1) end}); print(t(1000))
