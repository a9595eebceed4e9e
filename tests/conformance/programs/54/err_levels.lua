-- 6.1 error: levels and positions; assert
local function e(f, ...) print(pcall(f, ...)) end
local function thrower(level) error("msg", level) end
local function middle(level) thrower(level) end
local function top(level) middle(level) end
for _, l in ipairs{0, 1, 2, 3, 4} do e(top, l) end
e(function() error("no level") end); e(function() error("level nil", nil) end); e(function() error("level 1.0", 1.0) end); e(pcall, error, "from C"); e(error, "direct"); e(error, "direct 2", 2); e(error); e(error, nil); e(function() error() end); e(function() error("x", "1") end); e(function() error("x", {}) end); e(function() error("x", 1.5) end); e(function() error("far", 50) end); e(function() error("negative", -1) end)
-- non-strings get no position
e(error, 42); e(function() error(42) end); e(function() error(4.5) end); e(function() error(true) end); e(function() error(nil) end); local t = {}; print(select(2, pcall(error, t)) == t, select(2, pcall(function() error(t, 2) end)) == t); e(function() error("") end); e(function() error("a\0b") end); print(#select(2, pcall(function() error("a\0b", 0) end)))
-- tail calls lose a level
local function tailthrow() return error("tail") end e(tailthrow); local function tail2() local r = thrower(2); return r end e(tail2)
-- levels through metamethods, iterators, pcall, library functions
local mt = setmetatable({}, {__index = function(_, k) error("no " .. k, 2) end, __add = function() error("add", 2) end, __call = function() error("call", 2) end, __newindex = function() error("new", 2) end, __len = function() error("len", 2) end, __eq = function() error("eq", 2) end, __concat = function() error("concat", 2) end, __lt = function() error("lt", 2) end, __unm = function() error("unm", 2) end, __tostring = function() error("tostring", 2) end, __close = function() error("close", 2) end})
e(function() return mt.x end); e(function() return mt + 1 end); e(function() mt() end); e(function() mt.x = 1 end); e(function() return #mt end); e(function() return mt == setmetatable({}, getmetatable(mt)) end); e(function() return mt .. "x" end); e(function() return mt < 1 end); e(function() return -mt end); e(function() return tostring(mt) end); e(function() local x <close> = mt end)
e(function() for _ in function() error("iter", 2) end do end end); e(function() ("x"):gsub("x", function() error("gsub", 2) end) end); e(function() table.sort({1, 2}, function() error("sort", 2) end) end); e(function() pcall(error, "inner", 2); error("outer", 2) end); e(function() pcall(function() error("inner", 2) end); error("outer 1", 1) end); e(function() local ok, m = pcall(function() error("inner", 3) end); error(m, 0) end); e(load("error('in load')", "=chunk")); e(load("local function f() error('in load', 2) end\n\nf()", "=chunk")); e(load("error('x', 2)", "=chunk")); e(coroutine.wrap(function() error("wrap", 1) end)); e(coroutine.wrap(function() error("wrap2", 2) end)); e(function() coroutine.wrap(function() error("wrap3", 3) end)() end)
-- rethrow keeps the message
e(function() local ok, m = pcall(error, "first", 0); error(m, 0) end); e(function() local ok, m = pcall(function() error("first") end); error(m) end); e(function() local ok, m = pcall(function() error("first") end); error("second: " .. m, 0) end)
-- assert
print(assert(1, "unused", 3)); print(assert("value")); print(select("#", assert(true, nil, nil))); print(assert(0), assert("")); e(assert, false); e(assert, nil); e(assert, false, "message"); e(assert, nil, "message", "more"); e(assert, nil, nil); e(assert, false, 42); e(assert); e(function() assert(false) end); e(function() assert(nil, "assert message") end); e(function() assert(1 == 2, "cmp") end); local tab = {}; print(select(2, pcall(assert, false, tab)) == tab); e(function() assert(io.open("/nonexistent/file")) end); e(function() assert(load("x =")) end); e(function() assert(tonumber("x"), "not a number: " .. "x") end); e(function() assert(pcall(error, "e", 0)) end); e(function() assert(select(2, pcall(error, "e", 0)) == "e", "no"); error("reached", 0) end)
-- error positions on several lines
local function multi()
  local a = 1
  error(
    "multi" ..
    a
  )
end
e(multi)
local function f2(x)
  return x
    + nil
end
e(f2, 1)
local function f3() error("f3", 2) end
local function f4()
  f3(
    1
  )
end
e(f4)
-- error(setmetatable) with __tostring in the message; error in nested pcall
local obj = setmetatable({}, {__tostring = function() return "obj!" end}); print(tostring(select(2, pcall(error, obj)))); print(pcall(pcall, error, "x")); print(pcall(pcall)); print(pcall(pcall, nil)); print(select("#", pcall(error))); print(pcall(function() return 1, nil, 3, nil end)); print(pcall(function(...) return select("#", ...) end, nil, nil)); print(pcall(print, "printed")); print(pcall(string.rep)); print(pcall(string.rep, "x", -1)); print(pcall(select, -5, 1))
