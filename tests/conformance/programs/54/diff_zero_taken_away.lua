-- x - 0 is x + -0 for the compiler, wherever it stands
local z = -0.0
local function f() return 1 end
print(f(), z - 0, f() + (z - 0), -(z - 0))
print(1 / (f() and z - 0), (z - 0) * f())
local mt = setmetatable({}, {__sub = function(a, b) return math.type(b) .. b end})
print(mt - 0, f() and mt - 0, pcall(function() return f(), nil - 0 end))
print("10" - 0, f(), "-0.0" - 0, math.mininteger - 0)
