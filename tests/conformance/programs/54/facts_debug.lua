-- Variables that the debug library changes, functions that it finds.
local function f() return 1 end
local function g() local x = f() return x end
debug.setupvalue(g, 1, function() return 1, 2 end)
print(g())
local c = 1
local function inc() c = c + 1 return c end
debug.setupvalue(inc, 1, "10")
print(pcall(inc))
debug.setupvalue(inc, 1, 0.1 + 0.2)
print(c .. "!", c)
debug.setupvalue(inc, 1, nil)
print(pcall(inc))
local v = 5
debug.setlocal(1, 5, "x")
print(v, v .. "")
for i = 1, 3 do local n, val = debug.getlocal(1, 1) print(n) end
local function arity(a) return a, debug.getinfo(1, "f").func end
local _, fn = arity(1)
print(select('#', fn(1, 2, 3)), fn == arity)
local function two(a) return a end
local function user() return two(1) end
local n, w = debug.getupvalue(user, 1)
print(n, w(1, 2, 3), user())
for i = 1, 100 do local n, v = debug.getlocal(1, i) if n == "two" then print(v(5, 6, 7)) break end end
