-- Lua 5.1 string.dump
local d = string.dump(function(...) return "dumped", ... end); print(type(d), d:sub(1, 4) == "\27Lua", loadstring(d)(1, 2)); print(pcall(string.dump, print)); print(pcall(string.dump)); print(pcall(string.dump, 5))
function fact(n) if n <= 1 then return 1 end return n * fact(n - 1) end print(loadstring(string.dump(fact))(5))
local mk = loadstring(string.dump(function(start) local n = start or 0; return function() n = n + 1; return n end end)); local c1, c2 = mk(), mk(10); print(c1(), c1(), c2())
local up = 5; local f = loadstring(string.dump(function() return up end)); print(debug.getupvalue(f, 1), f()); debug.setupvalue(f, 1, "set"); print(f())
local i = 0; print(load(function() i = i + 1; return i <= #d and d:sub(i, i) or nil end)("by bytes"))
local name = os.tmpname(); local h = io.open(name, "wb"); h:write(d); h:close(); print(dofile(name)); print(loadfile(name)("arg")); os.remove(name)
print(setfenv(loadstring(string.dump(function() return x end)), {x = "env"})()); print(pcall(loadstring(string.dump(function() error("position") end))))
