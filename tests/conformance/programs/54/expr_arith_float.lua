-- 3.4.1 float arithmetic and the text of floats
local inf, nan = math.huge, 0/0
local function s(v) return (tostring(v):gsub("^-?nan$", "nan")) end
local vals = {0.0, -0.0, 1.0, -1.5, 2.5, inf, -inf, nan, 1e308, 5e-324, 3, -3}
for _, a in ipairs(vals) do
  for _, b in ipairs(vals) do
    io.write(s(a), " ", s(b), ": ", s(a + b), " ", s(a - b), " ", s(a * b), " ", s(a / b), " ")
    if b ~= 0 or math.type(b) == "float" or math.type(a) == "float" then io.write(s(a // b), " ", s(a % b)) end
    io.write("\n")
  end
end
for _, a in ipairs(vals) do for _, b in ipairs{0.0, -0.0, 0.5, 2, -1, 3, inf, -inf, nan} do io.write(s(a ^ b), " ") end print() end
print(0.1 + 0.2 == 0.3, 0.1 + 0.2, string.format("%.17g", 0.1 + 0.2), 1e16 + 1 == 1e16, 3 * 0.1 == 0.3)
print(-0.0, 0.0, 1 / -0.0, 1 / 0.0, -0.0 == 0.0, 0.0 * -1, -0.0 + 0, -0.0 - 0, -0.0 + 0.0, 0 * -1.0, math.type(0 * -1))
print(5 // 2, 5.0 // 2, -5 // 2, -5.0 // 2, 5 // -2.0, -5 // -2, 7.5 // 2, -7.5 // 2, 1e300 // 1e-300, 1 // inf, -1 // inf)
print(5 % 3, -5 % 3, 5 % -3, -5 % -3, 5.5 % 2, -5.5 % 2, 5.5 % -2, 1e20 % 3, -1e20 % 3, 2^53 % 3, 5 % 0.1 < 0.1)
print(2^0.5, 8^(1/3), 10^2, 10^-2, 2^1023, 2^1024, 2^-1074, 2^-1075, (-1)^0.5 ~= (-1)^0.5, 1^inf, 0^-1 == inf, (-0.0)^-1)
-- text: %.14g
for _, v in ipairs{1e0, 10.0, 1e5, 123456.0, 1e13, 99999999999999.0, 1e14, 123456789012345.0, 1e15, 0.1, 0.01, 0.001, 1e-4, 1e-5, 1.5e-10, 1/3, 2/3, 100/3, 1e10/3, 1e20/3,
                   0.30000000000000004, 1.00000000000001, 1.000000000000001, 3.14159265358979312, 1e99, 1e100, 1e-99, 1e-100, 12345.6789, 1e14 + 0.5, 314.16e-2, 0.1e1} do io.write(v, " ") end print()
-- integers against floats
print(1 == 1.0, 2^53 == 2^53 + 1, math.maxinteger + 0.0 == math.maxinteger, math.maxinteger + 0.0, 2^63 == math.maxinteger, -(2^63) == math.mininteger)
print(math.maxinteger < 2^63, math.maxinteger <= 2^63, math.maxinteger > 2^63 - 1025, math.mininteger <= -2^63, math.mininteger < -2^63, 2^63 > math.maxinteger)
print(9007199254740993 < 9007199254740992.0, 9007199254740993 > 9007199254740992.0, 9007199254740993 == 9007199254740992.0, 9007199254740992 == 9007199254740992.0)
print(1 < 1.5, 2 > 1.5, -1 < -0.5, 1 <= 1.0, 1 < inf, math.mininteger > -inf, 1 < nan, 1 > nan, nan == nan, nan ~= nan, nan < nan, nan <= inf)
-- accumulation
local sum = 0; for i = 1, 10 do sum = sum + 0.1 end print(sum, sum == 1, string.format("%.20f", sum))
local p = 1; for i = 1, 20 do p = p * 1.1 end print(p); local d = 1; for i = 1, 60 do d = d / 3 end print(d)
local x = 2.0; for i = 1, 6 do x = (x + 2 / x) / 2 end print(x, x * x)
local fact = 1.0; for i = 1, 30 do fact = fact * i end print(fact); for i = 31, 171 do fact = fact * i end print(fact)
local e, term = 0, 1; for i = 1, 30 do e = e + term; term = term / i end print(e)
-- unary minus and precedence with power
print(-2 ^ 2, (-2) ^ 2, 2 ^ 3 ^ 2, (2 ^ 3) ^ 2, -2 ^ -2, 2 ^ -2 ^ 2, - - 2.0, -(0.0), -0.0 ^ 2)
-- conversions where floats stand for integers
local t = {}; t[1.0] = "a"; t[2.5] = "b"; t[3e0] = "c"; print(t[1], t[2.5], t[3], #t)
print(("x"):rep(2.0), ("hello"):sub(2.0, 3.0), string.char(65.0), select(2.0, "a", "b"), table.concat({1, 2.0, 3.5}, " "), #{n = 1.0})
print(math.floor(2.5), math.ceil(2.5), math.floor(-2.5), math.ceil(-2.5), math.floor(1e100), math.ceil(-1e100), math.floor(-0.0), math.type(math.floor(1e15)), math.type(math.floor(1e100)))
print(3.0 == 3, "3.0" == "3", 3.0 .. "" == 3 .. "", tostring(3.0) == tostring(3), 1e15 .. "", 2^31 .. "", (2^31 | 0) .. "")
