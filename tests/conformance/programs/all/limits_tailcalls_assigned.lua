--@ lua: 51 52 53 54 jit
-- local functions whose variable is assigned again: tail calls of what they hold, most probably of themselves, take no stack
local function count(n) if n == 0 then return "counted" end return count(n - 1) end
local direct = count
count = function(n) return "another", n end
print(direct(3))
count = direct
print(direct(1000000))
-- replaced while it runs
local function replaced(n)
  if n == 5 then replaced = function(m, ...) return "new", m, ... end end
  if n == 0 then return "old" end
  return replaced(n - 1, "surplus")
end
print(replaced(10, 1))
local function lost(n) if n == 0 then lost = nil end return lost(n - 1) end
print(pcall(lost, 3))
-- each closure of a loop has its own variables
local made = {}
for i = 1, 3 do
  local function step(n, other) if n == 0 then return i end step = other or step return step(n - 1) end
  made[i] = step
end
print(made[1](3), made[2](3, made[1]), made[3](100000), made[2](1))
-- a captured parameter: the calls are calls
local function capturing(n, list) list[#list + 1] = function() n = n + 1 return n end if n == 0 then return list end return capturing(n - 1, list) end
local list = capturing(3, {})
capturing = nil
for i, f in ipairs(list) do io.write(f(), " ", f(), " ") end print()
-- the debug library changes the variable
local set
local function changed(n)
  if n == 2 then set(function() return "changed" end) end
  if n == 0 then return "as it was" end
  return changed(n - 1)
end
local function number(f, name) for i = 1, 10 do if debug.getupvalue(f, i) == name then return i end end end
local running = changed
set = function(f) return debug.setupvalue(running, number(running, "changed"), f) end
print(changed(1))
print(changed(1000000))
-- levels
local function deep(n) if n == 0 then return (debug.traceback("levels")) end return deep(n - 1) end
local function call() local text = deep(2) return text end
print((call():gsub("\n%s*%[C%].*", "")))
deep = nil
