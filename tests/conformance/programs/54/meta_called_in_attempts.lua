-- A metamethod of a statement that fails later is called once; sorting stores what has another place only.
local function event(name, ...) print(name, ...) end
local odd = setmetatable({}, {__index = function(x, y) event('index', y) return 'r' end})
local function mix1(a, t, i)
  for r = 1, 40 do
    local u = {}
    pcall(function() u[i + r] = (u[i + 2 * r] or i) + a end)
    if r > 38 then pcall(function() t[i] = (t[i] or i) + a end) end
  end
end
local function g(t, i, a) t[i] = (t[i] or i) + a end
for r = 1, 40 do pcall(g, {}, r, 1) pcall(g, odd, r, 1) pcall(g, {1,2,3}, r, 1) end
mix1(1, odd, 3)
local strange = setmetatable({}, {__len = function() print('len') return 2 end, __index = function(_, k) print('index', k) return k end})
table.sort(strange, function(a, b) return a < b end)
print(rawget(strange, 1))
table.sort(strange, function(a, b) return a > b end)
print(rawget(strange, 1), rawget(strange, 2))
