-- Sums and products of several operations: wrapping, floats, strings, metamethods anywhere in the tree.
local values = {0, 1, -1, 7, 2^31 | 0, math.maxinteger, math.mininteger, 0.5, -2.25, 1e308, math.huge, 2^53, "10", "0x1p4",
                3037000500, -3037000500, 4611686018427387904}
local mt = {}
local obj = setmetatable({}, mt)
mt.__add = function(a, b) return a == obj and 100 or b == obj and 200 end
mt.__mul = function(a, b) return "5" end
mt.__sub = function(a, b) return obj end
values[#values + 1] = obj
local trees = {
  function(a) return a * 1309 + 13849 end,
  function(a) return (a + 1) * 3 - 7 end,
  function(a) return 5 - (a * 2 + 1) * 4 end,
  function(a) return a * a + 1 end,
  function(a, b) return a + b + 1 end,
  function(a, b) return a * b + b end,
  function(a, b) return (a * b - 1) * 2 + a end,
  function(a, b) return (a + 1) * (b - 1) end,
  function(a, b) return a - b - 1 - 2 end,
  function(a, b) return (a - b) * 2 % 7 end,
  function(a, b) return ((a + 2) * 3 + b) * 5 + 1 end,
  function(a) local n = 3; return (a - n) * n + n end,
  function(a) local s = 0; for i = 1, 3 do s = s + (a * i + 1) * i end return s end,
}
local function show(ok, v)
  if not ok then return "error: " .. (tostring(v):gsub("table: 0x%x+", "table")) end
  if v == obj then return "obj" end
  return (math.type(v) or type(v)) .. " " .. tostring(v)
end
for n, tree in ipairs(trees) do
  local out = {}
  for i, a in ipairs(values) do
    out[#out + 1] = show(pcall(tree, a, values[(i * 5 + n) % #values + 1]))
  end
  print(n, table.concat(out, "; "))
end
