-- "bad argument" messages: base
local function L(src) print((select(2, pcall(load(src, "=c"))))) end
for _, s in ipairs{
  "ipairs()", "pairs()", "pairs(nil)", "next()", "next({}, 1)", "next(1)", "rawget()", "rawget(1, 2)", "rawset({}, 1)", "rawset(1, 1, 1)", "rawlen(1)", "rawlen()", "rawequal(1)", "rawequal()", "select()", "select('x')", "select(0)", "select(-1)", "select({})", "setmetatable({})", "setmetatable(1, {})", "setmetatable({}, 1)", "getmetatable()", "tonumber()", "tonumber('x', 1)", "tonumber('x', 99)", "tonumber(10, 10)", "tonumber({}, 10)", "tonumber('10', 'x')", "tonumber('10', 1.5)", "tostring()", "type()", "error()", "assert()", "load()", "load({})", "load(1)", "load('x', {})", "load('x', 'n', 5)", "loadfile({})", "dofile({})", "require()", "require({})", "print(nil .. '')", "pcall()", "xpcall()", "xpcall(print)", "collectgarbage('x')", "collectgarbage({})", "warn()", "warn({})", "warn('a', {})",
} do io.write(s, "  =>  "); L(s) end
