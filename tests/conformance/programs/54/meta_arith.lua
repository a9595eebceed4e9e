-- 2.4 metamethods of arithmetic
local names = {"add", "sub", "mul", "div", "mod", "pow", "idiv", "unm", "band", "bor", "bxor", "shl", "shr", "bnot", "concat"}
local mt = {}
local function d(x) if type(x) == "table" then return x.n elseif x == nil then return "nil" else return tostring(x) end end
for _, n in ipairs(names) do mt["__" .. n] = function(...) local t = {}; for i = 1, select("#", ...) do t[i] = d((select(i, ...))) end return n .. "(" .. table.concat(t, ",") .. ")" end end
local function N(n) return setmetatable({n = n}, mt) end
local a, b = N"a", N"b"
print(a + b, a + 1, 1 + a, a + "s", "s" + a, a + nil, nil + a, a + {n = "plain"}, {n = "plain"} + a, a + 1.5, true + a)
print(a - b, a * 2, 2 / a, a % b, a ^ 2, 2 ^ a, a // 3, -a, a & 1, 1 & a, a | b, a ~ 1.5, 1 ~ a, "x" ~ a, a << 2, 1 >> a, ~a, a .. "x", "x" .. a, 1 .. a, a .. 1.5, a .. b, "10" + a, a & "3", 1.5 | a)
-- unary operators get the operand twice
print(-a, ~a); mt.__unm = function(...) return select("#", ...), ... end; print((-a)); mt.__unm = function(x, y) return rawequal(x, y) end; print(-a)
-- which metatable is chosen: the left one first
local l = setmetatable({n = "l"}, {__add = function() return "left" end}); local r = setmetatable({n = "r"}, {__add = function() return "right" end, __sub = function() return "right sub" end})
print(l + r, r + l, 1 + r, l + 1, l - r, r - l, pcall(function() return l - 1 end))
-- results: only the first value, any type
local m = setmetatable({}, {__add = function() return 1, 2, 3 end, __sub = function() end, __mul = function() return nil end, __div = function() return false end, __mod = function(x) return x end})
print(m + m); print(m - m, (m - m)); print(m * 1, m / 1, m % 1 == m, select("#", m - m)); local t = {m + 1, m + 1}; print(#t)
-- strings convert before the metamethod is tried; numbers never have metamethods
print("10" + 1, pcall(function() return "abc" + 1 end)); print(pcall(function() return {} + 1 end)); print(pcall(function() return 1 + {} end)); print(pcall(function() local x; return x + 1 end)); print(pcall(function() return m ^ 2 end)); print(pcall(function() return -{} end)); print(pcall(function() return m & 1 end)); print(pcall(function() return ~m end)); print(pcall(function() return m .. "x" end)); print(pcall(function() return m // 1 end))
-- metamethods that are not functions
local c = setmetatable({}, {__call = function(self, x, y) return "called with " .. type(x) .. " " .. type(y) end}); local v = setmetatable({}, {__add = c, __sub = 5, __mul = {}}); print(v + 1, 1 + v, pcall(function() return v - 1 end)); print(pcall(function() return v * 1 end))
-- errors inside
local e = setmetatable({}, {__add = function() error("in add") end, __unm = function() error({code = 5}) end, __mul = function() error("level 2", 2) end}); print(pcall(function() return e + 1 end)); print(select(2, pcall(function() return -e end)).code); print(pcall(function() return e * 1 end))
-- in-place updates through metamethods
local V = {}; V.__index = V; local function vec(x, y) return setmetatable({x = x, y = y}, V) end V.__add = function(p, q) return vec(p.x + q.x, p.y + q.y) end; V.__sub = function(p, q) return vec(p.x - q.x, p.y - q.y) end; V.__mul = function(p, q) if type(p) == "number" then return vec(p * q.x, p * q.y) elseif type(q) == "number" then return vec(p.x * q, p.y * q) else return p.x * q.x + p.y * q.y end end; V.__unm = function(p) return vec(-p.x, -p.y) end; V.__eq = function(p, q) return p.x == q.x and p.y == q.y end; V.__tostring = function(p) return "(" .. p.x .. "," .. p.y .. ")" end; V.__len = function(p) return (p.x ^ 2 + p.y ^ 2) ^ 0.5 end; V.__div = function(p, k) return vec(p.x / k, p.y / k) end; V.__idiv = function(p, k) return vec(p.x // k, p.y // k) end
local p, q = vec(1, 2), vec(3, 4); print(tostring(p + q), tostring(q - p), tostring(2 * p), tostring(p * 2), p * q, tostring(-p), p == vec(1, 2), p ~= q, #q, tostring(q / 2), tostring(q // 2), tostring(p + q * 2 - -p)); local acc = vec(0, 0); for i = 1, 3 do acc = acc + vec(i, i * i) end print(tostring(acc))
-- complex numbers, rationals
local C = {}; C.__index = C; local function cx(re, im) return setmetatable({re, im or 0}, C) end local function tc(z) return type(z) == "number" and cx(z) or z end C.__add = function(x, y) x, y = tc(x), tc(y); return cx(x[1] + y[1], x[2] + y[2]) end; C.__mul = function(x, y) x, y = tc(x), tc(y); return cx(x[1] * y[1] - x[2] * y[2], x[1] * y[2] + x[2] * y[1]) end; C.__pow = function(x, n) local z = cx(1); for _ = 1, n do z = z * x end return z end; C.__tostring = function(z) return z[1] .. (z[2] < 0 and "-" or "+") .. math.abs(z[2]) .. "i" end
print(tostring(cx(1, 2) + 1), tostring(2 * cx(1, 2)), tostring(cx(0, 1) ^ 2), tostring(cx(1, 1) ^ 8), tostring(1 + cx(0, 1) * cx(0, 1) + 2 ^ 2))
-- metamethods of basic types
local sm = getmetatable(""); sm.__add = function(x, y) return "string add " .. tostring(x) .. " " .. tostring(y) end; print("a" + "b", "a" + 1, 1 + "a", "1" + "2"); sm.__mul = function(s, n) return s:rep(n) end; print("ab" * 3, pcall(function() return 3 * "ab" end)); sm.__add = nil; sm.__mul = nil; print(pcall(function() return "a" + 1 end)); print(pcall(function() return "1" + 1 end)); sm.__unm = function(s) return s:reverse() end; print(-"abc", -"12"); sm.__unm = nil
debug.setmetatable(1, {__call = function(n, x) return n * x end, __index = function(n, k) return k .. n end, __concat = function() return "never" end, __len = function(n) return n end}); print((2)(3), (5).x, 1 .. 2, #5); debug.setmetatable(1, nil)
debug.setmetatable(nil, {__add = function(x, y) return "nil add" end, __unm = function() return "unm nil" end, __concat = function() return "nil concat" end, __len = function() return 0 end, __call = function() return "nil call" end}); print(nil + 1, 1 + nil, -nil, nil .. "x", #nil, (nil)(), undefinedf()); debug.setmetatable(nil, nil)
-- late additions and removal
local late = setmetatable({}, {}); print(pcall(function() return late + 1 end)); getmetatable(late).__add = function() return "now" end; print(late + 1); getmetatable(late).__add = nil; print(pcall(function() return late + 1 end)); rawset(getmetatable(late), "__add", function() return "raw" end); print(late + 1); setmetatable(late, nil); print(pcall(function() return late + 1 end))
