-- Local functions all of whose calls are known: what these pass tells of the parameters, what is returned of the calls.
local function f(a) return a * 2 end
local function g(x, y) return x + y end
print(g(1, f(f(3))))
local function pow3(n, k) if k == 0 then return n end return pow3(n * 3, k - 1) end
print(pow3(3, 60), pow3(1, 0))
local function deep(n) if n == 0 then return 0 end return 1 + deep(n - 1) end
print(deep(1000))
local function mix(a) if a > 2 then return a end return 0.5 end
print(mix(1), mix(3), mix(3) + mix(1), mix(9223372036854775807) + 1)
local down, up
function down(n) if n <= 0 then return 0 end return up(n - 2) + 1 end
function up(n) return down(n + 1) + 1 end
print(down(50))
local function nan(x) return x ~= x end
print(nan(0/0), nan(1))
local function at(t, i) return t[i] end
print(at({7, 8}, 2), at({7}, 0), at({7}, -1), at({7}, 1.0), pcall(at, nil, 1))
local function sum(t, i, n) local s = 0 for k = i, n do s = s + t[k] end return s end
print(sum({1, 2, 3}, 1, 3), sum({1.5, 2}, 1, 2), pcall(function() return sum({1, 2}, 1, 3) end))
local function over(n) return n + 1 end
print(over(9223372036854775807), over(-1), over(5) // 0.0, pcall(function() return over(3) // 0 end))
local function tail(n, acc) if n == 0 then return acc end return tail(n - 1, acc * 31 + n) end
print(tail(100, 1))
local function shift(x, k) return x << k, x >> k end
print(shift(1, 63), shift(1, 64), (shift(3, -1)))
local function assigned(x) x = x + 0.5 return x end
print(assigned(1), assigned(2))
local function later(x) if x > 3 then x = "text" end return x end
print(later(1), later(4), pcall(function() return later(4) + 1 end))
local function count(n, l) if n == 0 then return 1 end if n < 0 or l == 0 then return 0 end return count(n - l, l) + count(n, l - 1) end
print(count(20, 20))
