-- coroutines: arguments, states and errors
local function t(...) print(pcall(...)) end
t(coroutine.resume) t(coroutine.resume, 1) t(coroutine.status, print) t(coroutine.create, 1) t(coroutine.create, setmetatable({}, {__call=print})) t(coroutine.wrap, nil)
t(coroutine.running) t(coroutine.yield, 1)
print(type((coroutine.running())), select('#', coroutine.running()))
if coroutine.running() then t(coroutine.resume, (coroutine.running())) t(coroutine.status, (coroutine.running())) end
local co = coroutine.create(function(a) print(coroutine.resume((coroutine.running()))) print(coroutine.status((coroutine.running()))) coroutine.yield(1) error({}) end)
t(coroutine.resume, co) t(coroutine.status, co) t(coroutine.resume, co) t(coroutine.resume, co)
local f = coroutine.wrap(function() error("boom") end) 
print(pcall(function() f() end))
print(pcall(function() f() end))
t(f)
local f = coroutine.wrap(function() error({}) end) print(pcall(f)) print(pcall(f))
local f = coroutine.wrap(function() f() end) print(pcall(f))
if coroutine.close then 
 t(coroutine.close) t(coroutine.close, 1) t(coroutine.close, (coroutine.running()))
 local co co = coroutine.create(function() coroutine.close(co) end) print(coroutine.resume(co))
 print(coroutine.close(co)) print(coroutine.close(co))
end
local co1, co2
co1 = coroutine.create(function() print(coroutine.resume(co2)) end)
co2 = coroutine.create(function() print(coroutine.status(co1)) print(coroutine.resume(co1)) if coroutine.close then print(pcall(coroutine.close, co1)) end end)
coroutine.resume(co1)
if coroutine.isyieldable then print(coroutine.isyieldable(), coroutine.wrap(function() print(coroutine.isyieldable()) end)()) t(coroutine.isyieldable, 1) t(coroutine.isyieldable, co1) end
