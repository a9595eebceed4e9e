--@ lua: 53 54
-- Remainders that are compared: zero's sign does not tell, and strings are no formats.
local function even(x) return x % 2 == 0 end
local function odd(x) if x % 2 ~= 0 then return "odd" end return "even" end
local function less(a, b) return a % b < 1, (a % b) >= 1, 1 <= a % b end
for _, x in ipairs({0, 1, 2, -1, -2, 7, 2.0, 3.5, -0.0, 1e300, 9007199254740993, "4", "5", " 0x10 "}) do
  print(x, even(x), odd(x), less(x, 2))
end
print(even(1/0), even(-1/0), even(0/0), pcall(even, "text"), pcall(even, "%d"), pcall(even, {}), pcall(even), pcall(even, true))
print(less(5, -3), less(-5, 3), less(5, 3.0), less(-6, 2.0), less(6, -2.0), less(-6.0, 3), pcall(less, 5, 0), less(5, 0.0))
print(pcall(less, 1, "x"), less(7, "2"), less("7", "2"), pcall(less, "%s", 1))
local m = setmetatable({}, {__mod = function(a, b) return 0 end, __lt = function() return true end, __le = function() return false end})
print(even(m), odd(m), less(m, 2), less(2, m))
local function sums(a, b) return (a + b) % 7 == 3, (a * b) % 7 == 3, a % 3 == b % 3, -(a % 3) == 0, (a % 3) / 1 == 0 end
print(sums(5, 5), sums(10, 1), sums(1.5, 1.5), sums(9223372036854775807, 1), sums("5", 5), pcall(sums, "a", 1))
print(1 / (-6.0 % 3), -6.0 % 3 == 0, 1 / (0.0 % -3), 5.5 % -0.0 ~= 5.5 % -0.0)
