-- errors of finalizers are those of collectgarbage
collectgarbage("stop")
local seen = {}
local mt = {__gc = function(o) seen[#seen + 1] = o.i; if o.i == 2 then error("here") end; if o.i == 1 then error({}) end end}
for i = 1, 3 do setmetatable({i = i}, mt) end
print(pcall(collectgarbage)); print(table.concat(seen, " "))
setmetatable({i = 4}, mt)
print(pcall(collectgarbage)); print(table.concat(seen, " "))
print(pcall(collectgarbage)); print(table.concat(seen, " "))
collectgarbage("restart")
-- at the end they are not heard of
setmetatable({i = 2}, mt); KEEP = setmetatable({i = 2}, {__gc = function() print("closing"); error("lost") end})
