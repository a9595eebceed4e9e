-- 3.4.1 integer arithmetic: wrap-around, floor division, modulo
local max, min = math.maxinteger, math.mininteger
print(max + 1 == min, min - 1 == max, max * 2, min * 2, max * max, min * min, -min == min, max + max, min + min)
print(max + 1, min - 1, -min, max * 3, min * 3, min * -1, min // -1, min % -1, max // -1, max * min)
for _, p in ipairs{{7, 3}, {-7, 3}, {7, -3}, {-7, -3}, {6, 3}, {-6, 3}, {6, -3}, {0, 5}, {0, -5}, {1, max}, {-1, max}, {1, min}, {-1, min}, {min, max}, {max, min}, {min, 2}, {max, 2}} do
  local a, b = p[1], p[2]
  print(a, b, a // b, a % b, a - a // b * b == a % b, a + b, a - b, a * b, math.type(a // b), math.type(a % b))
end
-- division and power are float
print(7 / 2, 6 / 2, 1 / 3, 0 / 5, 2 ^ 10, 2 ^ 0.5, 2 ^ -1, (-2) ^ 2, -2 ^ 2, (-2) ^ 3, (-8) ^ (1 / 3) ~= (-8) ^ (1 / 3), 0 ^ 0, max / 1, min / 1)
print(math.type(6 / 2), math.type(2 ^ 2), math.type(7 // 2), math.type(7 % 2), math.type(7 // 2.0), math.type(-(3)), math.type(3 * 1.0))
-- by zero
print(pcall(function() return 1 // 0 end)); print(pcall(function() return 1 % 0 end)); print(pcall(function() local a, b = 0, 0; return a // b end))
print(pcall(function(a, b) return a % b end, 5, 0)); print(pcall(function(a, b) return a // b end, min, 0))
print(1 / 0, -1 / 0, 1 // 0.0, -1 // 0.0, 0 / 0 ~= 0 / 0, 1 % math.huge, -1 % math.huge, 1 % -math.huge, -1 % -math.huge)
-- mixed
print(1 + 1.0, 10 // 2.5, 10 % 2.5, -10 % 3.5, 5 // 0.3, max + 0.0, max + 1.0 == 2^63, max // 1.0, 1e308 * 10, -1e308 * 10)
print(5.5 // 1, -5.5 // 1, 5.5 % 1, -5.5 % 1, 5.5 % -1, -5.5 % -1, 0.0 % 1, -0.0 % 1, 5 % 5.0, -5 % 5.0)
-- unary minus
print(-5, - -5, -(-5), -0, -0.0, -"2", -"0x10", -"1.0", - - -3)
-- overflow in loops and accumulations
local f = 1; for i = 1, 25 do f = f * i end print(f)
local h = 0; for c in ("conformance"):gmatch(".") do h = h * 31 + c:byte() end print(h)
h = 0; for i = 1, 100 do h = h * 1000003 ~ i end print(h)
local x = 1; for i = 1, 70 do x = x + x; if i >= 61 and i <= 66 then io.write(x, " ") end end print()
x = 3; for i = 1, 5 do x = x * x end print(x); for i = 1, 5 do x = x * x end print(x)
local lcg = 42; for i = 1, 5 do lcg = lcg * 6364136223846793005 + 1442695040888963407; io.write(lcg, " ") end print()
-- near the edge of double precision
local big = 2^53 | 0; print(big, big + 1, big + 1.0, (big + 1) + 0.0 == big + 1, big + 1 == 2^53 + 1, big * 2 + 1)
print(9007199254740993 // 1, 9007199254740993 / 1, 9007199254740993 % 2, 9007199254740993 * 1.0 == 9007199254740993)
print(max // 2, max % 1000, min // 10, min % 10, max // 10 * 10 + max % 10 == max, min // 10 * 10 + min % 10 == min)
-- arithmetic on variables that change type
local v = 1; v = v + 1; print(v, math.type(v)); v = v / 2; print(v, math.type(v)); v = v + 1; print(v, math.type(v)); v = v // 1; print(v, math.type(v)); v = v | 0; print(v, math.type(v))
local s = 0; for i = 1, 3 do s = s + i / 1 end print(s); s = 0; for i = 1.0, 3 do s = s + i end print(s)
local idx = 6 / 2; local t = {"a", "b", "c"}; print(t[idx], t[idx - 1], t[6 // 2], #t / 1)
-- strings in arithmetic
print("10" + 5, "3" * "4", "10" / 2, "7" // 2, "7.0" // 2, "-3" % 5, "0x10" * 1, "9223372036854775807" + 1, "9223372036854775808" + 0, " 5 " * 1)
-- functions computing with edge values, called with both kinds
local function avg(a, b) return (a + b) // 2 end print(avg(1, 2), avg(1.0, 2), avg(max, max), avg(-1, -2))
local function sq(n) return n * n end print(sq(3), sq(3.0), sq(-3), sq(1 << 32), sq(3037000500), sq(3037000499), sq(0x7fffffff))
local function gcd(a, b) while b ~= 0 do a, b = b, a % b end return a end print(gcd(48, 18), gcd(-48, 18), gcd(48, -18), gcd(48.0, 18), gcd(0, 5))
local function pow(b, e) local r = 1; while e > 0 do if e % 2 == 1 then r = r * b end; b = b * b; e = e // 2 end return r end print(pow(3, 13), pow(3, 100), pow(2, 63), pow(2, 64), pow(7, 50))
