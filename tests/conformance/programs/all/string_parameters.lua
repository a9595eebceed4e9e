--@ lua: 51 54 jit
-- Functions that seem to take strings, called with strings and with other values.
local object = { n = 0 }
object.sub = function(o, i, j) o.n = o.n + 1 return o.n < 4 and "o" .. i or "" end
object.byte = function(_, i) return i end
object.find = function() return nil end
object.len = function() return 3 end
setmetatable(object, { __len = function() return 2 end, __concat = function(a, b) return "joined" end })

local function letters(s)
  local result = {}
  for i = 1, #s do result[#result + 1] = s:sub(i, i) .. "/" end
  return table.concat(result), #s, #s + 1
end
local function sum(s, start)
  local total, i = 0, start
  while i <= #s do total = total + s:byte(i) i = i + 1 end
  return total
end
local function split(s, sep)
  local parts, from = {}, 1
  while true do
    local a, b = s:find(sep, from, true)
    if not a then parts[#parts + 1] = s:sub(from) return table.concat(parts, "|") end
    parts[#parts + 1] = s:sub(from, a - 1)
    from = b + 1
  end
end
local function words(s, n)
  local count = 0
  for i = 1, n do if s:find("%a", i) == i then count = count + 1 end if s:sub(i, i) == "" then return count, "end" end end
  return count, s .. "", s == "a b", #s
end
local function behind(s)
  local seen = 0
  for i = #s, #s + 2 do if not s:byte(i) then seen = seen + 1 end if s:sub(i + 1, i + 1) == "" then seen = seen + 10 end end
  return seen, (s:upper()), (s:gsub("a", "b")), s:rep(2)
end
for _, s in ipairs({ "", "a b", "\200\0x", "comma,separated,,values" }) do
  print(letters(s)) print(sum(s, 1)) print(split(s, ",")) print(words(s, 4)) print(behind(s))
end
for _, v in ipairs({ 12, 1.5, true, object, print, { "x" } }) do
  local results = {}
  for i, f in ipairs({ letters, sum, split, words, behind }) do
    local ok, message = pcall(f, v, 1)
    results[i] = tostring(ok) .. " " .. tostring(message):gsub("0x%x+", "at"):gsub("builtin: %w+", "at")
  end
  print(table.concat(results, "\n"))
end
print(pcall(letters, nil))
print(pcall(sum, "abc", nil))
print(pcall(words, "abc", "3"))
