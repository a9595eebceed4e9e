-- Numbers in table.concat, and names in messages of `and` and `or`.
print(table.concat({16 - 9007199254740991, 2147483647 * -1, 2 ^ 46, 2 ^ 47, 0.5}, " "))
print(table.concat({1e15, "x", 10 ^ 14, 10 ^ 14 - 1}, " "))
local function f(i, v, n)
  print(pcall(function() return "s" .. (i > 1 and v or i) end))
  print(pcall(function() return (false and i or n) + 1 end))
  print(pcall(function() return (i or n) + 1 end))
  print(pcall(function() return ("x" and n) + 1 end))
  print(pcall(function() return (nil or n) + 1 end))
end
f(2, {}, nil)
f({}, {}, {})
-- loops at the end of what doubles count
for _, bounds in ipairs{{-2^53, -2^53 + 3, 1}, {2^53 - 2, 2^53 + 4, 2}, {2^53, 2^53 - 2, -1}, {2^53 - 1, 2^53, 1}} do
  local n, last = 0
  for i = bounds[1], bounds[2], bounds[3] do n = n + 1; last = i; if n == 6 then break end end
  print(n, string.format("%.0f", last))
end
