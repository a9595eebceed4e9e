-- Lua 5.1, 2.2 values and types
print(type(nil), type(true), type(1), type("x"), type({}), type(print), type(coroutine.create(function() end)), type(io.stdout), type(newproxy()))
print(pcall(type)); print(1 == 1.0, "1" == 1, 0 == -0, nil == false, {} == {}, "a" == "a")
print(not nil, not 0, not "", not not nil)
for _, v in ipairs{0, "", 0/0, "false"} do if v then io.write("true ") else io.write("false ") end end print()
-- numbers are doubles; keys are normalised
local t = {}; t[1.0] = "a"; t[2] = "b"; t["1"] = "s"; t[1.5] = "half"; t[-0] = "zero"; print(t[1], t[2.0], #t, t["1"], t[3/2], t[0], t[-0.0])
t[true] = "yes"; t[false] = "no"; t[print] = "print"; print(t[true], t[1 == 2], t[print]); local k = {}; t[k] = "k"; print(t[k], t[{}]); t[1/0] = "inf"; t[-1/0] = "-inf"; t[2^53] = "big"; print(t[1/0], t[-1/0], t[9007199254740992])
print(pcall(function() local t = {}; t[nil] = 1 end)); print(pcall(function() local t = {}; t[0/0] = 1 end)); print(pcall(rawset, {}, nil, 1)); print(({})[nil], rawget({}, nil)); print(pcall(function() return {[nil] = 1} end)); print(pcall(function() return {[0/0] = 1} end))
local u = {[1] = "num", ["1"] = "str", [true] = "bool"}; u[true] = nil; print(u[1], u["1"], u[true]); u[1] = nil; print(u[1], u["1"]); local b = {[true] = 1}; print(b[1], b[true]); local z = {[0] = "zero", [false] = "false"}; print(z[0], z[false])
local n = 0; for _ in pairs{[1] = 1, [true] = 2, ["1"] = 3, [1.5] = 4, [false] = 5, [0] = 6} do n = n + 1 end print(n)
-- strings are bytes
local s = "a\0b\255"; print(#s, s:byte(1, -1)); print(#"\195\169", "\195\169" == "é", "\0" < "\1", ("x\0y"):rep(2) == "x\0yx\0y")
-- integral numbers print without a point, others with up to 14 digits
print(1, 1.0, 1e15, 1e14, 123456789012345, 1e100, 0.1, 1/3, 100, 2^31, 2^53, 2^63, 1e15 + 0.5, 3.0 * 2, 10 / 2, 7 / 2, -1.5, 5e-324, 1e-5)
print(1/0, -1/0, (tostring(0/0):gsub("-", "")), math.huge, -math.huge); print(9007199254740993, 2^53 + 1, 0xff, 0xFFFFFFFF, 1e308 * 10)
-- identity and mutation
local a = {}; local c = a; c.x = 1; print(a.x, a == c, rawequal(a, c)); local f = function() end; print(f == f, f == function() end)
-- field names that are Python's own words
local p = {}; for _, name in ipairs{"__dict__", "__class__", "self", "None", "True", "class", "def", "lambda", "arr", "hash", "meta", "f_x", "import", "is", "async", "print", "goto", "n"} do p[name] = string.upper(name) end
print(p.__dict__, p.__class__, p.self, p.None, p.True, p.class, p.def, p.lambda, p.arr, p.hash, p.meta, p.f_x, p.import, p.is, p.async, p.print, p.goto, p.n); p.arr = nil; print(p.arr, p.hash); p["a b"] = 1; p[""] = 2; p["\0"] = 3; print(p["a b"], p[""], p["\0"])
