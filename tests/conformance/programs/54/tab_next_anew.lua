-- next called by hand: loops that clear, begin anew, nest, stop early; is a table empty?
local function collect(t) local n, k, v = 0, next(t) while k ~= nil do n = n + 1 k, v = next(t, k) end return n end
print(next({}), next({nil}), next({nil, 2}), next({x = nil}), next({x = 1}), next({[2.5] = true}), next({[1000] = "sparse"}))
local t = {}
for i = 1, 10 do t["k" .. i] = i t[i * 100] = i t[i + 0.5] = i end
print(collect(t), collect(t))
do -- clears as it goes, with the first key, and by beginning again
  local u = {}
  for k, v in next, t do u[k] = v end
  local n = 0
  for k in next, u do u[k] = nil n = n + 1 end
  print(n, next(u))
  for k, v in pairs(t) do u[k] = v end
  n = 0
  local k = next(u)
  while k do local after = next(u, k) u[k] = nil k = after n = n + 1 end
  print(n, next(u), collect(u))
  for k, v in pairs(t) do u[k] = v end
  n = 0
  while true do local key = next(u) if key == nil then break end u[key] = nil n = n + 1 end
  print(n)
  for _, key in ipairs {"a", "b", "c"} do u[key] = 1 end
  local first = next(u)
  u[first] = nil
  n = 0
  local key = next(u, first)
  while key do n = n + 1 key = next(u, key) end
  print(n)
end
do -- emptiness asked in a loop over the same table
  local n = 0
  for k, v in next, t do
    if next(t) ~= nil then n = n + 1 end
    t[k] = nil
  end
  print(n, next(t))
end
do -- new keys between two loops, and loops inside of loops
  local u = {a = 1, b = 2}
  print(collect(u))
  u.c = 3 u[1] = 4 u[3] = 5
  print(collect(u))
  local n = 0
  for k in next, u do for l in next, u do n = n + 1 end end
  print(n)
  n = 0
  for k in next, u do u[k] = nil for l in next, u do n = n + 1 end end
  print(n, next(u))
end
do -- stacks and lists that get shorter
  local s, log = {}, {}
  for i = 1, 5 do s[#s + 1] = i end
  while #s > 0 do log[#log + 1] = s[#s] s[#s] = nil end
  print(table.concat(log, " "), #s, next(s))
  for i = 1, 5 do s[i] = i end
  for i, v in ipairs(s) do s[#s] = nil log[#log + 1] = v end
  print(#s, #log)
  for i = 1, 6 do s[i] = i end
  for k in pairs(s) do s[k] = nil end
  print(next(s), #s)
  for i = 1, 6 do s[i] = i end
  for k in next, s do s[k] = nil end
  print(next(s), #s)
  local q = {1, 2, 3}
  q[2] = nil q[3] = nil q[1] = nil
  print(#q, next(q))
end
print(pcall(next, {}, "nothing"))
print(pcall(next, {x = 1}, "y"))
print(pcall(next, {1, 2}, 3))
print(pcall(next))
local mt = setmetatable({}, {__index = {x = 1}, __newindex = function(t, k, v) rawset(t, k, v) end})
mt.a = 1 mt[1] = 2
print(collect(mt)) mt.a = nil mt[1] = nil print(next(mt))
