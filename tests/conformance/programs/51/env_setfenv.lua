-- Lua 5.1, 2.9 environments: setfenv, getfenv, _G
print(getfenv() == _G, getfenv(1) == _G, getfenv(print) == _G, getfenv(0) == _G, _G._G == _G, _VERSION)
x = "global x"
local function readx() return x end
local env = {x = "env x"}; print(setfenv(readx, env) == readx, readx(), x, getfenv(readx) == env); setfenv(readx, _G); print(readx())
-- writes go to the environment
local function writer() y = 1; z = "z"; return y end setfenv(writer, env); print(writer(), env.y, env.z, y, z)
-- functions created inside inherit the environment of their creator at creation
local function maker() return function() return name end, function(v) name = v end end
setfenv(maker, {name = "m1"}); local get, put = maker(); setfenv(maker, {name = "m2"}); local get2 = maker(); print(get(), get2()); put("changed"); print(get(), get2(), name)
-- by level: a function changes its own or its caller's environment
local function own() setfenv(1, {print = print, v = "own env"}); print(v); return v, x end print(own()); print(x)
local function sets_caller(e) setfenv(2, e) end local function victim() local g = getfenv; sets_caller({v = "victim env"}); return v, g == nil end print(victim()); print(victim())
local function lev() return getfenv(2) end local function called() return lev() == _G end print(called())
-- setfenv with chunks
local chunk = loadstring("a = 1; b = a + 1; return b, c"); local ce = {c = "from ce"}; setfenv(chunk, ce); print(chunk()); print(ce.a, ce.b, a, b); local inh = setmetatable({}, {__index = _G}); local c2 = setfenv(loadstring("newvar = type(print); return newvar, tostring(5)"), inh); print(c2()); print(inh.newvar, newvar); print(pcall(setfenv(loadstring("print('no print here')", "=c"), {}))); print(pcall(setfenv(loadstring("return nothing.x", "=c"), {})))
-- sandboxes with whitelists
local function sandbox(code, e) local f, m = loadstring(code, "=sandbox"); if not f then return nil, m end setfenv(f, e); return pcall(f) end print(sandbox("return os", {})); print(sandbox("return math.floor(2.5)", {math = math})); print(sandbox("x = 5 y = x", {})); print(sandbox("error('in sandbox')", {error = error})); print(sandbox("return x y", {})); local se = {}; sandbox("function f() return v end v = 'sandbox v'", se); print(se.f(), v); se.v = "updated"; print(se.f())
-- metatables on environments: strict mode, lazy globals
local strict = setmetatable({print = print}, {__index = function(_, k) error("undefined variable " .. k, 2) end, __newindex = function(t, k, val) if k == "forbidden" then error("cannot set " .. k, 2) end rawset(t, k, val) end}); local function s1() return undefinedvar end setfenv(s1, strict); print(pcall(s1)); local function s2() forbidden = 1 end setfenv(s2, strict); print(pcall(s2)); local function s3() allowed = 1; return allowed end setfenv(s3, strict); print(s3(), strict.allowed); local log = {}; local function logged() p = 1; q = p; p = 2; return p end setfenv(logged, setmetatable({}, {__index = function(_, k) log[#log + 1] = "get " .. k; return log[k] end, __newindex = function(_, k, val) log[#log + 1] = "set " .. k; log[k] = val end})); print(logged(), table.concat(log, ","))
-- environment as object: with-statement idiom, module idiom, classes by setfenv
local function with(t, f) local old = getfenv(f); setfenv(f, setmetatable({}, {__index = function(_, k) local val = t[k]; if val == nil then val = old[k] end return val end, __newindex = t})); f() end local rec = {w = 2, h = 3}; with(rec, function() area = w * h; print("in with", area) end); print(rec.area, area); local function module_(f) local e = setmetatable({}, {__index = _G}); setfenv(f, e); f(); return e end local mod = module_(function() local hidden = "h"; function pub() return hidden, priv() end function priv() return "p" end end); print(mod.pub()); print(pub, priv)
-- coroutines and environments
local co = coroutine.create(function() local e1 = getfenv(1); coroutine.yield(cv); return cv end); print(pcall(getfenv, co)); cv = "global cv"; print(coroutine.resume(co)); cv = nil; local cf = setfenv(function() coroutine.yield(cv); cv = 2; return cv end, {coroutine = coroutine, cv = 1}); local w = coroutine.wrap(cf); print(w(), w(), cv)
-- errors
print(pcall(setfenv, print, {})); print(pcall(setfenv, 1)); print(pcall(setfenv, 50, {})); print(pcall(getfenv, 50)); print(pcall(getfenv, -1)); print(pcall(setfenv, {}, {})); print(pcall(setfenv, function() end, 5)); print(pcall(setfenv)); print(pcall(getfenv, "x")); print(pcall(setfenv, "x", {})); local prot = setmetatable({}, {__fenv = "protected fenv"}); local pf = setfenv(function() end, prot); print(type(getfenv(pf)), (pcall(setfenv, pf, {})))
-- getfenv/setfenv of functions that share, of library callbacks
local shared = {val = "shared"}; local fa, fb = setfenv(function() return val end, shared), setfenv(function() val = "new"; end, shared); fb(); print(fa()); print((("a b"):gsub("%a", setfenv(function(c) return tbl[c] end, {tbl = {a = "A", b = "B"}})))); local cmp = setfenv(function(p1, p2) return sgn * p1 < sgn * p2 end, {sgn = -1}); local list = {1, 3, 2}; table.sort(list, cmp); print(list[1], list[2], list[3]); local dbg = debug.getfenv(fa); print(dbg == shared, debug.setfenv(fa, {val = "dbg"}) == fa, fa()); print(getfenv(setfenv(function() end, _G)) == _G)
-- changing the global environment
local mainenv = setmetatable({}, {__index = _G}); setfenv(1, mainenv); newglobal = "in mainenv"; print(newglobal, _G.newglobal, mainenv.newglobal, getfenv(1) == mainenv, getfenv(0) == _G); function gfun() return newglobal end print(gfun(), _G.gfun, loadstring("return newglobal")(), getfenv(loadstring("return 1")) == _G); setfenv(0, {vv = "thread env"}); local v1, v2, v3 = getfenv(0).vv, getfenv(loadstring("return vv")).vv, loadstring("return vv")(); setfenv(0, _G); print(v1, v2, v3)
