--@ args: one "two words" -x --flag "" last
-- command line arguments under 5.1
print(#arg, table.getn(arg), arg.n, arg[0], arg[1], arg[2], arg[3], arg[4], arg[5] == "", arg[6])
print(select("#", ...), ...)
local function f(...) return arg.n, arg[1] end print(f(unpack(arg)))
for i, v in ipairs(arg) do io.write(i, "=[", v, "] ") end print(arg[-1] ~= nil)
