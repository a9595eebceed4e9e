-- math.floor of quotients by constants: ints of all sizes, floats, strings, metamethods, another math.floor.
local function f(x) return math.floor(x / 2) end
local function g(lo, hi) local m = math.floor((lo + hi) / 2) return m end
for _, v in ipairs{1, 2, 3, -1, -3, 7.5, -7.5, 2^40, 1<<40, (1<<62)+1, math.mininteger, 1e300, "7", "0x10", 1/0} do
  print(v, pcall(f, v), pcall(g, v, 3))
end
print(pcall(f, {}), pcall(f), pcall(g, 1))
print(select(2, pcall(function() local t = setmetatable({}, {__div = function(a, b) return 4.5 end}) return math.floor(t / 2) end)))
local old = math.floor
math.floor = function(x) return x, 1 end
print(f(7), g(1, 2))
math.floor = old
local floor = math.floor
local function h(a) return floor(a / 3) + 1 end
for i = -9, 9 do io.write(h(i), " ") end print()
