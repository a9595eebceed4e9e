-- 2.5 garbage collection: __gc and weak tables
local log = {}
local function gc2() collectgarbage(); collectgarbage() end
local function flush() table.sort(log); local s = table.concat(log, " "); log = {}; return s end
do local function make() local x = setmetatable({name = "a"}, {__gc = function(o) log[#log + 1] = "gc " .. o.name end}) end make(); gc2(); print(flush()) end
-- reachable objects are not finalized
local keep = setmetatable({name = "kept"}, {__gc = function(o) log[#log + 1] = "gc " .. o.name end}); gc2(); print("[" .. flush() .. "]", keep.name); keep = nil; gc2(); print(flush())
-- set before the metatable is attached, or not at all
local function late() local mt = {}; local x = setmetatable({}, mt); mt.__gc = function() log[#log + 1] = "late gc" end end late(); gc2(); print("[" .. flush() .. "]")
local function marked() local mt = {__gc = true}; local x = setmetatable({}, mt); mt.__gc = function() log[#log + 1] = "marked gc" end end marked(); gc2(); print(flush())
-- order: reverse of marking, in one cycle
local function order() local mt = {__gc = function(o) log[#log + 1] = o.n end}; local t = {}; for i = 1, 3 do t[i] = setmetatable({n = tostring(i)}, mt) end end order(); gc2(); print(#log, flush())
-- resurrection: finalized once
local saved; local function res() local o = setmetatable({v = "res"}, {__gc = function(o) saved = o; log[#log + 1] = "gc" end}) end res(); gc2(); print(flush(), saved and saved.v); saved = nil; gc2(); print("[" .. flush() .. "]")
-- errors in finalizers do not propagate
local function err() local o = setmetatable({}, {__gc = function() error("in gc") end}) end err(); print(pcall(gc2))
-- a finalizer may be removed; gc of cycles
local function cyc() local mt = {__gc = function(o) log[#log + 1] = "cycle" .. o.n end}; local a, b = setmetatable({n = 1}, mt), setmetatable({n = 2}, mt); a.other = b; b.other = a end cyc(); gc2(); print(flush())
local function removed() local o = setmetatable({}, {__gc = function() log[#log + 1] = "never" end}); setmetatable(o, nil) end removed(); gc2(); print("[" .. flush() .. "]")
-- weak values
local wv = setmetatable({}, {__mode = "v"}); wv[1] = {}; wv.x = {}; wv.str = "strings stay"; wv.num = 42; wv.f = print; local held = {}; wv.held = held; gc2(); print(wv[1], wv.x, wv.str, wv.num, wv.f == print, wv.held == held, #wv); held = nil; gc2(); print(wv.held)
-- weak keys
local wk = setmetatable({}, {__mode = "k"}); wk[{}] = 1; wk["s"] = {}; wk[1] = {}; local key = {}; wk[key] = "value"; gc2(); local n = 0; for _ in pairs(wk) do n = n + 1 end print(n, wk[key], type(wk.s)); key = nil; gc2(); n = 0; for _ in pairs(wk) do n = n + 1 end print(n)
-- both
local wkv = setmetatable({}, {__mode = "kv"}); wkv[{}] = 1; wkv[1] = {}; wkv[2] = "two"; gc2(); n = 0; for _ in pairs(wkv) do n = n + 1 end print(n, wkv[2])
-- mode switched later
local sw = {{}, {}}; setmetatable(sw, {__mode = "v"}); gc2(); print(sw[1], sw[2], #sw); local sw2 = setmetatable({}, {__mode = "v"}); getmetatable(sw2).__mode = nil; sw2[1] = {}; gc2(); print(type(sw2[1]))
-- caches and private data by weak tables
local cache = setmetatable({}, {__mode = "v"}); local function get(name) local c = cache[name]; if not c then c = {name = name}; cache[name] = c end return c end local a = get("a"); print(a == get("a"), get("b").name); gc2(); print(cache.a == a, cache.b)
local priv = setmetatable({}, {__mode = "k"}); local Obj = {}; Obj.__index = Obj; function Obj.new(v) local o = setmetatable({}, Obj); priv[o] = {v = v}; return o end function Obj:get() return priv[self].v end local o1, o2 = Obj.new(1), Obj.new(2); print(o1:get(), o2:get()); o1 = nil; gc2(); n = 0; for _ in pairs(priv) do n = n + 1 end print(n, o2:get())
-- weak tables and traversal, length, next
local w = setmetatable({}, {__mode = "v"}); local strong; for i = 1, 10 do local v = {i}; w[i] = v; if i == 5 then strong = v end end gc2(); local cnt = 0; for i, v in pairs(w) do cnt = cnt + 1; print(i, v[1]) end print(cnt, strong[1])
-- collectgarbage options
print(type(collectgarbage("count")), math.type(collectgarbage("count")), collectgarbage("count") > 0, collectgarbage(), collectgarbage("collect"), type(collectgarbage("step")), collectgarbage("isrunning")); collectgarbage("stop"); print(collectgarbage("isrunning")); collectgarbage("restart"); print(collectgarbage("isrunning"))
print(collectgarbage("incremental"), collectgarbage("generational"), collectgarbage("incremental"), pcall(collectgarbage, "bogus")); print(pcall(collectgarbage, {})); print(type(collectgarbage("setpause", 200)), type(collectgarbage("setstepmul", 100)))
-- at exit, remaining objects are finalized, last created first
local function atexit(n) return setmetatable({}, {__gc = function() print("closing state", n) end}) end
EXIT1 = atexit(1); EXIT2 = atexit(2); local localexit = atexit("local")
print("end of program")
