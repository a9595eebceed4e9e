-- 3.4.6 concatenation, 3.4.7 length
print("a" .. "b", "a" .. 1, 1 .. 2, 1.5 .. "x", -1 .. "", 2^63 .. "", 1e15 .. "|", "x" .. "y" .. "z", ("a" .. "b") .. "c", "" .. "" == "")
print(1 .. "" == "1", 10 // 3 .. "", 7 / 2 .. "", "a\0b" .. "\0c" == "a\0b\0c", #("a\0" .. "\0b"), "é" .. "\xe9")
-- right associative, evaluated left to right
local log = {}
local function v(x) log[#log + 1] = tostring(x); return x end
local mt = {__concat = function(a, b)
  local function s(o) return type(o) == "table" and "<" .. tostring(o.n) .. ">" or tostring(o) end
  return s(a) .. "&" .. s(b)
end}
local function T(n) return setmetatable({n = n}, mt) end
print(v("a") .. v(1) .. v("b"), table.concat(log, ","))
print(T"x" .. "y", "x" .. T"y", T"x" .. T"y", 1 .. T"n", T"n" .. 1.5, T"a" .. "b" .. "c", "a" .. "b" .. T"c", "a" .. T"b" .. "c", nil .. T"x", T"x" .. nil, T"x" .. {} ~= nil, true .. T"b")
print(pcall(function() return "a" .. nil end)); print(pcall(function() return nil .. "a" end)); print(pcall(function() return {} .. "a" end)); print(pcall(function() return "a" .. {} .. "b" end))
print(pcall(function() local x; return "a" .. x end)); print(pcall(function() local t = {}; return "a" .. t.name .. "b" end)); print(pcall(function() return "a" .. undefinedglobal end))
print(pcall(function() local t = {x = {}}; return t.x .. "s" end)); print(pcall(function() return 1 .. print end)); print(pcall(function() return ("x"):rep(3) .. true end)); print(pcall(function() local a, b = "x", {}; return a .. 1 .. b end))
print(pcall(function() local a, b, c = {}, "x", "y"; return a .. b .. c end)); print(pcall(function() return "a" .. "b" .. nil .. "c" end)); print(pcall(function() return 1 .. 2 .. {} end))
-- building up
local s = ""; for i = 1, 10 do s = s .. i .. (i < 10 and "," or "") end print(s)
s = ""; for i = 1, 1000 do s = s .. string.char(i % 256) end print(#s, s:byte(256), s:byte(1000))
local parts = {}; for i = 1, 5 do parts[#parts + 1] = i * i end print(table.concat(parts, "+"))
local t = {n = "a"}; t.n = t.n .. "b"; t.n = t.n .. t.n; print(t.n)
local a, b, c = 1, "2", 3.0; print(a .. b .. c, a .. (b + 1) .. c, a + b .. c, a .. -b, #(a .. b), -a .. "")
print("precedence: " .. 1 + 2 .. " " .. 2 * 3 .. " " .. 2 ^ 2 .. " " .. -2 .. " " .. #"abc" .. " " .. tostring(1 .. 2 == "12"), "a" .. "b" == "ab", "a" .. "b" < "b", 1 .. 1 == 11)
local many = "1" .. "2" .. "3" .. "4" .. "5" .. "6" .. "7" .. "8" .. "9" .. 10 .. 11 .. 12 .. "13" .. 14.5 .. "end"; print(many)
print((function(...) return ... .. "!" end)("first", "second"), (function() return "r1", "r2" end)() .. "x")
-- length
print(#"", #"abc", #"a\0b", #"é", #{}, #{1, 2, 3}, #{1, 2, nil}, #{n = 1}, #{{}, {}}, #"\u{10FFFF}", -#"abc", #"a" + 1, #"ab" .. "")
local q = {}; for i = 1, 100 do q[i] = i end print(#q); for i = 100, 51, -1 do q[i] = nil end print(#q); q[#q + 1] = "x"; print(#q, q[51]); q[#q] = nil; print(#q)
local r = {}; for i = 10, 1, -1 do r[i] = i end print(#r); r = {[1] = 1, [2] = 2, [3] = 3}; print(#r); r[4] = 4; print(#r); r = {1, 2, [3] = 3}; print(#r); r = {[2] = 2}; r[1] = 1; print(#r)
local u = {1, 2, 3}; u.x = 1; u[-1] = 0; u[0] = 0; u[1.5] = 1; print(#u); u = {(function() return 1, 2, 3 end)()}; print(#u); u = {nil, nil}; print(#u == 0 or #u == 2); print(#{...}, #{(...)} <= 1)
local m = setmetatable({1, 2, 3}, {__len = function(t) return rawlen(t) * 10 end}); print(#m, rawlen(m)); print(#setmetatable({}, {__len = function() return "not a number" end}), #setmetatable({}, {__len = function() return 1, 2 end}))
print(pcall(function() return #nil end)); print(pcall(function() return #5 end)); print(pcall(function() local x = true; return #x end)); print(pcall(function() return #print end)); print(pcall(function() local t = {}; return #t.x end)); print(pcall(function() return #undefinedglobal.y end))
print(rawlen({1, 2}), rawlen("abc"), pcall(rawlen, 5)); print(pcall(rawlen)); print(#table.pack(1, nil, 3) >= 1, table.pack(1, nil, 3).n, select("#", nil, nil))
local str = "hello"; for i = #str, 1, -1 do io.write(str:sub(i, i)) end print(" ", #str:upper(), #(str .. str), #str == 5 and "five")
