--@ lua: 51 54
-- The names of values that come out of `and` and `or`, in messages of errors.
local operands = {"a", "a ~= b", "not a", "(a and b)", "(a or b)", "(a ~= b or b)", "(b or a ~= b)", "(a and a ~= b)", "(not a or b)", "1", "nil", "f()"}
local load = loadstring or load
local function try(declarations, text)
  local f = load(declarations .. " local function f() return c end return function() return " .. text .. " - 4 end", "=x")()
  return (tostring((select(2, pcall(f)))):gsub("^x:1: attempt to perform arithmetic on ", ""))
end
for _, declarations in ipairs{"local a, b, u, c = 1, 2, true", "local a, b, u, c = nil, nil, true, 1", "local a, b, u, c = 1, nil, true, false"} do
  for _, one in ipairs(operands) do
    print(one, try(declarations, "(" .. one .. " or u)"), try(declarations, "(" .. one .. " and u)"))
    for _, other in ipairs(operands) do
      local both = one .. " and " .. other
      print(both, try(declarations, "(" .. both .. " or u)"), try(declarations, "(" .. one .. " or " .. other .. " or u)"), try(declarations, "(" .. one .. " or " .. other .. " and u)"))
    end
  end
end
