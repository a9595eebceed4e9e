-- 6.10 debug.sethook and gethook
local count = 0; debug.sethook(function(ev, line) count = count + 1 end, "l"); local x = 1
x = 2
x = 3
debug.sethook(); print(count >= 3, debug.gethook()); local evs = {}; debug.sethook(function(ev) evs[#evs + 1] = ev end, "cr"); local function called() return 1 end; called(); debug.sethook(); print(#evs >= 3, evs[#evs] ~= nil); local lines = {}; debug.sethook(function(_, l) lines[#lines + 1] = l end, "l"); local function two()
  local y = 1
  return y
end
two()
debug.sethook(); print(table.concat(lines, " ")); local n = 0; debug.sethook(function() n = n + 1 end, "", 100); for i = 1, 10000 do end debug.sethook(); print(n > 10); local h = function() end; debug.sethook(h, "l", 5); print(debug.gethook() == h, select(2, debug.gethook()), (select(3, debug.gethook()))); debug.sethook()
