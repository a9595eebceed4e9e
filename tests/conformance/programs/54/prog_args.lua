--@ args: one "two words" -x --flag "" last
-- command line arguments
print(#arg, arg[0], arg[1], arg[2], arg[3], arg[4], arg[5] == "", arg[6], arg[7])
print(select("#", ...), ...)
print(arg[-1] ~= nil, type(arg))
local a, b = ...; print(a, b)
for i, v in ipairs(arg) do io.write(i, "=[", v, "] ") end print()
local function parse(...) local opts, rest = {}, {}; for _, v in ipairs{...} do local k = v:match("^%-%-?(%a+)$"); if k then opts[#opts + 1] = k else rest[#rest + 1] = v end end return opts, rest end
local o, r = parse(...); print(table.concat(o, ","), table.concat(r, ","))
arg[1] = "changed"; print(arg[1], (...))
