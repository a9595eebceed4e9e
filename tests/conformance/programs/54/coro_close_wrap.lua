-- coroutine.close, wrap errors, to-be-closed variables in coroutines, traceback of coroutines
local function C(name, fail) return setmetatable({}, {__close = function(_, e) io.write("<", name, " ", tostring(e), ">"); if fail then error(fail, 0) end end}) end
local function mk(...) local cs = {...}; return coroutine.create(function() local a <close> = cs[1]; local b <close> = cs[2]; coroutine.yield("y"); return "done" end) end
local co = mk(C"a", C"b"); print(coroutine.resume(co)); print(coroutine.close(co)); print(coroutine.status(co), coroutine.resume(co)); print(coroutine.close(co))
co = mk(C("a", "ea"), C"b"); coroutine.resume(co); print(coroutine.close(co)); print(coroutine.status(co)); co = mk(C"a", C("b", "eb")); coroutine.resume(co); print(coroutine.close(co)); co = mk(C("a", "ea"), C("b", "eb")); coroutine.resume(co); print(coroutine.close(co))
co = mk(C"a", C"b"); coroutine.resume(co); print(coroutine.resume(co)); print(coroutine.close(co)); print(coroutine.close(coroutine.create(print)))
-- closing one that ended in an error returns the error
co = coroutine.create(function() error("E", 0) end); print(coroutine.resume(co)); print(coroutine.close(co)); print(coroutine.close(co)); co = coroutine.create(function() error({code = 1}) end); coroutine.resume(co); local ok, e = coroutine.close(co); print(ok, e.code); co = coroutine.create(function() local x <close> = C"x"; error("with close", 0) end); print(coroutine.resume(co)); print(coroutine.close(co))
-- not running or normal ones
co = coroutine.create(function() return pcall(coroutine.close, co) end); print(coroutine.resume(co)); co = coroutine.create(function() local inner = coroutine.create(function() return pcall(coroutine.close, co) end); return coroutine.resume(inner) end); print(coroutine.resume(co)); print(pcall(coroutine.close, coroutine.running()))
-- wrap: an error closes the coroutine, and adds a position to string errors
local w = coroutine.wrap(function() local x <close> = C"w"; coroutine.yield(1); error("in wrap") end); print(w()); print(pcall(w)); print(pcall(w)); w = coroutine.wrap(function() local x <close> = C"w2"; error(setmetatable({}, {__tostring = function() return "E2" end})) end); print(type(select(2, pcall(w)))); w = coroutine.wrap(function() return 1 end); w(); print(pcall(w)); w = coroutine.wrap(function() error("level0", 0) end); print(pcall(w)); print(pcall(function() local w2 = coroutine.wrap(function() error("nested", 0) end); w2() end)); w = coroutine.wrap(function() local x <close> = C("w3", "replaced"); error("orig", 0) end); print(pcall(w))
w = coroutine.wrap(function() w() end); print(pcall(w)); local w3; w3 = coroutine.wrap(function() return pcall(w3) end); print(w3())
-- for loops close their coroutines only if told
local function gen() local c = coroutine.create(function() local x <close> = C"gen"; for i = 1, 5 do coroutine.yield(i) end end); return function() local ok, v = coroutine.resume(c); return v end, nil, nil, setmetatable({}, {__close = function() io.write("[close gen]"); coroutine.close(c) end}) end for i in gen() do io.write(i, " "); if i == 2 then break end end print() for i in gen() do io.write(i, " ") end print()
-- yield inside __close while closing by coroutine.close
co = coroutine.create(function() local x <close> = setmetatable({}, {__close = function() io.write("before yield "); coroutine.yield("inside close"); io.write("after yield ") end}); coroutine.yield("body") end); print(coroutine.resume(co)); print((pcall(coroutine.close, co))); print(coroutine.status(co))
co = coroutine.create(function() local x <close> = setmetatable({}, {__close = function() coroutine.yield("inside close"); io.write("after ") end}); return "ret" end); print(coroutine.resume(co)); print(coroutine.resume(co)); print(coroutine.status(co))
-- status of a dead coroutine's functions, tracebacks of coroutines
co = coroutine.create(function() local function inner() coroutine.yield() end inner() end); coroutine.resume(co); print((debug.traceback(co):gsub("\n.*", ""))); print(debug.traceback(co, "msg"):match("^msg\nstack traceback:") ~= nil, debug.traceback(co, nil) ~= nil, debug.traceback(co, {}) ~= nil)
print(coroutine.resume(co), (debug.traceback(co)))
-- garbage coroutines do not run their close handlers by themselves
do local c = coroutine.wrap(function() local x <close> = C"garbage"; coroutine.yield(1) end); c() end collectgarbage(); collectgarbage(); print("no close by gc")
-- error objects through several levels of wrap keep identity
local obj = {}; local function lvl(n) if n == 0 then error(obj) end coroutine.wrap(lvl)(n - 1) end print(select(2, pcall(lvl, 5)) == obj); local function slvl(n) if n == 0 then error("str", 0) end coroutine.wrap(slvl)(n - 1) end print(select(2, pcall(slvl, 2)))
-- coroutines as table keys, values, with tostring
local t = {[co] = "dead one"}; print(t[co], tostring(co):match("^thread: 0x") or tostring(co):match("^thread: "), co == co, rawequal(co, coroutine.create(print)))
-- resume passes tables by reference; deep recursion inside coroutines
local shared = {}; co = coroutine.wrap(function(s) s.x = 1; coroutine.yield(s); s.y = 2 end); print(co(shared) == shared, shared.x); co(); print(shared.y); print(coroutine.wrap(function() local function d(n) if n == 0 then return 0 end return 1 + d(n - 1) end return d(5000) end)())
