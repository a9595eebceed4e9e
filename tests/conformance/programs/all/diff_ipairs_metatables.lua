--@ lua: 51 52 53 54 jit
-- ipairs heeds metatables from 5.3 on, also those that a table gets while a loop runs over it
local function beyond(limit)
  return {__index = function(_, key) io.write("index ", key, " ") if key < limit then return key * 10 end end}
end
local list = {1, 2}
for i, v in ipairs(list) do
  print(i, v)
  setmetatable(list, beyond(5))
end
list = {1, 2}
for i in ipairs(list) do
  print(i)
  setmetatable(list, beyond(5))
end
for i, v in ipairs(setmetatable({1}, beyond(4))) do print(i, v) end
for i in ipairs(setmetatable({1}, beyond(4))) do print(i) end
local loop = ipairs
for i, v in loop(setmetatable({1}, beyond(3)), nil) do print(i, v) end
