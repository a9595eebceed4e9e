-- 2.2 environments and the global environment
print(_G == _ENV, _G._G == _G, _VERSION)
x = 1; print(_G.x, _ENV.x, _ENV["x"]); _G.y = 2; print(y); _ENV.z = 3; print(z)
_G["odd name"] = 4; print(_ENV["odd name"]); x = nil; print(rawget(_G, "x"), _G.x)
-- a local _ENV
do
  local print = print
  local _ENV = {x = "in env"}
  print(x, y, _G); x = 5; newglobal = 6
  print(_ENV.x, _ENV.newglobal)
end
print(newglobal)
-- _ENV as parameter
local function inenv(_ENV, ...) a = b; return a, ... end
local e = {b = 42}; print(inenv(e, "rest"), e.a, a)
local function read(_ENV) return name end
print(read{name = "n1"}, read{name = "n2"}, read(setmetatable({}, {__index = function(_, k) return "dyn " .. k end})))
-- _ENV as upvalue, changed later
local function mk(env) local _ENV = env; return function() counter = counter + 1; return counter end, function(new) _ENV = new end end
local f, swap = mk{counter = 0}; f(); print(f()); swap{counter = 100}; print(f())
-- functions keep the _ENV of their definition
local env1 = {}
do local _ENV = env1; function defined() return "from env1" end; local function loc() end end
print(defined, env1.defined())
-- load with env
local env = {n = 1}
print(load("n = n + 1; m = n * 2; return n, m", "c", "t", env)(), env.m, m)
print(load("return print", "c", "t", {})(), type(load("return x", "c", "t", nil)), pcall(load("print(1)", "=c", "t", {})))
local chunk = load("v = (v or 0) + 1; return v, _ENV"); local v1, en = chunk(); print(v1, en == _G, v)
print(load("local _ENV = {...}; return _ENV[1]")("arg"))
-- sandbox that inherits
local sandbox = setmetatable({}, {__index = _G})
load("print('inherited', x); x = 'only here'; print(x)", "c", "t", sandbox)(); print(x, sandbox.x)
-- _ENV = nil or non-table
print(pcall(load("local _ENV = nil; x = 1", "=c")))
print(pcall(load("local _ENV = nil; return x", "=c")))
print(pcall(load("local _ENV = 5; return x", "=c")))
print(pcall(load("local _ENV; print(1)", "=c")))
print(pcall(load("return x", "=c", "t", nil)))
print(pcall(load("local _ENV = {}; foo()", "=c")))
print(pcall(load("local _ENV <const> = {y = 5}; x = 1; return x, y", "=c")))
print(load("local _ENV = 'abc'; return len ~= nil, nosuch", "=c")())
-- metatables on _G
setmetatable(_G, {
  __index = function(_, k) return "undefined " .. tostring(k) end,
  __newindex = function(t, k, v) io.write("new global ", k, "\n"); rawset(t, k, v) end,
})
print(undefinedname, type(print)); fresh = 1; fresh = 2; print(fresh)
local function setg() inner = "i"; return inner end
print(setg(), inner)
setmetatable(_G, {__index = function(_, k) error("undeclared variable '" .. k .. "'", 2) end,
                  __newindex = function(_, k) error("assignment to undeclared '" .. k .. "'", 2) end})
print(pcall(function() return oops end)); print(pcall(function() oops = 1 end))
fresh = 3; print(fresh)
setmetatable(_G, nil)
-- replacing globals used by later code
local oldprint = print
print = function(...) oldprint("mine:", ...) end
print("x"); print = oldprint
local oldtype = type; type = function() return "fake" end; print(type(1)); type = oldtype; print(type(1))
tostring_was = tostring; tostring = function() return "X" end; print(1, {} ~= nil); tostring = tostring_was
-- removing a global function
local saved = string; string = nil; print(string, ("x"):upper()); string = saved
-- iterating _G finds new names
found_me = true; local found = false
for k in pairs(_G) do if k == "found_me" then found = true end end print(found)
found_me = nil; for k in pairs(_G) do if k == "found_me" then print("still here") end end
-- rawset and next on _G
rawset(_G, "raw", 7); print(raw); raw = nil; print(rawget(_G, "raw"))
for _, n in ipairs{"assert", "collectgarbage", "dofile", "error", "getmetatable", "ipairs", "load", "loadfile", "next", "pairs", "pcall", "print",
  "rawequal", "rawget", "rawlen", "rawset", "require", "select", "setmetatable", "tonumber", "tostring", "type", "warn", "xpcall",
  "unpack", "loadstring", "setfenv", "module", "table", "string", "math", "io", "os", "coroutine", "utf8", "debug", "package", "bit32", "arg"} do
  io.write(n, "=", type(_G[n]), " ")
end print()
