-- Blocks that compute with locals read from fields: floats, integers, strings, tables with metamethods, nils.
local V = {}
V.__index = V
V.__sub = function(a, b) return setmetatable({x = (a.x or a) - (b.x or b)}, V) end
V.__mul = function(a, b) return (type(a) == "table" and a.x or a) * (type(b) == "table" and b.x or b) end
V.__add = V.__mul

local function step(a, b, log)
  local dx = a.x - b.x
  local dy = a.y - b.y
  local d = dx * dx + dy * dy
  local sum = 0
  for i = 1, 3 do
    local w = d * i
    sum = sum + w * dx - dy * i
    if sum > 1e6 then break end
  end
  a.vx = a.vx + dx * b.m * 0.5
  a.vy = a.vy - dy * b.m * sum
  return d, sum, a.vx, a.vy, math.type(d), math.type(sum)
end

local function try(a, b)
  a.vx, a.vy, b.m = a.vx or 1, a.vy or 2, b.m or 3
  print(pcall(step, a, b))
  print(pcall(step, a, b))
end

try({x = 1.5, y = 2.5}, {x = 0.5, y = -1.0})
try({x = 1, y = 2}, {x = 3, y = 4})
try({x = 1.5, y = 2}, {x = 3, y = 4})
try({x = math.maxinteger, y = 2}, {x = -3, y = 4})
try({x = "10", y = "2.5"}, {x = 3, y = "4"})
try({x = 1e300, y = 1e300}, {x = -1e300, y = 0.0})
try({x = 0.0, y = -0.0}, {x = 0.0, y = 0.0})
try({x = 0/0, y = 1.0}, {x = 2.0, y = 1.0})
try({y = 1.0}, {x = 2.0, y = 1.0})
try({x = 1.0, y = {}}, {x = 2.0, y = 1.0})
try({x = 1.0, y = 2.0, vx = "7"}, {x = 2.0, y = 1.0, m = "0x10"})
try({x = 1.0, y = 2.0}, {x = 2.0, y = 1.0, m = setmetatable({x = 5}, V)})

local function area(shape)
  local w, h = shape.w, shape.h
  local p = w * h + w * w + h * h - w * 0.5
  while p > 100 do p = p - w * h * w end
  return p, w * h
end
for _, s in ipairs{{w = 2.5, h = 4.0}, {w = 3, h = 4}, {w = "3", h = 4.5}, {w = 30.0, h = 2.0}} do print(area(s)) end
print(pcall(area, {w = 1.0}))
