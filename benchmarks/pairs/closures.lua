-- Functions as values: counters with upvalues, map, filter and fold, composed functions, handlers of events.
local function counter(step)
  local count = 0
  return function()
    count = count + step
    return count
  end
end

local function map(list, f)
  local result = {}
  for i, value in ipairs(list) do result[i] = f(value) end
  return result
end

local function filter(list, keep)
  local result = {}
  for _, value in ipairs(list) do
    if keep(value) then result[#result + 1] = value end
  end
  return result
end

local function fold(list, f, start)
  local result = start
  for _, value in ipairs(list) do result = f(result, value) end
  return result
end

local function compose(f, g)
  return function(x) return f(g(x)) end
end

return function()
  local total = 0
  local handlers = {}
  for i = 1, 5 do
    handlers[i] = function(event) total = total + event * i end
  end
  local tick = counter(3)
  for _ = 1, 5000 do
    local now = tick()
    handlers[now % 5 + 1](now % 7)
  end
  local list = {}
  for i = 1, 1000 do list[i] = i end
  local change = compose(function(x) return x + 1 end, function(x) return x * 2 end)
  for round = 1, 10 do
    local odd = filter(map(list, change), function(x) return x % 3 ~= round % 3 end)
    total = total + fold(odd, function(a, b) return (a + b) % 10007 end, 0)
  end
  return total
end
