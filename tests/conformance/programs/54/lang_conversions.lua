-- 3.4.3 coercions and conversions
print("10" + 1, "10" * "2", "3.0" + 1, "0x10" + 0, "1e1" * 1, " 10 " + 1, "10" // 3, "7" % 4, "2" ^ 2, -"2", - "2.0")
print(math.type("10" + 1), math.type("10.0" + 1), math.type("1e1" + 0), math.type("0x1p4" + 0))
print(10 .. 20, 1.0 .. "", -0.0 .. "", 2^53 .. "", 1e15 .. "", 1e100 .. "", 10 // 1 .. "x")
for _, f in ipairs{
  function() return "abc" + 1 end, function() return {} + 1 end, function() return "10" + {} end,
  function() return 1 .. {} end, function() return nil .. "x" end, function() return true .. "" end,
  function() return "" + 1 end, function() return "1 2" + 1 end, function() return "0x" + 1 end,
  function() return "1e" + 1 end, function() return "inf" + 1 end, function() return "nan" + 1 end,
  function() return -"x" end, function() return -{} end, function() return "a" // 1 end,
} do print(pcall(f)) end

-- float to string
for _, v in ipairs{1.0, -1.0, 0.1, 1/3, 100.0, 1e14, 1e15, 1e16, 123456789012345.0, 1e-5, 0.0001, 1e100, 2^53, 2^63, -2^63,
                   3.14159265358979, 1e300 * 1e10, -1e300 * 1e10, -0.0, 0.0, 5e-324, 1.7976931348623157e308,
                   123456.789e3, 0.1 + 0.2, 1e21, 99999999999999.9, 999999999999999.9} do
  print(v, tostring(v), v .. "")
end
print(tostring(0/0):gsub("-", ""))

-- integers
print(math.maxinteger, math.mininteger, -9223372036854775808, 9223372036854775807, 9223372036854775808)
print(tostring(10), tostring(-0), 0xff, -0xff)

-- tonumber
for _, s in ipairs{"10", "  10  ", "10.", ".5", "-.5", "0x", "0xA", "0Xa", "-0x10", "0x.8", "0x8.", "0xA.8p1", "1e5", "1E+5", "1e-2",
                   "1e", "e1", "", " ", "1 1", "1_000", "0b1", "1f", "inf", "nan", "0x1p", "0x1p-2", "--1", "+1", "+ 1", "- 1",
                   "9223372036854775807", "9223372036854775808", "-9223372036854775808", "-9223372036854775809",
                   "0xffffffffffffffff", "0x1ffffffffffffffff", "1e400", "\t10\n", "10\0", "0x7fffffffffffffff", "1..2", "0x1P+3",
                   "\v7\f", "00012", "-0", "-0.0", "1e+", "0xep1", "0xe+1"} do
  local n = tonumber(s)
  print(("%q"):format(s), n, n and math.type(n))
end

-- integer <-> float conversions where an integer is needed
print(("x"):rep(3.0), ("abc"):sub(2.0, 3.0), ("x"):rep("2"))
print(pcall(string.rep, "x", 1.5))
print(pcall(string.rep, "x", "1.5"))
print(pcall(string.rep, "x", "a"))
print(pcall(string.rep, "x", 1e100))
print(pcall(string.rep, "x", 0/0))
print(3 | 0, 3.0 | 0)
print(pcall(function() return "3" | 0 end))
print(pcall(function() local s = "0x10" return s & 1 end))
print(pcall(function() return 1.5 | 0 end))
print(pcall(function() return "1.5" | 0 end))
print(pcall(function() return "a" | 0 end))
print(pcall(function() return 2^63 | 0 end))
print(pcall(function() return {} | 0 end))
print(math.tointeger(3.0), math.tointeger(3.5), math.tointeger("8"), math.tointeger(2^63), math.tointeger({}))
print(string.format("%d", 3.0), string.format("%d", "10"), pcall(string.format, "%d", 3.5))
print(pcall(string.format, "%d", "3.5"))
print(1e15, 1e14, 123456789012, 1e15 // 1, 2^31, 2^31 | 0)
print(#tostring(12345.678), 1e3, 1000.0, 10 / 2, 3 * 1.0, 7 // 2.0, 2^2, 7 % 2.0)
