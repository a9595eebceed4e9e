--@ lua: 51 54
-- Records and objects among the operands of a statement are made when it is their turn.
local function show(...) print(select("#", ...)) return ... end
local function f(a, b)
  print(pcall(function() show(a + 1, {x = b.y}) end))
  print(pcall(function() show(a.x, {x = b.y}, a.y) end))
  print(pcall(function() return ({x = a + 1, y = {z = b.x}}).x end))
  print(pcall(function() local t = {x = a.x, y = setmetatable({z = b.x}, {}), z = a + 1} return t.z end))
  print(pcall(function() show(a < b, {x = b.y, z = {}}) end))
  print(pcall(function() show(undefined.x, {x = b.y, z = {}}) end))
  print(select("#", pcall(function() return show(a .. "", setmetatable({x = b .. ""}, {__index = b})) end)))
  print((pcall(function() return show(a .. "", setmetatable({x = 1}, b)) end)))
end
f(nil, nil)
f(1, nil)
f(nil, 1)
local log = {__add = function() print("add") return 1 end, __index = function(_, k) print("index", k) return 2 end,
  __lt = function() print("lt") return true end, __concat = function() print("concat") return "c" end}
local a, b = setmetatable({}, log), setmetatable({}, log)
local function g(a, b)
  show(a + 1, {x = b.y})
  show(a.x, {x = b.y}, a.y)
  show(({x = a + 1, y = {z = b.x}}).y.z)
  local t = {x = a.x, y = setmetatable({z = b.x}, {}), z = a + 1}
  show(a < b, {x = b.y, z = {}}, t)
  show(a .. "", setmetatable({x = b .. ""}, {__index = b}))
end
g(a, b)
local n = 1
local function change() n = n + 1 return n end
for _, v in ipairs({n, {x = n}, change(), {x = n}, n}) do print(type(v) == "table" and v.x or v) end
