-- Coroutines as the stages of a pipeline: numbers made, filtered, grouped and summed.
local function numbers(limit)
  return coroutine.wrap(function()
    for i = 1, limit do coroutine.yield(i) end
  end)
end

local function filtered(source, keep)
  return coroutine.wrap(function()
    for value in source do
      if keep(value) then coroutine.yield(value) end
    end
  end)
end

local function mapped(source, change)
  return coroutine.wrap(function()
    for value in source do coroutine.yield(change(value)) end
  end)
end

local function grouped(source, size)
  return coroutine.wrap(function()
    local group = {}
    for value in source do
      group[#group + 1] = value
      if #group == size then
        coroutine.yield(group)
        group = {}
      end
    end
    if #group > 0 then coroutine.yield(group) end
  end)
end

return function()
  local odd = filtered(numbers(20000), function(x) return x % 2 == 1 end)
  local squares = mapped(odd, function(x) return x * x % 1000 end)
  local total, groups = 0, 0
  for group in grouped(squares, 10) do
    groups = groups + 1
    for _, value in ipairs(group) do total = total + value * groups end
  end
  return groups .. " " .. total
end
