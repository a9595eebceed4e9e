-- Lua 5.1: tail calls in tracebacks, levels and getinfo
local function a() print(debug.traceback("message")) end
local function tail() return a() end tail()
local function info() return debug.getinfo(2, "S").what end local function ct() return info() end print(ct()); print((info()))
local function thrower(level) error("msg", level) end local function e(f, ...) print(pcall(f, ...)) end
local function t2() return thrower(2) end e(t2); e(function() return t2() end); e(function() local r = t2(); return r end)
local function lev() return getfenv(2) == _G end print(pcall(function() return lev() end))
-- many of them, in a chunk that names debug.setlocal
local function deep(n, ask) if n == 0 then return ask() end return deep(n - 1, ask) end
local function asked()
  local kinds = {}
  for level = 2, 3003 do kinds[level - 1] = debug.getinfo(level, "S").what end
  local first, last = kinds[1], kinds[#kinds]
  for level = 1, #kinds - 1 do if kinds[level] ~= "tail" then return "not a tail call", level end end
  return first, last, #kinds, type(debug.getinfo(3004)), (pcall(debug.getlocal, 3000, 1)), (pcall(debug.setlocal, 3000, 1, 1))
end
print(deep(3000, asked))
print((function() local a, b, c = deep(3000, asked) return a, b, c end)())
print((deep(40, function() return (debug.traceback("deep")) end):gsub("\n%s*%[C%].*", "")))
