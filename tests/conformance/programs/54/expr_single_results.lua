-- Calls of local functions that are known to return one value, and of those that are not.
local function one(x) if x then return x else return "none" end end
local function maybe(x) if x then return x end end
local function two(x) return x, x end
local function through(x) return one(x) end
local function varying(x) if x == 1 then return 1, 2 else return 3 end end
local function paren(...) return (...) end
local function rec(n) if n <= 0 then return 0 else return n + rec(n - 1) end end
local function mutual_a(n) if n == 0 then return "end" else return mutual_b(n - 1) end end
local even, odd
function even(n) if n == 0 then return true else return odd(n - 1) end end
function odd(n) if n == 0 then return false else return even(n - 1) end end
local lambda = function(a, b) return a + b end
local function none() end
local function loop() while true do return 1 end end

print(one(1), one(), one(nil), one(false))
print(maybe(1), maybe(), (maybe()), select("#", maybe()))
print(two(1), two(2), (two(3)))
print(through(5), through(), varying(1), varying(2), (varying(1)))
print(paren(1, 2), paren(), select("#", paren()))
print(rec(10), even(10), odd(7), even(7), lambda(1, 2), lambda(3, lambda(4, 5)))
print(select("#", none()), select("#", one()), select("#", loop()), pcall(mutual_a, 1))
local t = {one(1), maybe(), two(2)}
print(#t, t[1], t[2], t[3], t[4])
local a, b, c = one(7)
print(a, b, c)
a, b, c = one(8), two(9)
print(a, b, c)
print(#{one(1)}, #{two(1)}, #{none()})
if one(false) and not even(3) then print("tests") end
while not even(rec(4)) do break end
print((one(3) .. one(4)), #one("abc"), -one(5), one(2) ^ one(3))

-- called with fewer and more arguments than parameters
local function three(x, y, z) return tostring(x) .. tostring(y) .. tostring(z) end
print(three(1), three(1, 2, 3), three(1, 2, 3, 4), three(two(5)))
local function exact(x, y) return x * y end
print(exact(3, 4), exact(2, 2.5), pcall(exact, 1), pcall(exact, 2, 3, 4))
local function only(x, y) return x - y end
local sum = 0
for i = 1, 5 do sum = sum + only(i, 1) end
print(sum)
do
  local function reassigned() return 1 end
  print(reassigned())
  reassigned = function() return 1, 2, 3 end
  print(reassigned())
end
for i = 1, 2 do
  local function fresh() return i end
  print(fresh())
end
print(pcall(function() local f; print(f()) function f() return 1 end end))
