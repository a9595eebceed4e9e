--@ lua: 51 54
-- Keys that are nil or NaN, in constructors and stores; keys of cleared elements; names of parts of a concatenation.
local function say(v) print("say", v) return v end
local n
print(pcall(function() return {[n] = 1, [say(2)] = say(3)} end))
print(pcall(function() return {say(0), [n] = say(1), say(2)} end))
print(pcall(function() return {say(0),
  [n] = say(1),
  say(2)} end))
print(pcall(function() return {say(0),
  [n]
  = say(
  1),
  say(2)
  } end))
print(pcall(function() return {[0/0] = 1, say(2)} end))
print(pcall(function() return {[say(0/0)] = n < 1, say(2)} end))
print(pcall(function() return {[say(nil)] = say(1), n < 1, say(2)} end))
print(pcall(function() return {[say(nil)] = say(1), x = n < 1, say(2)} end))
print(pcall(function() return {[n] = 1, 2, 3} end))
print(pcall(function() return {[n] = 1, x = 2,
 y = 3} end))
print(pcall(function() return #{[say(1)] = say(2), [say(3)] = say(4), say(5), x = say(6)} end))
local t = {[say(1)] = 1, [say "k"] = 2, [say(2.5)] = say(3), 9}
print(t[1], t.k, t[2.5])
do
  local function try(f, ...) print(pcall(f, ...)) end
  local log = setmetatable({}, {__newindex = function(t, k, v) print("newindex", k ~= k and "nan" or k, v) end})
  local chain = setmetatable({}, {__newindex = log})
  local into = setmetatable({}, {__newindex = {}})
  for _, t in ipairs{{}, log, chain, into, "s", 5} do
    try(function() t[nil] = 1 end)
    try(function() t[0/0] = 1 end)
    try(function() t[nil] = nil end)
    try(function(k) t[k], k = 1, 2 end)
  end
end
do
  local mt = {__concat = function() return false end}
  local s = setmetatable({}, mt)
  local up = s
  g = s
  local t = {x = s}
  print(pcall(function() return '<' .. s .. '>' end))
  print(pcall(function() local z = s return '<' .. z .. '>' end))
  print(pcall(function() local z = s return '<' .. g .. '>' end))
  print(pcall(function() local z = s return '<' .. t.x .. '>' end))
  print(pcall(function() local z = s return '<' .. 1 .. z .. '>' end))
  print(pcall(function() local z = s return z .. 1 .. 'x' .. {} end))
  print(pcall(function() local z = s return {} .. 1 .. z end))
  print(pcall(function() local z = s return '<' .. (z .. '>') end))
  print(pcall(function() local z = s return '<' .. ('>' .. z) end))
  print(pcall(function() local z = s return '<' .. '>' .. z end))
  print(pcall(function() local z, n = s return '<' .. n .. z end))
end
do
  local function try(f, ...) print(pcall(f, ...)) end
  local function clear(t, i) t[i + 1] = nil t[i - 1] = nil t[2 * i] = nil return t[1], t[2], t[3] end
  try(clear, {1, 2, 3}, 2)
  try(clear, {1, 2, 3}, true)
  try(clear, {1, 2, 3}, "2")
  try(clear, {1, 2, 3}, 2.0)
  local log = setmetatable({}, {__newindex = function(t, k, v) print("newindex", k, v) end})
  try(clear, log, 2^62)
  try(clear, log, math.maxinteger or 5)
  try(clear, log, setmetatable({}, {__add = function() return "sum" end, __sub = function() return "difference" end, __mul = function() return nil end}))
end
