--@ lua: 51 54 jit
-- Tests of types, also when `type` is replaced or lost.
local function tests(v)
  local found = {}
  if type(v) == "string" then found[#found + 1] = "string" end
  if type(v) ~= "number" then found[#found + 1] = "not a number" elseif v == v then found[#found + 1] = "number" end
  if not (type(v) == "nil") and (type(v) ~= "boolean" or v) then found[#found + 1] = "neither nil nor false" end
  if "boolean" == type(v) then found[#found + 1] = "boolean" end
  if type(v) == "table" or type(v) == "function" then found[#found + 1] = type(v) end
  while type(v) == "number" and v < 3 do v = v + 1 end
  repeat local again = type(v) == "string" and #v < 4 if again then v = v .. "." end until not again
  local is = type(v) == "string"
  return table.concat(found, ", "), is, type(v) == "nil" and "nil" or type(v) == "boolean", type(type(v)) == "string", v == nil or v
end
for _, v in ipairs({ 1, 2.5, "x", "text", true, false }) do print(tests(v)) end
print(tests(nil))
print((tests({})), (tests(print)), (tests(coroutine.create(function() end))))
local original = type
local function numbers(type, v) return type(v) == "number", type(v) ~= "string" end
print(numbers(original, 1), numbers(function() return "string" end, 1))
print(pcall(numbers, nil, 1))
local calls = 0
type = function(v) calls = calls + 1 return original(v), "second" end
print(tests("x"))
print(calls)
type = function() return "number" end
print(pcall(tests, "3"))
print(tests(5))
type = function() end
print(tests("x"))
type = setmetatable({}, { __call = function(_, v) return original(v) end })
print(tests("x"))
type = nil
print(pcall(tests, "x"))
type = original
print(tests("x"))
local alias = type
print(alias("x") == "string", alias(1) ~= "number", pcall(function() return alias() == "nil" end))
