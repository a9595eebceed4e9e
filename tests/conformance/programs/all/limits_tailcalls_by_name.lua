--@ lua: 51 52 53 54 jit
-- tail calls of what most probably is the function itself, by the name of a global, a field, a method: no stack
local Node = {}
Node.__index = Node
function Node:find(x, ...) if self.value == x then return self, ... end if self.next then return self.next:find(x, ...) end return nil, ... end
local list
for i = 1, 10000 do list = setmetatable({value = i, next = list}, Node) end
print(list:find(1, "a", "b").value, select(2, list:find(1, "a", "b")))
print(list:find(0, "a"))
-- another function of that name
local Other = setmetatable({}, {__index = Node})
Other.__index = Other
function Other:find(x) return "other " .. x end
local other = setmetatable({value = 5, next = setmetatable({}, Other)}, Node)
print(other:find(7))
-- replaced while it runs
function count(n) if n == 5 then local old = count; count = function(m) return "new", m, old == count end end if n == 0 then return "old" end return count(n - 1) end
print(count(10))
-- each closure has its own variables
local function make(k)
  local t = {}
  function t.step(n, other) if n == 0 then return k end return other.step(n - 1, t) end
  t.loop = function(n) if n == 0 then return k end return t.loop(n - 1) end
  return t
end
local a, b = make("a"), make("b")
print(a.step(1, b), a.step(2, b), a.loop(1e6))
a.loop, b.loop = b.loop, a.loop
print(a.loop(10), b.loop(10))
-- several definitions in a loop
local fs = {}
for i = 1, 3 do function fs.f(n) if n == 0 then return i end return fs.f(n - 1) end fs[i] = fs.f end
print(fs[1](3), fs[2](3), fs[3](3), fs[1](0), fs.f(100000))
local v; v = function(...) local n = ... if n == 0 then return select("#", ...) end return v(n - 1, ...) end
print(v(100))
local f; function f(n, acc) if n == 0 then return acc end return f(n - 1, acc + n) end
print(f(1e6, 0))
print(pcall(function() local t = {} function t.g(n) if n == 0 then error("here") end return t.g(n - 1) end return t.g(10) end))
function glob(n) if n == 0 then return debug.traceback("tb") end return glob(n - 1) end
print((glob(3):gsub("0x%x+", "0x")))
function missing(n) if n == 0 then missing = nil end return missing(n - 1) end
print(pcall(missing, 3))
local co = coroutine.wrap(function(n) local t = {} function t.g(n) coroutine.yield(n) if n == 0 then return "end" end return t.g(n - 1) end return t.g(n) end)
print(co(2), co(), co(), co())
function str(s, n) if n == 0 then return s end return str(s .. n, n - 1) end
print(str("", 10), str(1, "3"))
local mt = setmetatable({}, {__index = function(t, k) return function(self, n) return "index", k, n end end})
function mt:m(n) rawset(mt, "m", nil) return mt:m(n + 1) end
print(mt:m(1))
function M_f(self, n) end
M = {}
function M.f(M_f, n) if n == 0 then return M_f end local c_1 = n return M.f(M_f, c_1 - 1) end
print(M.f("param", 3))
local caps = {}
function caps.f(n, list) list[#list + 1] = function() n = n + 1 return n end if n == 0 then return list end return caps.f(n - 1, list) end
for i, g in ipairs(caps.f(3, {})) do io.write(g(), g(), " ") end print()
