-- A variable that debug.setlocal changes behind a test: what the test said does not hold any more.
local list = {10, 20, 30}
local function f(x)
  if x > 0 then
    debug.setlocal(1, 1, -1)
    return list[x]
  end
end
print(f(1))
