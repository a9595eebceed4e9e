-- tail calls in tracebacks, levels and getinfo
local function a() print(debug.traceback("message")) end
local function tail() return a() end tail()
local function tail2() return tail() end tail2()
local function info() return debug.getinfo(1, "t").istailcall end local function callstail() return info() end print(callstail(), (info()))
local function thrower(level) error("msg", level) end local function e(f, ...) print(pcall(f, ...)) end
local function t2() return thrower(2) end e(t2); e(function() return t2() end); e(function() local r = t2(); return r end)
local function name() local i = debug.getinfo(1, "n"); return tostring(i.name), i.namewhat end local function tn() return name() end print(tn()); print((name()))
