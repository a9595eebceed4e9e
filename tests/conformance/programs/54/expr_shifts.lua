-- Shifts by constants, of what are integers and what are not.
local function f(a) return a << 3, a >> 3, a << 63, a >> 63, a << 1, a >> 1, (a << 13) ~ (a >> 7), a << 32 >> 32 end
for _, v in ipairs{0, 1, -1, 5, -5, math.maxinteger, math.mininteger, 0x123456789abcdef, 2.0, -3.0, 1 << 31, -(1 << 31), 2^53} do print(v, f(v)) end
print(pcall(f, 1.5)) print(pcall(f, {})) print(pcall(f, "x")) print(pcall(f, nil)) print(pcall(f, true)) print(pcall(f, 2^70))
local h = 5381 for i = 1, 200 do h = ((h << 5) + h) ~ i end print(h)
local x = 88172645463325252 for i = 1, 100 do x = x ~ (x << 13) x = x ~ (x >> 7) x = x ~ (x << 17) end print(x)
local t = {} t[1 << 2] = 1 print(t[4], t[(8 >> 1)])
print(pcall(f,"7")) print(pcall(function(a) return a << 2, a >> 1 end, "12")) print(pcall(function(a) return a << 2, a >> 1 end, "1e1"))
