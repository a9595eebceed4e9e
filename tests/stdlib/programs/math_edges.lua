-- dialects: 5.2 5.3 5.4
local function t(...) print(pcall(...)) end
local M=math
t(M.type or print, (M.modf(3.7))) print(M.modf(-0.0)) print(M.modf(2^70)) print(M.modf(1/0)) print(M.modf(5)) print(M.modf("5")) print(M.modf(-3.2), M.modf(0/0)) print(M.modf(2^53)) print(M.modf(-2^63)) print(M.type and M.type((M.modf(2^70))))
t(M.max) t(M.max, "10", 9) t(M.max, "a") t(M.max, {}) t(M.max, 1, nil) t(M.max, "10", "9") t(M.max, {}, {}) t(M.min) t(M.min, "x", 1) t(M.max, 1, 2, "3") t(M.max, "3")
t(M.fmod, 3) t(M.tointeger or print, "8") t(M.tointeger or print, "3.0") t(M.tointeger or print, "0x20") t(M.tointeger or print, " 7 ") t(M.tointeger or print, "abc")
t(M.abs, "-3") t(M.floor, "3") t(M.ceil, "3.0") t(M.random, 5,1) t(M.random, 1, 2, 3) t(M.random, 3, 0)
t(M.sqrt) t(M.pow, 2) t(M.ldexp, 3) t(M.frexp) t(M.log10) t(M.cosh) t(M.atan2, 1) t(M.exp) t(M.frexp, 8) t(M.frexp, 0) t(M.frexp, 0.1)
print(tostring(0/0), tostring(-(0/0)), M.sqrt(-1), M.acos(2), M.log(-1), M.fmod(1,0.0), M.huge-M.huge, M.sin(1/0), M.tan(1/0), M.fmod(1/0, 2))
t(M.max, 2^53, 2^53+1) t(M.max, 1.5, 2) t(M.max, -0.0, 0) t(M.min, 0/0, 1) t(M.min, 1, 0/0)
t(M.ceil, 2^31+0.5) t(M.floor, -2^63) t(M.floor, 2^63) t(M.floor, 1e308)
t(M.fmod, 2^53, 3) t(M.fmod, -6, 2) t(M.fmod, 6, -2) t(M.fmod, -0.0, 1)
