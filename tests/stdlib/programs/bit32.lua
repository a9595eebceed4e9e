-- dialects: 5.1 5.2 5.3 luajit
local ok, B = pcall(function() return bit32 or require "bit32" end)
if not ok then print("none") return end
local function t(...) print(pcall(...)) end
for _, n in ipairs{"band","bor","bxor","btest"} do local f = B[n] t(f) t(f, 5) t(f, 12, 10) t(f, -1, 2^32+3) t(f, "0x10", 255) t(f, {}) t(f, 1, "x") t(f, 1.5) t(f, 2.5) t(f, 2^53) end
for _, n in ipairs{"lshift","rshift","arshift","lrotate","rrotate"} do local f = B[n] for _, d in ipairs{0,1,4,31,32,33,-1,-31,-32,-40} do io.write(f(0x89abcdef, d), " ", f(0x12345678, d), " ") end print() t(f) t(f, 1) t(f, 1, "x") t(f, 1, 2^31) t(f, -1, 4) end
t(B.bnot, 0) t(B.bnot, -1) t(B.bnot) t(B.extract, 0xabcd, 4, 8) t(B.extract, 0xabcd, 31) t(B.extract, 1, 32) t(B.extract, 1, 30, 5) t(B.extract, 1, -1) t(B.extract, 1, 1, 0) t(B.extract, 1) t(B.extract, -1, 0, 32) t(B.replace, 0, 0xff, 4, 4) t(B.replace, -1, 0, 0, 32) t(B.replace, 1, 2, 3) t(B.replace, 1, 2) t(B.replace, 1, 2, 30, 3)
