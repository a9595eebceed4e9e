-- Metatables of numbers, nil and functions, given before a chunk is loaded that does not mention them.
debug.setmetatable(0, {__index = function(n, k) return k end, __call = function(self, ...) return "called", self, ... end, __add = function() return "never" end})
local chunk = load("local x = 5 return x.foo, x(1, 2), x:bar()")
print(pcall(chunk))
debug.setmetatable(nil, {__index = function() return nil end})
print(pcall(load("local x return x.a, x.b.c")))
debug.setmetatable(print, {__index = {name = "fn"}})
print(pcall(load("local f = print local n = f.name f.x = 1 return n")))
print(pcall(load("local f = function() end return f.name, f.name")))
debug.setmetatable(true, {__add = function(a, b) return "badd" end, __lt = function() return true end})
print(pcall(load("local t = true return t + 1, 1 + t, 1.5 * 2, t < t")))
-- formats by the metatable of strings
local mt = getmetatable("")
mt.__mod = function(a, b) return "mod:" .. tostring(a) .. ":" .. tostring(b) end
mt.__mul = function(a, b) return "mul" end
print("%" % 5, "%z" % 5, "%d" % "x", "%(a)s" % 5, "%d" % 5, "%s" % {} ~= nil, "abc" * 2, 2 * "abc")
local s, n = "%s and %s", 3
local r = s % n
print(r, s % 1.5, s % "q")
mt.__newindex = function(s, k, v) print("newindex", s, k, v) end
mt = getmetatable("")
local log = {}
mt.__mod = function(s, t) log[#log+1] = "mod" return (s:gsub("%%%((%a+)%)([%d.]*[sd])", function(k, f) return ("%" .. f):format(t[k]) end)) end
local obj = setmetatable({}, {__index = function(t, k) log[#log+1] = "index " .. k return k end, __tostring = function() log[#log+1] = "tostring" return "obj" end})
print("%(name)s is %(val)s" % obj, "%s" % obj, "%d" % obj)
print(table.concat(log, ","))
print("%(a)s %(b)d" % {a = "x", b = 2})
