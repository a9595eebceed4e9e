-- Lua 5.1 debug.sethook and gethook
local count = 0; debug.sethook(function(ev, line) count = count + 1 end, "l"); local x = 1
x = 2
x = 3
debug.sethook(); print(count >= 3, debug.gethook()); local evs = {}; debug.sethook(function(ev) evs[#evs + 1] = ev end, "cr"); local function called() return 1 end; local z = called(); debug.sethook(); print(#evs >= 3); local lines = {}; debug.sethook(function(_, l) lines[#lines + 1] = l end, "l"); local function two()
  local y = 1
  return y
end
z = two()
debug.sethook(); print(table.concat(lines, " "))
