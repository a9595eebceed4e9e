--@ lua: 51 52 53 54 jit
-- what a statement has put into a weak table is not kept by the statement
local t = setmetatable({}, {__mode = "v"})
local make = {f = function() return {} end, create = function() return coroutine.create(function() end) end}
t[true] = make.create()
t[false] = make.f()
t.x = make.create()
t[1] = make.f()
t["a b"] = make.f() or make.f()
for i = 2, 4 do t[i] = make.f() t[i + 0.5] = make.create() end
collectgarbage() collectgarbage()
local n = 0
for k in pairs(t) do n = n + 1 end
print(n)
