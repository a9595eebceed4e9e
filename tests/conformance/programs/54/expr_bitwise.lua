-- 3.4.2 bitwise operators
local max, min = math.maxinteger, math.mininteger
print(6 & 3, 6 | 3, 6 ~ 3, ~6, ~0, ~-1, 1 << 4, 256 >> 4, 5 & -2, -1 & 0xff, -1 | 0, -1 ~ 0xff)
print(1 << 62, 1 << 63, 1 << 64, 1 << 65, 1 << 1000, -1 << 63, -1 >> 1, -1 >> 63, -1 >> 64, min >> 63, min >> 1, min << 1, max << 1)
print(1 << -1, 2 << -1, 1 >> -1, 1 >> -63, 1 >> -64, 1 << -64, 8 >> -2, 8 << -2, 1 << min, 1 >> min, 1 << max, -1 >> max, -1 << min)
print(0xff00ff00ff00ff00 & 0xff, 0xffffffffffffffff == -1, 0x7fffffffffffffff == max, 0x8000000000000000 == min, ~max == min, ~min == max)
print(3.0 & 1, 2^31 | 0, 2^53 & -1, 1e15 ~ 0, 5 & 3.0, ~3.0, 1.0 << 2.0, 2^62 >> 60.0)
for _, f in ipairs{
  function() return 1.5 & 1 end, function() return 1 | 2.5 end, function() return 2^63 & 1 end, function() return -2^63 & -1 end, function() return 1e100 >> 1 end,
  function() return 0/0 & 1 end, function() return 1/0 | 1 end, function() return ~1.5 end, function() return 1 << 0.5 end,
  function() return "3" & 1 end, function() return 1 | "2" end, function() return "a" & 1 end, function() return ~"1" end, function() return "1.5" ~ 1 end,
  function() return nil & 1 end, function() return {} | 1 end, function() return true ~ 1 end, function() return ~{} end, function() return print << 1 end, function() return 1 >> nil end,
  function() local a = 1.5; return a & 1 end, function() local b = {}; return 1 & b end, function() return undefinedg | 1 end, function() local t = {}; return t.f ~ 2 end,
  function() local a, b = 1.5, {}; return a & b end, function() local a, b = "x", 1.5; return a & b end, function() local a, b = 1, 2^70; return a & b end,
} do print(pcall(f)) end
-- precedence: ~ unary, shift below .., & then ~ then |, all below comparison
print(1 << 2 + 1, 1 + 1 << 2, 5 & 3 | 8, 5 | 3 & 8, 1 ~ 3 & 2, 1 | 2 ~ 3, ~1 + 2, ~(1 + 2), -1 >> 60, - 1 << 2, 2 ^ 2 | 1, (6 & 3) == 2)
print(not 1 == 2, ~5 & 0xf, -~5, ~-5, #"abc" << 1, 1 << 1 << 1, 256 >> 2 >> 2, 7 & 6 & 5, 1 | 2 | 4, 7 ~ 7 ~ 7, 3 - 1 & 3, 3 & 1 + 1)
print(2 < 1 << 4, 1 | 2 == 3 and "and", "a" .. (1 << 2), 1 << 3 > 7)
-- algorithms
local function popcount(n) local c = 0; while n ~= 0 do n = n & (n - 1); c = c + 1 end return c end
print(popcount(0), popcount(255), popcount(-1), popcount(min), popcount(max))
local function rotl(x, n) n = n & 63; return (x << n) | (x >> (64 - n)) end
print(rotl(1, 1), rotl(min, 1), rotl(0x123456789abcdef0, 8), rotl(-2, 63), rotl(5, 0), rotl(5, 64))
local function rotl32(x, n) x = x & 0xffffffff; return ((x << n) | (x >> (32 - n))) & 0xffffffff end
print(rotl32(0x80000001, 1), rotl32(0xdeadbeef, 16), rotl32(-1, 5))
local function fnv1a(s) local h = 0xcbf29ce484222325; for i = 1, #s do h = (h ~ s:byte(i)) * 0x100000001b3 end return h end
print(fnv1a(""), fnv1a("a"), fnv1a("foobar"), string.format("%016x", fnv1a("foobar")))
local function xorshift(x) x = x ~ (x << 13); x = x ~ (x >> 7); return x ~ (x << 17) end
local x = 88172645463325252; for i = 1, 4 do x = xorshift(x); io.write(x, " ") end print()
local crct = {}; for i = 0, 255 do local c = i; for _ = 1, 8 do if c & 1 == 1 then c = 0xedb88320 ~ (c >> 1) else c = c >> 1 end end crct[i] = c end
local function crc32(s) local c = 0xffffffff; for i = 1, #s do c = crct[(c ~ s:byte(i)) & 0xff] ~ (c >> 8) end return c ~ 0xffffffff end
print(string.format("%08x %08x", crc32("123456789"), crc32("")))
local function adler(s) local a, b = 1, 0; for i = 1, #s do a = (a + s:byte(i)) % 65521; b = (b + a) % 65521 end return b << 16 | a end print(adler("Wikipedia"))
local bits = {}; for i = 63, 0, -8 do bits[#bits + 1] = (0x8040201008040201 >> i) & 1 end print(table.concat(bits))
local function tobin(n) local t = {}; repeat table.insert(t, 1, n & 1); n = n >> 1 until n == 0; return table.concat(t) end print(tobin(10), tobin(255), #tobin(-1), tobin(0))
local u = 0; for i = 0, 62, 2 do u = u | 1 << i end print(u, ~u, u ~ ~u, u & ~u, u << 1 == ~u)
local a, b = 12, 10; a = a ~ b; b = a ~ b; a = a ~ b; print(a, b)
print(math.ult(1, -1), math.ult(-1, 1), -1 // 1 | 0, string.format("%x %X %o", -1, 255, 8), ("%d"):format(3 | 4))
