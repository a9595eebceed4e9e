-- whole programs: eight queens, game of life, sieve, permutations, matrix, mandelbrot
local N = 8
local function ok(a, n, c) for i = 1, n - 1 do if a[i] == c or a[i] - i == c - n or a[i] + i == c + n then return false end end return true end
local count, first = 0
local function add(a, n) if n > N then count = count + 1; if not first then first = table.concat(a, " ") end else for c = 1, N do if ok(a, n, c) then a[n] = c; add(a, n + 1) end end end end
add({}, 1); print(count, first)
local function life(cells, w, h) local new = {}; for y = 1, h do new[y] = {}; for x = 1, w do local s = 0; for dy = -1, 1 do for dx = -1, 1 do if dx ~= 0 or dy ~= 0 then local row = cells[(y + dy - 1) % h + 1]; s = s + (row[(x + dx - 1) % w + 1] and 1 or 0) end end end new[y][x] = s == 3 or (s == 2 and cells[y][x]) end end return new end
local function show(c) for _, row in ipairs(c) do for _, v in ipairs(row) do io.write(v and "#" or ".") end print() end print("--") end
local g = {}; for y = 1, 8 do g[y] = {}; for x = 1, 8 do g[y][x] = false end end for _, p in ipairs{{2, 1}, {3, 2}, {1, 3}, {2, 3}, {3, 3}} do g[p[2]][p[1]] = true end
for i = 0, 8 do if i % 4 == 0 then show(g) end g = life(g, 8, 8) end
local function sieve(n) local p, r = {}, {}; for i = 2, n do p[i] = true end for i = 2, math.floor(math.sqrt(n)) do if p[i] then for j = i * i, n, i do p[j] = false end end end for i = 2, n do if p[i] then r[#r + 1] = i end end return r end
local pr = sieve(1000); print(#pr, pr[#pr])
local function mul(a, b) local n, m, p = #a, #b, #b[1]; local c = {}; for i = 1, n do c[i] = {}; for j = 1, p do local s = 0; for k = 1, m do s = s + a[i][k] * b[k][j] end c[i][j] = s end end return c end
local m = mul({{1, 2}, {3, 4}}, {{0.5, -1}, {2, 1}}); print(m[1][1], m[1][2], m[2][1], m[2][2])
for y = -1.0, 1.0, 0.25 do local line = {}; for x = -2.0, 0.5, 0.125 do local zr, zi, n = 0.0, 0.0, 0; while zr * zr + zi * zi < 4 and n < 20 do zr, zi = zr * zr - zi * zi + x, 2 * zr * zi + y; n = n + 1 end line[#line + 1] = n == 20 and "*" or n > 5 and "+" or "." end print(table.concat(line)) end
local function collatz(n, memo) local steps, path = 0, {}; while n ~= 1 do if memo[n] then steps = steps + memo[n]; break end path[#path + 1] = n; n = n % 2 == 0 and n // 2 or 3 * n + 1; steps = steps + 1 end for i, v in ipairs(path) do memo[v] = memo[v] or steps - i + 1 end return steps end
local memo, best, bn = {}, 0, 0; for i = 1, 3000 do local s = collatz(i, memo); if s > best then best, bn = s, i end end print(bn, best)
local function bigfact(n) local d = {1}; for i = 2, n do local c = 0; for j = 1, #d do local v = d[j] * i + c; d[j] = v % 10000; c = v // 10000 end while c > 0 do d[#d + 1] = c % 10000; c = c // 10000 end end local s = tostring(d[#d]); for j = #d - 1, 1, -1 do s = s .. ("%04d"):format(d[j]) end return s end print(bigfact(50))
local function lev(a, b) local prev = {}; for j = 0, #b do prev[j] = j end for i = 1, #a do local cur = {[0] = i}; for j = 1, #b do cur[j] = math.min(prev[j] + 1, cur[j - 1] + 1, prev[j - 1] + (a:byte(i) == b:byte(j) and 0 or 1)) end prev = cur end return prev[#b] end print(lev("kitten", "sitting"), lev("", "abc"), lev("flaw", "lawn"))
