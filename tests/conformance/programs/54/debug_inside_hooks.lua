-- a line hook set by a call hook sees the function that is called from its first line on
local a = {}
function a:f (a, b, ...) local arg = {...}; local c = 13 end
debug.sethook(function (e)
  debug.sethook(function (e, l)
    debug.sethook(nil)
    local i = debug.getinfo(2, "nSl")
    local s = e .. " " .. tostring(i.name) .. " " .. i.currentline .. ":"
    for k = 1, 3 do s = s .. " " .. tostring((debug.getlocal(2, k))) end
    print(s)
  end, "l")
end, "c")
a:f(1, 2, 3, 4, 5)
-- lines of long loops and statements
local function trace(s)
  local r = {}
  debug.sethook(function(e, line) r[#r + 1] = line end, "l")
  load(s)(); debug.sethook()
  print(table.concat(r, " "))
end
trace("for i, v in pairs{'a', 'b'} do\n  a = tostring(i) .. v\nend\n")
trace("local b = {10}\na = b[1] \n + \n\n b[1]\nb = 4")
trace("local b = {10}\nfor i = 1, 3 do\n a = b[i]\n a = b[1]\nend")
-- registers that hold no variable yet
local found
debug.sethook(function(e, l) if l == 3 then found = debug.getlocal(2, 1) end end, "l")
load"local A = function ()\n  return x\n end\n return"(); debug.sethook(); print(found)
-- counts
local n = 0
debug.sethook(function() n = n + 1 end, "", 4); n = 0; for i = 1, 1000 do end; print(n > 250 and n < 255); debug.sethook()
-- finalizers have a name, library functions no upvalues but those that iterators have
setmetatable({}, {__gc = function() local t = debug.getinfo(1, "n"); print(t.namewhat, t.name) end}); collectgarbage()
print(debug.getinfo(math.sin, "u").nups, debug.getinfo(print, "u").nups, debug.getinfo(string.gmatch("abc", "a"), "u").nups > 0)
