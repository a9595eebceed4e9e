-- 3.4.8 precedence: results, and the order of operations made visible by metamethods
local mt = {}
local function S(x) return type(x) == "table" and x.s or tostring(x) end
local function N(s) return setmetatable({s = s}, mt) end
for name, op in pairs{add = "+", sub = "-", mul = "*", div = "/", mod = "%", pow = "^", idiv = "//", band = "&", bor = "|", bxor = "~", shl = "<<", shr = ">>", concat = ".."} do
  mt["__" .. name] = function(a, b) return N("(" .. S(a) .. op .. S(b) .. ")") end
end
mt.__unm = function(a) return N("(-" .. S(a) .. ")") end
mt.__bnot = function(a) return N("(~" .. S(a) .. ")") end
mt.__len = function(a) return N("(#" .. S(a) .. ")") end
mt.__call = function(f, ...) local t = {...}; for i = 1, #t do t[i] = S(t[i]) end return N(S(f) .. "(" .. table.concat(t, ",") .. ")") end
mt.__index = function(o, k) return N(S(o) .. "." .. S(k)) end
local a, b, c, d, e = N"a", N"b", N"c", N"d", N"e"
for _, v in ipairs{
  a + b + c, a - b - c, a - b + c, a * b / c, a / b * c, a // b % c, a % b // c, a ^ b ^ c, a .. b .. c, a .. b .. c .. d, a << b << c, a >> b << c, a & b & c, a | b | c, a ~ b ~ c,
  a + b * c, a * b + c, a - b / c, a ^ b * c, a * b ^ c, -a ^ b, a ^ -b, -a * b, -a + b, a * -b, a - -b, - -a, -a .. b, a .. -b, #a ^ b, -#a, #-a, ~a ^ b, ~-a, -~a, ~a & b, #a + b, #a .. b,
  a .. b + c, a + b .. c, a .. b * c .. d, a << b .. c, a .. b << c, a + b << c, a << b + c, a & b << c, a << b & c, a | b & c, a & b | c, a ~ b & c, a & b ~ c, a | b ~ c, a ~ b | c, a | b << c & d ~ e,
  a.x.y, a.x ^ b.y, -a.x, #a.b, a(b), a(b)(c), -a(b), a.x(b).y, a:m(b), a:m(b):n(c), a[b + c], a[-b], a(b + c, -d), a{} ~= nil and a.z, (a + b) * c, a * (b + c), (a ^ b) ^ c, -(a ^ b), (-a) ^ b, (a .. b) .. c,
  a ^ b ^ -c ^ d, 2 ^ a ^ 3, -2 ^ a, a - b - c - d, a // b // c, a % b ^ c, a + b - c * d / e, a * b // c % d, a .. b | c, a | b .. c,
} do print(S(v)) end
-- numbers
print(2 + 3 * 4, (2 + 3) * 4, 2 * 3 % 4, 2 ^ 3 ^ 2, -2 ^ 2, 2 ^ -1, 10 - 2 - 3, 100 / 10 / 5, 7 // 2 * 2, 7 - 7 // 2 * 2, 2 * 3 ^ 2, -3 % 5, -(3 % 5), not 1 == 2, not (1 == 2), - -3, 5 - -3)
print(1 .. 2 .. 3, 1 + 1 .. 2, "a" .. 1 + 2, 2 .. 3 + 4, 1 < 2 == true, 1 == 1 ~= false, "a" < "b" == true, 1 + 1 == 2 and 2 + 2 == 4, 1 or nil and nil, (1 or nil) and nil, not nil and 1, not (nil and 1))
print(1 + 2 < 4, 3 .. "" == "3", (5 & 6 == 4) and "x", 1 | 6 == 7, 2 << 1 == 4, #"ab" == 2, #"ab" + 1 == 3, -1 < 0)
print(2 * 2 .. 3, -1 .. "", 2 ^ 2 .. "", 10 // 3 .. 1, true and false or true, false or true and false, nil == nil ~= true, 1 ~= 2 == true)
print((2 ^ 3) ^ 2, -(2 ^ 2), (-2) ^ 2, 2 ^ (1 / 2), (1 + 2) // (3 - 1), ((((1)))), (("x")):rep(2), #("x" .. "y"), -("2") + 3, ({10, 20})[2], (function() return 5 end)() + 1)
