-- 3.3.4 control structures
local function sign(n) if n < 0 then return "neg" elseif n == 0 then return "zero" elseif n ~= n then return "nan" else return "pos" end end
print(sign(-1), sign(0), sign(0/0), sign(5))
for _, v in ipairs{0, "", "false", {}, print} do if v then io.write("T") else io.write("F") end end
if nil then io.write("T") else io.write("F") end if false then io.write("T") else io.write("F") end print()
if not nil and (false or 1) then print("yes") end
if false then elseif nil then else print("empty branches") end
if true then end
-- while
local n, steps = 27, 0
while n ~= 1 do if n % 2 == 0 then n = n // 2 else n = 3 * n + 1 end; steps = steps + 1 end
print(n, steps)
while false do print("never") end
local i = 0; while true do i = i + 1; if i == 5 then break end end print(i)
local t = {1, 2, 3}; while #t > 0 do io.write(table.remove(t), " ") end print()
-- repeat
local i = 0; repeat i = i + 1 until i >= 3; print(i)
repeat local v = true; if v then break end until false
local j = 0; repeat local k = j; j = j + 1; if k == 1 then goto cont end; io.write(k, " ") ::cont:: until j > 4; print()
repeat until true
local calls = 0; local function cond() calls = calls + 1; return calls > 3 end; repeat until cond(); print(calls)
-- nested break
for a = 1, 3 do
  local b = 0
  while true do b = b + 1; if b > a then break end; repeat if b == 2 then break end; io.write(a, b, " ") until true end
end print()
-- break leaves only the innermost; code after it
for i = 1, 3 do for j = 1, 3 do if j == 2 then break end; io.write(i, ".", j, " ") end io.write("| ") end print()
-- return inside loops
local function find(t, x) for i, v in ipairs(t) do if v == x then return i end end return nil, "not found" end
print(find({5, 6, 7}, 6), find({}, 1))
local function w() while true do repeat for i = 1, 10 do if i == 4 then return i, "out" end end until false end end
print(w())
-- conditions with calls and several values
local function two() return false, true end
if two() then print("no") else print("first value counts") end
if (two()) == false then print("parens") end
while two() do print("never") end
-- and/or as control
local r = false and error("not evaluated") or "default"; print(r)
local ok = nil or false; print(ok)
local x = nil; local y = x and x.field or "none"; print(y)
-- deep else-if chain
local function grade(s)
  if s >= 90 then return "A" elseif s >= 80 then return "B" elseif s >= 70 then return "C" elseif s >= 60 then return "D" else return "F" end
end
for _, s in ipairs{95, 85, 75, 65, 55, 90, 89.9} do io.write(grade(s), " ") end print()
-- do blocks and returns in the middle
local function early(x) do if x then return "early" end end do return "late" end end
print(early(true), early(false))
local function nothing() return end
print(nothing(), (nothing()), select("#", nothing()), select("#", (nothing())))
-- loops with modified conditions
local a, b = 0, 1; local fib = {}
while #fib < 15 do fib[#fib + 1] = a; a, b = b, a + b end print(table.concat(fib, " "))
-- comparison chains in while
local lo, hi = 0, 100; local guess = 73; local count = 0
while lo < hi do count = count + 1; local mid = (lo + hi) // 2; if mid < guess then lo = mid + 1 else hi = mid end end print(lo, count)
-- a loop whose body defines functions and whose condition uses them
local cnt = 0
repeat local function f() return cnt end; cnt = cnt + 1 until f() == 3; print(cnt)
-- deeply nested blocks
local depth = 0
do do do do do do do do do do do do depth = depth + 1 end end end end end end end end end end end end print(depth)
if true then if true then if true then if true then if true then print("nested if") end end end end end
while true do while true do while true do break end break end break end print("done")
