-- 3.1 numerals
print(3, 345, 0xff, 0xBEBADA, 0Xf)
print(3.0, 3.1416, 314.16e-2, 0.31416E1, 34e1, 0x0.1E, 0xA23p-4, 0X1.921FB54442D18P+1)
print(.5, 5., 5.e1, .5e1, 0x.8, 0x8., 0xA.8, 0x.1p4, 1e0, 0e12)
print(math.type(3), math.type(3.), math.type(3e0), math.type(0x3), math.type(0x3p0), math.type(0x3.))
print(9223372036854775807, 9223372036854775808, 18446744073709551615, 18446744073709551616)
print(0x7fffffffffffffff, 0x8000000000000000, 0xffffffffffffffff, 0x1ffffffffffffffff, 0x10000000000000000)
print(-9223372036854775807, -9223372036854775808, math.type(-9223372036854775808))
print(1e308, 1e309, -1e309, 1e-323, 1e-324, 4.9e-324, 2.2250738585072014e-308)
print(0x1p-1074, 0x1p1023, 0x1p1024, 0x.0000001p30)
print(1000000000000000000000000, 0.1e-6, 123456789.123456789)
print(00012, 0x00012, 000.5, 1E2, 1e+2, 1e-2)
print(3-2, 3 -2, 3- -2, -3^2, 2^-1, 3--[[x]]-2)
print(1 ..2, 1. ..2, 0xA ..1)
print(0xep1, 0xe+1, 0xE-1, 0xep-1)
print(3 // 0.0, -3 // 0.0, 5 % math.huge, -5 % math.huge, 5 % -math.huge)
local bad = {"3x", "0x", "0xg", "1e", "1e+", "3..2", "3.4.5", "0x1p", "0x1p+", "08a", "1_000", "0b11", "3in", "12abc",
             "1..", "0x1.2.3", "1e5e5", "0xp1", "5ee1", "3.a", "1e1.5"}
for _, s in ipairs(bad) do
  local f, msg = load("return " .. s, "=n")
  print(s, f and f() or msg)
end
-- a name glued to a numeral is malformed, a keyword too
print(load("return 1or 2", "=n"))
print(load("local a=1 return a")())
for _, s in ipairs{"1", "0x7fffffffffffffff", "1e2", "5.", "0x.4p2", "9007199254740993", "1e-7", "100000000000000",
                   "0xfffffffffffffffff", "9223372036854775808"} do
  local v = load("return " .. s)()
  print(s, v, math.type(v), v == tonumber(s), math.type(tonumber(s)))
end
print(2^53 == 2^53 + 1, (2^53|0) + 1, 9007199254740993 == 9007199254740992.0, 9007199254740993 + 0.0)
print(string.format("%.17g %.17g %.3f %a", 0.1, 1/3, 2/3, 1.0))
