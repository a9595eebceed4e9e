-- Recursion with remembered results: partitions by number keys, edit distance by string keys.
local function memoise(f)
  local known = {}
  return function(a, b)
    local key = a .. "," .. b
    local value = known[key]
    if value == nil then
      value = f(a, b)
      known[key] = value
    end
    return value
  end
end

local function partitions(limit)
  local known = {}
  local function count(n, largest)
    if n == 0 then return 1 end
    if n < 0 or largest == 0 then return 0 end
    local row = known[n]
    if not row then
      row = {}
      known[n] = row
    end
    local value = row[largest]
    if not value then
      value = count(n - largest, largest) + count(n, largest - 1)
      row[largest] = value
    end
    return value
  end
  return count(limit, limit)
end

local function distance(first, second)
  local edit
  edit = memoise(function(i, j)
    if i == 0 then return j end
    if j == 0 then return i end
    if first:byte(i) == second:byte(j) then return edit(i - 1, j - 1) end
    return 1 + math.min(edit(i - 1, j), edit(i, j - 1), edit(i - 1, j - 1))
  end)
  return edit(#first, #second)
end

return function()
  return partitions(100) .. " " .. distance("kitten sitting on the mat, purring softly", "sitting kitten at the mall; purely sooty")
end
