-- Loops over elements that are there, that are not there yet, or never: however often the same statement meets them.
local function fill(t, first, last) for i = first, last do t[i] = i end return t[1] end
local function store(t, k, v) t[k] = v return t[1] end
local function read(t, k) return t[k] end
local function shift(t, k, d) return t[k + d], t[k - d] end
local log = {}
local watched = setmetatable({}, {__index = function(_, k) log[#log + 1] = k return -k end, __newindex = function(t, k, v) log[#log + 1] = v rawset(t, k, v) end})
for round = 1, 3 do
  local t = {}
  print(fill(t, 1, 30), fill(t, 5, 12), fill(t, 20, 40), t[45])
  for k = 12, -3, -1 do io.write(store(t, k, k * 2), " ", tostring(read(t, k)), " ") end
  for k = 36, 46 do io.write(tostring(read(t, k)), " ", store(t, k, nil), " ") end
  print(read(t, 2.0), read(t, "x"), read(t, 0), read(t, -4), read(t, math.maxinteger), read(t, 1.5))
  print(store(t, 3.0, "float"), t[3], store(t, "x", round), t.x, store(t, 41.5, 1), t[41.5])
  for k = 0, 12 do io.write(tostring(shift({10, 20, 30}, k, 2)), " ") end
  print(shift({1, 2, 3}, 2, 1))
  for k = 1, 12 do store(watched, k, k) read(watched, k) read(watched, k + 20) end
  print(fill(watched, 10, 15), table.concat(log, " "))
  print(pcall(store, nil, 1, 2))
  print(pcall(read, nil, 1))
  print(pcall(store, {}, nil, 2))
  print(pcall(store, {}, 0 / 0, 2))
  print(read("text", 1), read("text", "len") == string.len, pcall(store, "text", 1, 1))
end
