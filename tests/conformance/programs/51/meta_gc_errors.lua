-- userdata wait for the collector; errors of finalizers are those of collectgarbage
collectgarbage("stop")
local seen, numbers = {}, setmetatable({}, {__mode = "k"})
local model = newproxy(true)
getmetatable(model).__gc = function(o) local i = numbers[o]; if i then seen[#seen + 1] = i; if i == 2 then error("here") end end end
for i = 1, 3 do numbers[newproxy(model)] = i end
local n = 0; for _ in pairs(numbers) do n = n + 1 end; print(n, #seen)
print(pcall(collectgarbage)); print(table.concat(seen, " "))
print(pcall(collectgarbage)); print(table.concat(seen, " "))
print(pcall(newproxy, newproxy())); print(getmetatable(newproxy(model)) == getmetatable(model))
