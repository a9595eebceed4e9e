-- Lua 5.1: tail calls in tracebacks, levels and getinfo
local function a() print(debug.traceback("message")) end
local function tail() return a() end tail()
local function info() return debug.getinfo(2, "S").what end local function ct() return info() end print(ct()); print((info()))
local function thrower(level) error("msg", level) end local function e(f, ...) print(pcall(f, ...)) end
local function t2() return thrower(2) end e(t2); e(function() return t2() end); e(function() local r = t2(); return r end)
local function lev() return getfenv(2) == _G end print(pcall(function() return lev() end))
