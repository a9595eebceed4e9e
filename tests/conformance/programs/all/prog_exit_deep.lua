--@ lua: 51 52 53 54
--@ traceback
-- the traceback of an error deep down is shortened
local function fail() error("deep down") end
local function recurse(n)
  if n == 0 then fail() end
  local result = recurse(n - 1)
  return result
end
recurse(40)
