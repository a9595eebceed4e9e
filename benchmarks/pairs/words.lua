-- Words counted in a text, sorted by number and name.
local vocabulary = { "lua", "table", "string", "number", "Function", "thread", "userdata", "nil", "Boolean", "metatable" }

local function prose()
  local parts, seed = {}, 11
  for i = 1, 4000 do
    seed = seed * 16807 % 2147483647
    parts[i] = vocabulary[seed % 10 + 1] .. (seed % 17 == 0 and "s" or "") .. (seed % 9 == 0 and "," or "")
  end
  return table.concat(parts, " ")
end

local text = prose()

return function()
  local counts, longest = {}, ""
  for word in text:gmatch("%a+") do
    word = word:lower()
    counts[word] = (counts[word] or 0) + 1
    if #word > #longest then longest = word end
  end
  local words = {}
  for word in pairs(counts) do words[#words + 1] = word end
  table.sort(words, function(a, b)
    if counts[a] ~= counts[b] then return counts[a] > counts[b] end
    return a < b
  end)
  local top = {}
  for i = 1, 5 do top[i] = words[i] .. "=" .. counts[words[i]] end
  return #words .. " " .. longest .. " " .. table.concat(top, " ")
end
