-- Loops over ipairs and pairs whose tables change, or which are not the library's.
local function sum(t) local s, n = 0, 0 for _, v in ipairs(t) do s, n = s + v, n + 1 end return s, n end
local function count(t) local n = 0 for k in pairs(t) do n = n + 1 end return n end
print(sum({}), sum({1, 2, 3}), sum({1, nil, 3}), count({}), count({1, 2, x = 3, [10] = 4}))
do -- a loop that empties what it runs over
  local t = {}
  for i = 1, 5000 do t[i] = i end
  local n = 0
  for i, v in ipairs(t) do t[i] = nil n = n + 1 end
  print(n, next(t))
  for i = 1, 3000 do t[i] = i t["k" .. i] = i t[-i] = i end
  n = 0
  for k, v in pairs(t) do t[k] = nil n = n + 1 end
  print(n, next(t))
end
do -- one that goes on where the body adds
  local t = {1, 2, 3}
  for i, v in ipairs(t) do if i < 10 then t[i + 3] = v end end
  print(#t, t[12], table.concat(t, " "))
  local u = {[2] = "b"}
  for i, v in ipairs({"a"}) do u[1] = v end
  for i, v in ipairs(u) do io.write(i, v, " ") end
  local v = {}
  for i in ipairs(v) do print("never") end
  v[1] = "now"
  for i, x in ipairs(v) do print(i, x) table.remove(v) end
  print(#v)
end
do -- removal of what comes
  local t = {1, 2, 3, 4, 5, 6}
  for i, v in ipairs(t) do io.write(v, " ") if v % 2 == 1 then table.remove(t, i) end end
  print(#t)
  for k, v in pairs(t) do if k == 1 then t[2], t[3] = nil, nil end io.write(k, " ") end
  print()
end
do -- metatables
  local back = setmetatable({10}, {__index = function(_, i) if i <= 3 then return i * 100 end end})
  for i, v in ipairs(back) do io.write(i, "=", v, " ") end
  local proxy = setmetatable({}, {__pairs = function() return function(_, k) if not k then return 1, 2 end end end})
  for k, v in pairs(proxy) do print(k, v) end
  local t = {1, 2, 3}
  for i, v in ipairs(t) do
    if i == 2 then setmetatable(t, {__index = function(_, k) return k < 6 and -k or nil end}) end
    io.write(v, " ")
  end
  print()
end
print(pcall(function() for i in ipairs() do end end))
print(pcall(function() for i in ipairs(nil) do end end))
print(pcall(function() local x for k in pairs(x) do end end))
print(pcall(function() local t = {} for k in pairs(t.x) do end end))
print(pcall(function() for i, v in ipairs(5) do end end))
for i, v in ipairs("text") do print("never") end
print(select("#", (function(...) for _, v in ipairs({...}) do io.write(tostring(v), " ") end return ... end)(1, 2, nil, 4)))
do
  local ipairs, pairs = function(t) return next, t end, function(t) return ipairs(t) end
  for k, v in ipairs({x = 1}) do print(k, v) end
  for k, v in pairs({1, x = 1}) do print(k, v) end
end
do -- nested, with closures and jumps
  local fs, rows = {}, {{1, 2, 3}, {4, 5, 6}, {7, 8, 9}}
  for i, row in ipairs(rows) do
    for j, v in pairs(row) do
      if v == 5 then goto continue end
      fs[#fs + 1] = function() return i * 10 + j + v end
      if j == 2 and i == 3 then break end
      ::continue::
    end
  end
  for _, f in ipairs(fs) do io.write(f(), " ") end
  print()
  local function find(x) for i, row in ipairs(rows) do for j, v in ipairs(row) do if v == x then return i, j end end end end
  print(find(6), find(10))
  local co = coroutine.wrap(function() for i, row in ipairs(rows) do for k, v in pairs(row) do coroutine.yield(v) end end end)
  print(co(), co(), co(), co())
end
