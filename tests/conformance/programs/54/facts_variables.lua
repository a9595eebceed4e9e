-- Variables whose values analysis must not take for known: functions stored late, counters that closures move.
local f = load("return function() return 1, 2 end")()
local x = f()
print(x, (f()))
print(f(1,2,3))
function f() return 1 end
print(f())
local a, g = (function() return 1, function(...) return select('#', ...), 'second' end end)()
local y = g(1, 2, 3)
print(y)
function g(p) return p end
print(g(5))
local h = ...
print(pcall(function() return h() end))
function h() return 3 end
print(h())
local t = {10, 20, 30}
local k, f = 1
for round = 1, 2 do
  local n = 0
  while k <= 10 do
    if f then f() end
    k = k * 2
    print(k, t[k])
    n = n + 1
    if n > 5 then break end
  end
  f = function() k = 0x7fffffffffffffff end
  k = 1
end
-- values that wander through more variables than an analysis may look at
local names, text = {}, {}
for i = 1, 150 do names[i] = "a" .. i end
text[1] = "local function f() return 'text' end local " .. table.concat(names, ", ") .. " = 1" .. (", 1"):rep(149)
text[2] = "for _ = 1, 200 do"
for i = 1, 149 do text[#text + 1] = names[i] .. " = " .. names[i + 1] end
text[#text + 1] = "a150 = f() end return a1 .. '!', ({1, 2, 3})[a1], pcall(function() return a1 + 1 end)"
print(load(table.concat(text, "\n"), "=chain")())
