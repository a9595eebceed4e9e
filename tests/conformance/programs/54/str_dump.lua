-- 6.4 string.dump: functions as binary chunks, loaded again
local function pieces(...) local t, i = {...}, 0; return function() i = i + 1; return t[i] end end
local d = string.dump(function(...) return "dumped", ... end)
print(type(d), d:sub(1, 4) == "\27Lua", load(d, "n", "b")(1, 2))
print(load(d, "=n", "t"))
print(load(d)("x"))
local up = 5
local d2 = load(string.dump(function() return up end))
print(select('#', pcall(d2)), pcall(load(string.dump(function() return 1 end))))
print(load(string.dump(load("return 1 + ...", "=s")))(41))
print(load(pieces(d:sub(1, 10), d:sub(11)), "=n", "b")("pieces"))
print(pcall(string.dump, print)); print(pcall(string.dump)); print(pcall(string.dump, 5)); print(#string.dump(function() end) > 10, #string.dump(function() local long_name = 1; return long_name end, true) <= #string.dump(function() local long_name = 1; return long_name end))
-- recursion through a global, closures made by the loaded function, methods, varargs, loops
function fact(n) if n <= 1 then return 1 end return n * fact(n - 1) end
local again = load(string.dump(fact)); print(again(5)); fact = nil; print(pcall(again, 5))
local mk = load(string.dump(function(start) local n = start or 0; return function() n = n + 1; return n end end)); local c1, c2 = mk(), mk(10); print(c1(), c1(), c2())
local obj = load(string.dump(function() local o = {v = 1}; function o:get() return self.v end; return o end))(); print(obj:get())
-- upvalues come back as new ones: the first gets _ENV
local a, b = "a", "b"; local f = load(string.dump(function() return a, b end)); print(debug.getupvalue(f, 1) ~= nil, debug.setupvalue(f, 1, "new a"), debug.setupvalue(f, 2, "new b")); print(f())
local name = os.tmpname(); local h = io.open(name, "wb"); h:write(string.dump(function(...) return "binary file", ... end)); h:close(); print(dofile(name)); print(loadfile(name)("arg")); print(loadfile(name, "b") ~= nil, loadfile(name, "t") == nil); os.remove(name)
local env = {x = "env"}; print(load(string.dump(function() return x end), "n", "b", env)())
print(pcall(load(string.dump(function() error("position") end))))
