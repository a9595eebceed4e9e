-- LuaBitOp's functions
local ok, B = pcall(function() return bit or require "bit" end)
if not ok then print("none") return end
local function t(...) print(pcall(...)) end
for _, n in ipairs{"band","bor","bxor"} do local f = B[n] t(f) t(f, 5) t(f, 12, 10) t(f, -1, 2^32+3) t(f, "0x10", 255) t(f, {}) t(f, 1, "x") t(f, 1.5) t(f, 2.5) t(f, 2^40+7) end
for _, n in ipairs{"lshift","rshift","arshift","rol","ror"} do local f = B[n] for _, d in ipairs{0,1,4,31,32,33,-1,-31,-32,-40} do io.write(f(0x89abcdef, d), " ", f(0x12345678, d), " ") end print() t(f) t(f, 1) t(f, 1, "x") t(f, -1, 4) end
t(B.bnot, 0) t(B.bnot, -1) t(B.bnot) t(B.tobit, 0xffffffff) t(B.tobit, 2^31) t(B.tobit) t(B.tohex, 1) t(B.tohex, -1, 4) t(B.tohex, 0xabcdef, -6) t(B.tohex, 255, 0) t(B.tohex, 255, 20) t(B.tohex) t(B.bswap, 0x12345678) t(B.bswap, 0xff) t(B.tohex, 255, -1) t(B.tohex, 255, nil)
