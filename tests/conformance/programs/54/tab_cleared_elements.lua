-- Elements that become nil: queues, stacks, holes, keys of all kinds, tables with metatables.
local function clear(t, k) t[k] = nil return t[k] end
local function queue(n, ahead)
  local q, head, tail, sum = {}, 1, 0, 0
  for i = 1, ahead do tail = tail + 1 q[tail] = i end
  for i = 1, n do
    sum = (sum + q[head]) % 1000003
    q[head] = nil
    head = head + 1
    tail = tail + 1
    q[tail] = {i} and i
  end
  local left = 0
  for _ in pairs(q) do left = left + 1 end
  return sum, left, head, tail, q[head - 1], q[tail + 1]
end
print(queue(40000, 3))
print(queue(20000, 25000))
local function stack(n)
  local s, top = {}, 0
  for i = 1, n do top = top + 1 s[top] = i end
  for i = 1, n // 2 do s[top] = nil top = top - 1 end
  local size = #s
  for i = 1, 5 do s[#s] = nil end
  return size, #s, top, s[#s]
end
print(stack(10), stack(1001))
for round = 1, 3 do
  local t = {1, 2, 3, x = 4, [2.5] = 5, [-1] = 6, [10] = 7}
  print(clear(t, 2.0), clear(t, "x"), clear(t, 2.5), clear(t, -1), clear(t, 10), clear(t, 99), clear(t, 0), next(t))
  print(t[1], t[2], t[3], pcall(clear, nil, 1))
  print(pcall(clear, t, nil))
  print(pcall(clear, "text", 1))
  local seen = {}
  local m = setmetatable({1, 2, 3}, {__index = function(_, k) return "index " .. k end, __newindex = function(_, k) seen[#seen + 1] = k end})
  print(clear(m, 2), clear(m, 3), clear(m, 7), rawget(m, 2), table.concat(seen, " "))
end
local t = {}
for i = 1, 10 do t[i] = i end
for i = 1, 10 do t[11 - i] = nil end
print(#t, next(t))
for i = 1, 5 do t[i] = i end
print(#t, table.concat(t, " "))
