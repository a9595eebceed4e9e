-- Types and ranges of numbers; functions with one result.
local function show(...)
  local p = {}
  for i = 1, select('#', ...) do local v = select(i, ...) p[i] = math.type(v) and string.format(math.type(v) == "integer" and "%d" or "%.14g", v) or tostring(v) end
  print(table.concat(p, " "))
end
-- a counter that closures, coroutines and goto move
local c = 0
local co = coroutine.wrap(function() while true do c = c + 1 coroutine.yield(c) end end)
co() co() c = c + 1 show(co(), c)
local m = 9223372036854775807
local x = 1
for i = 1, 70 do x = x * 2 end show(x)
x = m x = x + 1 show(x)
local y = m - 1
while y > 0 do y = y + 1 end show(y)
local z = -m - 1
show(z - 1, -z, z // -1, z % -1, m * m, z * -1, z * z, m // 1, math.abs(z))
local i = 1
::top:: i = i * 3 if i > 0 and i < 1000 then goto top end show(i)
do local k = 10 ::again:: k = k - 3 if k > -7 then goto again end show(k, -k, k * k) end
local n = 10 while n ~= 1 do if n % 2 == 0 then n = n // 2 else n = 3 * n + 1 end end show(n)
local f = 1 while f < 1e300 do f = f * 10.5 end show(f)
local q = 1 q = q / 1 show(q, q // 1, q % 1, 7 // q, q .. "")
local d = 3 d = d // 2.0 show(d, -d, d * 0, 0 * -d)
local e = 0 e = -e show(e, 1 / e, e .. "") local g = 0.0 g = -g show(g, 1 / g)
for j = 1, 3 do local j = j * 1.5 show(j) end
for j = 3, 1 do show("never") end
for j = 1, 0.5 do show("never") end
for j = m - 1, m do show(j) end
for j = z + 1, z, -1 do show(j) end
for j = 1, 3 do j = j * 100 show(j) end
for j = 1, 2 do j = j .. "x" show(j) end
for j = 1.0, 2 do show(j) end for j = 1, 2, 0.5 do show(j) end
show(pcall(function() for j = 1, 10, 0 do end end)) show(pcall(function() for j = "1", 2 do end end)) show(pcall(function() for j = 1, {} do end end))
local a, b = 1, 1 for _ = 1, 100 do a, b = b, a + b end show(a, b)
local u, v = 1, 2.5 u, v = v, u show(u, v, u + v, math.type(v))
local s = 0 for k = 1, 10 do local w = k % 4 - 2 s = s + (({10, 20, 30})[w] or w) end show(s)
local t = {1, 2, 3} local p = 1 for k = 1, 5 do p = p - 1 show(t[p], t[-p], t[p + 2]) end
local lo, hi = 1, 100 while lo <= hi do local mid = (lo + hi) // 2 if mid < 37 then lo = mid + 1 else hi = mid - 1 end end show(lo, hi)
local k = 1 while k < 100 and k > -5 do k = -k * 2 show(k, t[k]) end
local r = 5 while r >= 0 do r = r - 2 end show(r, t[r]) while r <= 3 do r = r + 4 end show(r, t[r])
local w1 = 1 while w1 <= 10 do do w1 = w1 * 7 end w1 = w1 + m show(w1, t[w1]) end
local w2, w3 = 1, 10 while w2 <= w3 do w2 = w2 + w3 w3 = w3 + 1 if w2 > 60 then break end end show(w2, w3)
show(1e15, 2^53, 2^63, 1e100, -0.0, 100 // 1e-320, 5 // 0.0, -5 // 0.0, 0/0 ~= 0/0, 5 % math.huge, -5 % math.huge, 5 % -math.huge)
show(pcall(function() local a = 1 return a // 0 end)) show(pcall(function() local a = 1 return a % 0 end))
show(3 | 0, pcall(function() local a = 1.5 return a | 0 end))
do
local function one() return 1 end
local function rec(n) if n == 0 then return "z" end return rec(n - 1) end
local a, b
function a(n) if n == 0 then return "done" end return b(n - 1) end
function b(n) if n == 0 then return "odd" end return a(n - 1) end
print(one(), (one()), ({one()})[1], select('#', one()), #{one(), one()})
print(rec(100), a(10), a(11), select('#', a(3)), #{a(3)}, {a(3)} ~= nil)
local function two(n) if n then return a(n) end return a(5) end
print(two(), two(4), select('#', two()))
local t = {one = one} print(t.one(1, 2, 3), pcall(one, 1, 2), select('#', pcall(one, 1)))
local co = coroutine.wrap(function(...) return one(...) end) print(co(1, 2, 3))
local function clo() local x <close> = setmetatable({}, {__close = function() return 1, 2, 3 end}) return one() end
print(clo(), select('#', clo()))
local function err() return error("x", 0) end print(pcall(err))
local function loop(n) while true do n = n - 1 if n < 0 then return n end end end print(loop(3), select('#', loop(3)))
local function br(n) repeat if n then return 1 end until true end print(select('#', br()), select('#', br(1)))
local function gt(n) if n then goto out end do return 1 end ::out:: end print(select('#', gt(1)), gt())
local shadow = function() return 1, 2 end
do local shadow = function() return 1 end print(shadow(), (shadow())) end
print(shadow())
local function outer() local function one() return 5, 6 end return one() end print(outer())
local fwd local function usefwd() return fwd() end print(pcall(usefwd)) function fwd() return 9 end print(usefwd(), select('#', usefwd()))
for i = 1, 2 do local lf if i == 1 then function lf() return 1 end end print(pcall(function() return lf() end)) end
local vf function vf(...) return ... end print(vf(), (vf()), vf(1, 2))
local mix, mix2 = function() return 1 end, ... print(mix(), mix2)
local x1, x2 = (function() return function() return 7, 8 end, function() return 3, 4 end end)() print(x1()) function x1() return 1 end print(x1(), x2())
local sw = one sw = two print(sw(), (sw()))
local par = function(sw) local v = sw() return v end print(par(function() return 1, 2 end), par(one))
local up = function() return 1 end local function chg() up = function() return 1, 2, 3 end end print(up()) chg() print(up(), (up()))
print((function(f) function f() return 1, 2 end return f() end)())
local function surplus(a, b) return a, b end print(surplus(1)) print(surplus(1, 2)) print((surplus(one(), one())))
local function exact(a) return a end print(exact(1), exact(nil), exact((two())))
local function viaself(a) return viaself2 and viaself2(a) or a end print(viaself(1))
setmetatable(t, {__call = one}) print(t(1, 2, 3)) local s = string.gsub("abc", ".", function() return one() end) print(s)
table.sort({3, 1, 2}, function(p, q) return p < q end)
end
