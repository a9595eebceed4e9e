-- Calls, metamethods among them, are made once, also where something fails after them.
do
  local function f2(p3) print("n") return 1 + p3 end
  local n39 = 0
  print(pcall(function() s37 = (f2(n39) or p36 == 1e15) and (-1 * 1 % 0) or 100 end))
end
do
  local C1 = {}
  C1.__index = C1
  function C1.new(v)
    return setmetatable({value = 7}, C1)
  end
  C1.__newindex = function(t, k, v) print('newindex', k, v) end
  local C16 = {}
  setmetatable(C16, C1)
  local o17 = C16.new(1)
  local o18 = C16.new(2)
end
do
  local odd = setmetatable({}, {__index = function(x, y) print('index', y) return x end})
  print(pcall(function(t, c, list, i)
    if ((list[i] == v) or (c >= (t['a b'] or 1))) then print(1) end end, odd, 0.0, {}, 2))
end
do
  local odd = setmetatable({1, x = 2}, {__index = function(x, y) print('index', y) return x end})
  print(pcall(function(t, c, list, i, v, b, n)
    if ((list[i] == v) or (c >= (t['a b'] or 1))) or ((b ~= n) or (c < (t[1] or 0))) then print(1) end end, odd, 0.0, {1.5, 2.5}, 2, nil, 1, 1))
end
do
  local odd = setmetatable({}, {__index = function(x, y) print('index', y) return x end})
  local function one(v) print("one", v) return v end
  print(pcall(function(t, c)
    if ((c >= (t['a b'] or 1))) or (c < (t[one(i)] or 0)) then print(1) end end, odd, 0.0))
  local nx = setmetatable({1}, {__newindex = function(...) print('newindex', ...) end})
  local function f(t, i, v) t[i] = nil t[1] = nil t[5] = nil t.x = nil t["a b"] = nil t[1.5] = nil t[i], v = nil, 1 t[i] = v t[i + 1] = nil t[#t + 1] = nil t[-1] = nil t[one(7)] = nil end
  f(setmetatable({1}, {__newindex = function(t, k, v) print('newindex', k, v) end}), 3)
end
