--@ lua: 51 54
-- tables that change while loops run over them
local log = {__newindex = function(t, k, v) print("newindex", k, v) rawset(t, k, v) end}
local function run(loop, change, meta)
  local t = setmetatable({10, 20, 30, 40}, meta)
  local seen = {}
  for k, v in loop(t) do
    seen[#seen + 1] = k .. "=" .. tostring(v)
    if #seen < 20 then change(t, k, v) end
  end
  print(table.concat(seen, " "))
end
local changes = {
  function(t, k) t[k] = nil end, function(t, k) t[1] = nil end, function(t, k) if k == 3 then t[1] = nil t[2] = nil end end,
  function(t, k) if k == 2 then t[4] = nil end end, function(t, k) if k == 1 then t[2] = nil end end,
  function(t, k) if k == 2 then setmetatable(t, log) t[1] = nil end end, function(t, k) if k == 2 then setmetatable(t, {__index = log}) t[2] = nil end end,
  function(t, k, v) t[k] = v + 1 end, function(t, k) if k == 4 then for i = 1, 4 do t[i] = nil end end end,
}
for _, change in ipairs(changes) do
  for _, meta in ipairs{{}, log, {__index = function() end}} do
    run(pairs, change, meta)
    run(ipairs, change, meta)
    run(function(t) return next, t end, change, meta)
    local t = setmetatable({10, 20, 30, 40}, meta)
    for k in pairs(t) do change(t, k, 5) io.write(k, " ") end
    for k in ipairs(t) do change(t, k, 5) io.write(k, " ") end
    print()
  end
end
for i, v in ipairs({}) do print(i) end
local t = {}
for i = 1, 3 do for j, v in ipairs(t) do io.write(j, v, " ") if j > 5 then break end if j == #t and #t < 8 then t[#t + 1] = j end end t[#t + 1] = i end
print(#t)
do
  local odd = {__newindex = function(x, y, z) print('newindex', y, z) up = z end }
  local function mix3(t, o)
    for i, v in ipairs(t) do
      o, t = t, o
      setmetatable(o, odd)
      t[i] = nil
    end
  end
  mix3({1,2,3}, {x = 1})
end
