-- Variables moved on by while loops up to and past the range of integers.
local function run(k, n, step)
  local i = step
  local out = {}
  while k <= n do
    out[#out + 1] = k
    if #out > 6 then break end
    k = k + i
  end
  return table.concat(out, " "), k
end
print(run(1, 10, 3))
print(run(1.5, 10, 3))
print(run(math.maxinteger - 5, math.maxinteger, 4))
print(run(math.mininteger, math.mininteger + 3, -1))
print(run("1" + 0, 5, 2))
print(pcall(run, "x", 5, 2))

local function sieve(flags, size)
  local count = 0
  for i = 2, size do
    if flags[i - 1] then
      count = count + 1
      local k = i + i
      while k <= size do
        flags[k - 1] = false
        k = k + i
      end
    end
  end
  return count
end
local flags = {}
for i = 1, 200 do flags[i] = true end
print(sieve(flags, 200), #flags)
flags = {}
for i = 1, 200 do flags[i] = true end
print(sieve(flags, 200.0), sieve(setmetatable({}, {__index = function() return true end}), 50))

local function down(k, low)
  local n = 0
  while k > low and n < 8 do
    k = k - 3
    n = n + 1
  end
  return k, n
end
print(down(10, 0), down(10, 0.5), down(math.mininteger + 1, math.mininteger), down(2^53, -1))

local function early(n)
  local k, sum = 1, 0
  while k < n do
    if sum > 10 then k = math.maxinteger end
    sum = sum + k
    k = k + k
    if k <= 0 then break end
  end
  return k, sum
end
print(early(20), early(3), early(math.maxinteger))

local function captured(n)
  local k = 1
  local function jump() k = 100 end
  local seen = {}
  while k < n do
    seen[#seen + 1] = k
    if k == 3 then jump() end
    k = k + 2
  end
  return k, table.concat(seen, ",")
end
print(captured(8), captured(12))
