-- dialects: 5.1 5.2 5.3 5.4
-- the mathematical functions, and the numbers of random
local function t(...) print(pcall(...)) end
local M=math
math.randomseed(42)
for i=1,3 do print(string.format("%.17g", math.random())) end for i=1,3 do print(math.random(10)) end for i=1,3 do print(math.random(-5,5)) end
for i=1,3 do print(math.random(1000000)) end
if math.maxinteger then print(math.type(math.random(1, 2^40))) end t(math.random, 0, 1, 2)
t(math.random, 5, 1) t(math.random, 1,2,3) t(math.random, 1.5) t(math.random, {}) t(math.random, -1) t(math.random, 0, 0) 
t(math.randomseed,"x") math.randomseed(7) math.randomseed(12345) print(math.random(1000)) math.randomseed(-3) print(math.random(1000))
t(math.randomseed, 7, 8) print(math.random(1000)) t(math.randomseed, 2^70) print(math.random(1000)) t(math.randomseed, 0/0) print(math.random(1000))
t(M.floor, 3.7) t(M.floor, -3.7) t(M.floor, 2^70) t(M.floor, "3.2") t(M.floor, 1/0) t(M.floor, 0/0) t(M.ceil, -0.5) t(M.ceil, 3.2) t(M.ceil, "10") t(M.ceil, {})
t(M.fmod, 5, 0) t(M.fmod, 5.0, 0) t(M.fmod, -5, 3) t(M.fmod, 5, -3) t(M.fmod, -6, 3) t(M.fmod, -5.5, 3) t(M.fmod, 1/0, 3) t(M.fmod, 3, 1/0) t(M.fmod, M.mininteger or 0, -1)
t(M.max) t(M.max, 1, "x") t(M.max, "10", 9) t(M.max, 1, 2.5) t(M.max, 2, 2.0) t(M.max, 0/0, 1) t(M.max, 1, 0/0) t(M.min) t(M.min, 3, 1, 2) t(M.min, 1, nil)
t(M.modf, 3.7) t(M.modf, -3.7) t(M.modf, 5) t(M.modf, 1/0) t(M.modf, -1/0) t(M.modf, 0/0) t(M.modf, "4.5") t(M.modf, 2^70)
t(M.log, 0) t(M.log, -1) t(M.log, 8, 2) t(M.log, 100, 10) t(M.log, 27, 3) t(M.log, 2, 1) t(M.log, 2, 0) t(M.log, "8", "2") t(M.log, 2, nil) t(M.log, 1/0) t(M.log, 0/0)
t(M.sqrt, -1) t(M.sqrt, 2) t(M.sqrt, "4") t(M.sin, 1/0) t(M.exp, 1000) t(M.exp, -1000) t(M.cosh, 1000) t(M.sinh, -1000) t(M.acos, 2) t(M.tan, 1) t(M.deg, M.pi) t(M.rad, 180) t(M.tanh, 1)
t(M.atan, 1) t(M.atan, 1, -1) t(M.atan2, 1, -1) t(M.pow, 2, 10) t(M.pow, -1, 0.5) t(M.pow, 0, -1) t(M.frexp, 8) t(M.frexp, 0) t(M.frexp, 1/0) t(M.frexp, -0.3) t(M.ldexp, 1, 10) t(M.ldexp, 1, 10000) t(M.ldexp, 1, 1.5) t(M.log10, 1000) t(M.ldexp, 1, -1074)
t(M.abs, -5) t(M.abs, M.mininteger or 0) t(M.abs, "-3") t(M.abs) t(M.abs, "x") t(M.abs, "0x10")
if M.tointeger then t(M.tointeger, 3.0) t(M.tointeger, 3.5) t(M.tointeger, "8") t(M.tointeger, "0x20") t(M.tointeger, {}) t(M.tointeger) t(M.tointeger, "3.0") t(M.tointeger, 2^63) t(M.type, 1) t(M.type, 1.0) t(M.type, "1") t(M.type) t(M.ult, 1, -1) t(M.ult, -1, 1) t(M.ult, 1.5, 1) end
t(M.fmod, 3) t(M.fmod, 3, {})
