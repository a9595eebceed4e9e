-- 3.4.4 relational operators
print(1 < 2, 2 <= 2, 3 > 4, 4 >= 4, 1 == 1, 1 ~= 1, "a" < "b", "a" < "B", "Z" < "a", "" < "a", "a" < "aa", "a\0b" < "a\0c", "a" < "a\0", "10" < "9", "é" > "z")
print("abc" <= "abc", "abc" >= "abd", "\255" > "\1", "\0" < "\1", "a" == "a", "a" ~= "a", 1 == "1", nil == false, 0 == false, "" == false, {} == nil)
print(1 == 1.0, -0.0 == 0, 1 < 1.1, 1e15 == 10^15, math.huge == math.huge, -math.huge < math.mininteger, math.huge > math.maxinteger)
local nan = 0/0
print(nan == nan, nan ~= nan, nan < 1, nan > 1, nan <= nan, 1 < nan, rawequal(nan, nan), not (nan < 1), not (nan >= 1), nan == 1, "x" == nan)
local t = {}; local u = t; print(t == u, t == {}, print == print, t ~= u, rawequal(t, u), coroutine.running() == coroutine.running(), io.stdout == io.stdout)
-- errors
for _, s in ipairs{"1 < '2'", "'1' < 2", "{} < {}", "{} < 1", "nil < 1", "1 < nil", "true < false", "print < print", "1 <= {}", "{} > 1", "'a' >= 1", "nil > nil", "1 < true",
                   "x.y < 1", "x < y", "coroutine.running() < 1", "io.stdout < io.stdout", "'a' < {}", "2.5 <= '2'", "nil >= {}"} do
  print(s, pcall(load("local x = {} return " .. s, "=c")))
end
-- not a < b is not b <= a; chained comparison
print(not (1 < 2), not 1 == 2, not (1 == 2), 1 < 2 == true, "a" == "a" == true, (1 < 2) ~= (2 < 1), 1 == 1 == 1)
print(pcall(function() return 1 < 2 < 3 end))
-- conditions of every shape
local function b(x) return x and "T" or "F" end
local a, c = 3, 5
print(b(a < c), b(a > c), b(not (a < c)), b(a == 3 and c == 5), b(a == 3 or c == 6), b(a ~= 3 or c ~= 5), b(a < c and c < a), b((a < c) == (c > a)))
if a < c and not (a == c) then io.write("1 ") end if a > c or a == 3 then io.write("2 ") end if not (a > c) and (a <= 3) then io.write("3 ") end print()
while a < c do a = a + 1 end print(a, a == c, a >= c, a <= c)
-- results stored, passed and compared
local r = 1 < 2; print(r, r == true, r ~= false, type(r), tostring(r), not r, r and 1, (2 < 1) or "or")
local list = {1 < 2, 2 < 1, 1 == 1.0}; print(list[1], list[2], list[3], #list)
print((function(x, y) return x < y, x > y, x == y end)("b", "a"))
local set = {[true] = "yes", [false] = "no"}; print(set[1 < 2], set[2 < 1], set["a" == "a"])
print(tostring(1 < 2) .. "!", #tostring(2 < 1), select("#", 1 < 2, 2 < 1))
-- sorting uses <
local w = {"banana", "apple", "Cherry", "10", "9", "", "apple2"}; table.sort(w); print(table.concat(w, ","))
local n = {3, 1.5, -2, 1e3, 2^53, 0, -0.5}; table.sort(n); print(table.concat(n, " ")); table.sort(n, function(x, y) return x > y end); print(table.concat(n, " "))
print(pcall(table.sort, {1, "x"}), pcall(table.sort, {{}, {}})); print(pcall(table.sort, {3, 2, nil, 1}))
-- integers and floats at the limits
local max, min = math.maxinteger, math.mininteger
print(max < max + 0.0, max + 0.0 == 2^63, max == 2^63, max >= 2^63, max <= 2^63, min == -2^63, min < -2^63, min <= -2^63, max > 2^62, min < -1e100, min > -1e100, max < 1e100)
print(2^53 + 1 == (2^53|0) + 1, (2^53|0) + 1 > 2^53, (2^53|0) + 1 < 2^53 + 2, 1 == 1 + 2^-52, 1 < 1 + 2^-52, -1 > -1 - 2^-52)
for _, x in ipairs{1, 1.0, "1", true} do for _, y in ipairs{1, 1.0, "1", true} do io.write(x == y and "=" or "~") end end print()
