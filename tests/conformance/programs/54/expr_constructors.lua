-- 3.4.9 table constructors
local function show(t) local keys = {}
  for k in pairs(t) do keys[#keys + 1] = k end
  table.sort(keys, function(a, b) local ta, tb = type(a), type(b); if ta ~= tb then return ta < tb end if ta == "boolean" then return not a and b end return a < b end)
  for i, k in ipairs(keys) do keys[i] = tostring(k) .. "=" .. tostring(t[k]) end print("{" .. table.concat(keys, " ") .. "}", #t) end
show{}; show{1, 2, 3}; show{1, 2, 3,}; show{1; 2; 3;}; show{a = 1, b = 2}; show{[1] = "a", [2] = "b"}; show{"x", y = 1, "z", [10] = "ten"; 5}
show{[1] = "explicit", "positional"}; show{"positional", [1] = "explicit after"}; show{[2] = "b", "a"}; show{[1.0] = 1, [2^1] = 2}; show{["a b"] = 1, ["end"] = 2, [true] = 3, [-1] = 4, [0] = 5, [1.5] = 6}
show{x = 1, x = 2}; show{nil, 2}; show{1, nil, 3}; show{nil, nil, 3}; show{a = nil, b = 1}; show{[1 + 1] = "two", [#"abc"] = "three", ["k" .. 1] = "k1"}
local function f(...) return ... end
show{f(1, 2, 3)}; show{f(1, 2, 3), f(4, 5)}; show{(f(1, 2, 3))}; show{f(1, 2), x = 1}; show{f(1, 2), nil}; show{f()}; show{f(), f()}; show{f(), 1}; show{1, f()}; show{a = f(1, 2)}; show{[1] = f(5, 6)}; show{f(nil, 2)}; show{f(1, nil)}
local function va(...) show{...}; show{..., "last"}; show{"first", ...}; show{(...)}; show{n = select("#", ...), ...}; return {...} end va(1, 2, 3); va(); va(nil, nil, 3); va("one")
-- nested, trailing separators, functions inside
local t = {1, {2, {3, {4}}}, {x = {y = {z = "deep"}}}}; print(t[1], t[2][1], t[2][2][1], t[2][2][2][1], t[3].x.y.z)
local o = {name = "o", hello = function(self, who) return self.name .. " hello " .. who end, nested = {fn = function(...) return select("#", ...) end}, [1] = function() return "one" end,}
print(o:hello("w"), o.nested.fn(1, nil, nil), o[1]())
local m = {{1, 2, 3}, {4, 5, 6}, {7, 8, 9}}; local tr = 0; for i = 1, 3 do tr = tr + m[i][i] end print(tr, #m, #m[1], m[2][3])
-- order of evaluation
local log = {}
local function v(x) log[#log + 1] = tostring(x); return x end
local w = {v"a", [v"k1"] = v"b", v"c", x = v"d", [v(2 + 8)] = v"e", v"f"}; print(table.concat(log, " ")); show(w)
-- each evaluation makes a new table
local made = {}; for i = 1, 3 do made[i] = {i} end print(made[1] == made[2], made[1][1], made[3][1]); local function mk() return {} end print(mk() == mk())
-- large
local big = {1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22,23,24,25,26,27,28,29,30,31,32,33,34,35,36,37,38,39,40,41,42,43,44,45,46,47,48,49,50,51,52,53,54,55,56,57,58,59,60}
local s = 0; for _, x in ipairs(big) do s = s + x end print(#big, s)
local src = {"return {"}; for i = 1, 1000 do src[#src + 1] = i .. "," end src[#src + 1] = "}"; local l = load(table.concat(src))(); print(#l, l[1000], l[51])
src = {"return {"}; for i = 1, 300 do src[#src + 1] = ("k%d = %d, [%d] = 'v%d',"):format(i, i, i, i) end src[#src + 1] = "}"; l = load(table.concat(src))(); print(#l, l.k300, l[299])
local h = {f(f(1, 2, 3), f(4, 5, 6))}; print(#h, table.concat(h, ",")); print(#{f(table.unpack({1, 2, 3, 4, 5}, 2, 4))}, #{table.unpack(big)})
-- constructors as arguments and operands
print(#{1, 2} + #{3}, ({a = 5}).a, ({10, 20, 30})[2], next({}), type{}, #f{1, 2, 3}, (function(t) return t.x end){x = "arg"}, f{1}[1], ({f = f}).f("called"))
for k, x in pairs{only = "one"} do print(k, x) end for i, x in ipairs{"p", "q"} do io.write(i, x, " ") end print()
local a <const> = "key"; show{[a] = 1, a = 2}; local i = 1; show{i, i + 1, [i + 2] = i + 2, i = i}
print(pcall(load"return {[nil] = 1}")); print(pcall(load"return {[0/0] = 1}")); print(pcall(load"local t = {[nil] = nil}")); print(pcall(load"return {x.y.z}"))
