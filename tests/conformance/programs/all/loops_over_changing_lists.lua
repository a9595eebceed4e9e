--@ lua: 51 52 53 54 jit
-- ipairs over lists that grow, shrink, get holes or a metatable while the loop runs.
local t = {1, 2, 3}
for i, v in ipairs(t) do if i < 6 then t[#t + 1] = v * 10 end io.write(i, "=", v, " ") end print()
t = {1, 2, 3}
for i, v in ipairs(t) do
  if i == 3 then setmetatable(t, {__index = function(_, k) if k < 7 then return k * 100 end end}) end
  io.write(i, "=", v, " ")
end
print()
t = {1, 2, 3}
for i, v in ipairs(t) do if i == 2 then t[3] = nil end io.write(i, "=", v, " ") end print()
t = {}
for i = 1, 40000 do t[i] = i end
local sum, last = 0, 0
for i, v in ipairs(t) do t[i] = nil sum = sum + v last = i end print(sum, last)
t = {1, 2, 3}
for i, v in ipairs(t) do
  if i == 1 then t[2], t[3] = nil, nil end
  if i == 1 then t[2] = "again" end
  io.write(i, "=", v, " ")
end
print()
t = {}
for i, v in ipairs(t) do print("never") end
t = {[1] = 1, [2] = 2, [3] = 3, [5] = 5, [-1] = 3}
for i, v in ipairs(t) do io.write(i, "=", v, " ") end print()
for i in ipairs(t) do io.write(i, " ") end print()
for i, v in ipairs{1, 2, nil, 4} do io.write(i, "=", v, " ") end print()
print(pcall(function() for i, v in ipairs() do end end))
print(pcall(function() for i, v in ipairs(nil) do end end))
local function f() for i, v in ipairs{1, 2, 3} do if v == 2 then return i, v end end end
print(f())
for i, v in ipairs{1, 2, 3} do if v == 2 then break end io.write(v, " ") end print()
for _, a in ipairs{1, 2, 3} do
  for _, b in ipairs{4, 5, 6} do
    if b == 5 and a == 2 then break end
    io.write(a, b, " ")
  end
end
print()
local old = ipairs
ipairs = function(t) return function(_, i) if i < 3 then return i + 1, nil end end, t, 0 end
for i, v in ipairs{1} do io.write(i, tostring(v), " ") end print()
ipairs = old
local enumerate = 3
for i, v in ipairs{enumerate} do print(i, v, enumerate) end
t = {1, 2, 3}
for i, v in ipairs(t) do table.remove(t, 1) io.write(v, " ") end print(#t)
t = {1, 2, 3}
for i, v in ipairs(t) do t[100 * i] = true io.write(v, " ") end print(#t)
