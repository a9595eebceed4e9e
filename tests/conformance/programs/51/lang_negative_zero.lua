-- Lua 5.1 prints the sign of a negative zero
local function show(...) for i = 1, select("#", ...) do io.write(tostring(select(i, ...)), " ") end print() end
local z = tonumber("0")
show(-z, z, z * -1, z / -1, -z * -1, math.ceil(-0.5), math.floor(-z), -z + z, z - z, -z - z, tonumber("-0"), tonumber("-0.0"))
show(1 / -z, 1 / z, -z == z, rawequal(-z, z), string.format("%d %g %.1f %s", -z, -z, -z, -z), -z .. "", math.abs(-z), math.max(-z, z), math.min(z, -z))
local t = {}; t[-z] = "x"; show(t[z], next(t)); show(math.fmod(-6, 3), -6 % 3, 6 % -3, math.fmod(6, -3), (math.modf(-0.5))); for i = -z, z do show(i) end show(-z ^ 2, (-z) ^ 3, math.sqrt(-z), math.sin(-z), math.atan2(-z, -1))
