--@ lua: 51 54
local n, f, two, s = 1000000008, 1000000008.0, 2, "1000000008"
print(string.format("%.17g %.17g %.17g %.17g %.17g", n ^ 2, f ^ 2, n ^ two, s ^ 2, n ^ 2.0))
local function g(x) return x ^ 2, x ^ 3, -x ^ 2 end
print(g(3), g(-2.5), g("4"), g(1e200), g(-1e200))
print(g(1/0), pcall(g, {}))
print(pcall(g, setmetatable({}, {__pow = function(a, b) return b end, __unm = function() return "u" end})))
local x = 1.5
x = x ^ 2
x = (x ^ 2) ^ 2 + x ^ 2 * 2
print(x, math.type and math.type(3 ^ 2), 3 ^ 2, (2^53) ^ 2, math.pow and math.pow(1000000008, 2) == n ^ 2)
