-- the computed limits of a loop that fills a list are not lost while its body is translated
local function fill(t, n, v)
  for i = 3, n + 1 do t[i] = v end
  return table.concat(t, " ")
end
print(fill({1, 2, 3, 4, 5}, 3, 0), fill({1, 2}, 5, "v"), fill({1, 2}, 1, 0))
local function itself(s, n)
  for i = 1, n do s[i] = s[i] or i end
  for i = 2, n - 1 do s[i] = s end
  for i = n // 2, n do s[i] = "end" end
  local own = 0
  for i = 1, #s do if s[i] == s then own = own + 1 end end
  return own, #s
end
print(itself({1, 2, 3, 4}, 4), itself({}, 8), itself({[0] = 5, 6}, 3))
local function copy(t, s, n, k)
  for i = 1, n * 2 do t[i] = s[i + 1] end
  for i = k + 1, n * k do t[i] = s[i] end
  return table.concat(t, " ")
end
print(copy({}, {1, 2, 3, 4, 5, 6, 7, 8, 9, 10}, 4, 2))
