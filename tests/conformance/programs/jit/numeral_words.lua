-- C's strtod reads "inf" and "nan", so LuaJIT does the like; the sign of a zero is kept
for _, s in ipairs{"nan", "inf", "-inf", "-nan", "NaN", "INFINITY", "infin", "+inf", " inf ", "nan()", "nan(12_a)", "nan(", "in", "n", "nanx", "0xinf", "- inf"} do
  print(s, tonumber(s), pcall(function() return s + 1 end))
end
print(tonumber("inf", 10), pcall(tonumber, "inf", 16), tonumber("nan", 36))
print(tonumber"-0", "-0" + 0, "-0" * 1, tonumber"-0x0", -"0", tonumber(" -0 "), tonumber("-0.0"), tonumber("-0", 10), tonumber("-0", 16))
local z = 0
print(z / z, -(z / z), string.format("%f %g", z / z, -(z / z)))
