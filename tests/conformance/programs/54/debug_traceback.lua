-- debug.traceback: exact text
local function a() print(debug.traceback("message")) end
local function b() a() end
function globalfn() b() end
local t = {field = function() globalfn() end, method = function(self) self.field() end}
t:method()
print(debug.traceback()); print(debug.traceback(nil)); print(debug.traceback(42)); print(type(debug.traceback({})), debug.traceback(true), debug.traceback("lvl0", 0)); print(debug.traceback("lvl2", 2)); print(debug.traceback("far", 50))
pcall(function() print((debug.traceback("in pcall"))) end)
local co = coroutine.create(function(x) local function inner() coroutine.yield(x) end inner() end)
print(debug.traceback(co)); coroutine.resume(co, 1); print(debug.traceback(co)); print(debug.traceback(co, "with message")); print(debug.traceback(co, nil, 1)); print(debug.traceback(co, "level 1", 1)); coroutine.resume(co); print(debug.traceback(co))
local ce = coroutine.create(function() local function bad() error("in coroutine") end bad() end); print(coroutine.resume(ce)); print(debug.traceback(ce, "after error"))
print(xpcall(function() local function deep() error("E") end deep() end, debug.traceback)); print(xpcall(function() local x = nil; x() end, function(m) return debug.traceback(m, 2) end)); print(xpcall(function() t.nofield.x = 1 end, debug.traceback)); print(xpcall(string.rep, debug.traceback))
setmetatable(t, {__index = function(_, k) return debug.traceback("index " .. k) end, __add = function() return debug.traceback("add") end, __tostring = function() return debug.traceback("tostring") end}); print(t.missing); print(t + 1); print(tostring(t)); for l in function(_, c) if not c then return debug.traceback("iterator") end end do print(l) end
table.sort({2, 1}, function() print(debug.traceback("sort")); return false end); ("x"):gsub("x", function() print(debug.traceback("gsub")) end); load("print(debug.traceback('chunk'))", "=loaded")(); load("print(debug.traceback('chunk'))")(); local up = function() print(debug.traceback("up")) end; (function() up() end)(); do local x <close> = setmetatable({}, {__close = function() print(debug.traceback("close")) end}) end
local function rec(n) if n == 0 then return (debug.traceback("recursion")) end return (rec(n - 1)) end print(rec(3)); local long = rec(50); print(select(2, long:gsub("\n", "")), long:match("\n%s*%.%.%.[^\n]*")); print(rec(21)); require("mods.trace")
