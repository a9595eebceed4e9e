--@ lua: 51 54 jit
-- table.concat of lists of all kinds, with and without a separator, and when it is replaced.
local concat = table.concat
local function joined(t, sep)
  local a = table.concat(t)
  local b = concat(t, sep)
  local c = table.concat(t, "<>")
  return a, b, c
end
print(joined({}, ","))
print(joined({ "a" }, ","))
print(joined({ "a", "b", "\200" }, ","))
print(joined({ "a", 1, "b" }, ","))
print(joined({ 1, 2, 3 }, 0))
print(joined({ 1.5, "x" }, "-"))
print(joined({ "x", 2 ^ 53 }, nil))
print(pcall(joined, { "a", {}, "b" }, ","))
print(pcall(joined, { "a", true }, ","))
print(pcall(joined, { "a", "b" }, {}))
print(pcall(joined, nil, ","))
print(pcall(joined, "text", ","))
local t = { "a", "b", "c", "d" }
t[4] = nil
print(joined(t, "+"))
t[#t] = nil
print(joined(t, "+"))
t.field, t[0], t[-1] = "no", "no", "no"
print(joined(t, "+"))
t[#t + 1] = table.concat(t, "*")
print(joined(t, "+"))
print(joined(setmetatable({ "m", "n" }, {}), "+"))
print(joined(setmetatable({ "m", "n" }, { __index = function() return "no" end }), "+"))
table.concat = function(list, sep) return #list, sep end
print(joined({ "a", "b" }, ","))
table.concat = concat
print(joined({ "a", "b" }, ","))
