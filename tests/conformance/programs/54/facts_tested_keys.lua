-- Keys of which a test says that they are above zero: ints, floats, tables that compare, variables assigned meanwhile.
local t = setmetatable({10, 20, 30}, {__index = function(_, k) return "missing " .. tostring(k) end})
local plain = {10, 20, 30}
local function f(x) if x >= 1 then return t[x], plain[x] end return "low" end
for _, v in ipairs{1, 3, 4, 0, -1, 1.0, 2.5, 0.5, 1e300, 1/0, math.maxinteger} do print(v, pcall(f, v)) end
print(pcall(f, "1"), pcall(f, nil))
local cmp = setmetatable({}, {__le = function() return true end, __tostring = function() return "cmp" end})
print(pcall(function() local r = cmp >= 1 and plain[cmp] return r end))
local function g(x)
  local out = {}
  while x > 0 do out[#out + 1] = plain[x] or "-"; x = x - 2; out[#out + 1] = tostring(plain[x]) end
  return table.concat(out, " ")
end
print(g(5), g(2), g(3.0))
local function h(x)
  if x > 0 then
    for i = 1, 3 do io.write(tostring(plain[x]), " "); x = x - 1 end
    io.write(tostring(plain[x]), "\n")
  end
end
h(2) h(1) h(3)
local function k(x)
  if x > 0 then
    ::again::
    io.write(tostring(plain[x]), " ")
    x = x - 1
    if x > -3 then goto again end
    print()
  end
end
k(2)
local function c(x)
  local function set() x = -1 end
  if x > 0 and (set() or true) and plain[x] then return "wrong" end
  if x == nil then return end
  x = 2
  if x > 0 then set() return plain[x] end
end
print(c(1))
local function v(x) return x > 0 and plain[x] or "none" end
print(v(1), v(0), v(-1), v(2.0), v(9))
local function s(x) if x > 0 then plain[x] = x end return #plain end
print(s(4), s(0), s(-1), s(5.0), s(2.5), plain[5], math.type(plain[5]), plain[2.5])
local function n(x, y) if 1 <= x and y == x then plain[x] = nil; plain[y + 0] = nil end return #plain end
print(n(5, 5), n(1, 2), n(-1, -1))
print(tostring(select(2, pcall(f, cmp))))
