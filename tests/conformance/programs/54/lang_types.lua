-- 2.1 values and types: type(), equality across types, keys and their normalisation
print(type(nil), type(true), type(1), type(1.5), type("x"), type({}), type(print),
      type(function() end), type(coroutine.create(print)), type(io.stdout))
print(pcall(type))
print(1 == 1.0, "1" == 1, 0 == -0, 0.0 == -0.0, nil == false, "a" == "a", {} == {})
print(math.type(1), math.type(1.0), math.type("1"), math.type(nil), math.type(2^31), math.type(3 // 1))
print(not nil, not false, not 0, not "", not {})

-- 0, "" and NaN are true
for _, v in ipairs{0, 0.0, "", 0/0, "false"} do
  if v then io.write("true ") else io.write("false ") end
end
print()

-- float keys with integral values become integers
local t = {}
t[1.0] = "a"; t[2] = "b"; t[2^53] = "c"; t["1"] = "s"
print(t[1], t[2.0], t[1 << 53], t["1"], #t, next({[3.0] = true}))
print(math.type(next({[3.0] = true})))
t[1.5] = "half"; print(t[1.5], t[3/2])
t[-0.0] = "zero"; print(t[0], t[0.0], math.type(next({[-0.0] = 1})))
t[true] = "yes"; t[false] = "no"; print(t[true], t[false], t[1 == 1])
t[print] = "print"; print(t[print])
local k = {}; t[k] = "table key"; print(t[k], t[{}])
t[1/0] = "inf"; t[-1/0] = "-inf"; print(t[math.huge], t[-math.huge])
t[2^63] = "2^63"; print(t[2^63], t[math.mininteger], t[-2^63])
t[math.mininteger] = "min"; print(t[-2^63], t[math.maxinteger])

-- bad keys
print(pcall(function() local t = {}; t[nil] = 1 end))
print(pcall(function() local t = {}; t[0/0] = 1 end))
print(pcall(rawset, {}, nil, 1))
print(pcall(rawset, {}, 0/0, 1))
print(({})[nil], ({})[0/0], rawget({}, nil), rawget({}, 0/0))
print(pcall(function() return {[nil] = 1} end))
print(pcall(function() return {[0/0] = 1} end))
print(pcall(function() local t = {} t[nil] = nil end))

-- true is not 1, "1" is not 1
local u = {[1] = "int", ["1"] = "str", [true] = "bool"}
print(u[1], u["1"], u[true], u[1.0], u["1.0"])
u[true] = nil; print(u[1], u[true]); u[1] = nil; print(u[1], u["1"])
local b = {[true] = 1}; print(b[1], b[true])
local z = {[0] = "zero", [false] = "false"}; print(z[0], z[false], z[0.0])
local n = 0
for _ in pairs{[1] = 1, [true] = 2, ["1"] = 3, [1.5] = 4, [false] = 5, [0] = 6} do n = n + 1 end
print(n)

-- strings are bytes
local s = "a\0b\255\xe9"
print(#s, s:byte(1, -1))
print(#"é", #"日本", "é" == "\xc3\xa9", "\0" == "", "\0" < "\1")
print(("x\0y"):rep(2) == "x\0yx\0y")

-- identity of functions and tables
local f = function() end
print(f == f, f == function() end)
local a = {}; local b2 = a; b2.x = 1; print(a.x, a == b2, rawequal(a, b2), rawequal(1, 1.0), rawequal("a", "a"))

-- string fields that look like Python's own names
local p = {}
for _, name in ipairs{"__dict__", "__class__", "self", "None", "True", "class", "def", "lambda", "arr", "hash", "meta",
                      "__init__", "__call__", "f_x", "import", "is", "async", "print", "keys", "items"} do
  p[name] = name:upper()
end
print(p.__dict__, p.__class__, p.self, p.None, p.True, p.class, p.def, p.lambda, p.arr, p.hash, p.meta,
      p.__init__, p.__call__, p.f_x, p.import, p.is, p.async, p.print, p.keys, p.items)
p.arr = nil; p.hash = nil; print(p.arr, p.hash, p.meta)
p["a b"] = 1; p[""] = 2; p["\0"] = 3; p["é"] = 4; p["1x"] = 5
print(p["a b"], p[""], p["\0"], p["\xc3\xa9"], p["1x"])
