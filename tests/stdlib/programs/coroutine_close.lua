-- dialects: 5.4
local function t(...) print(pcall(...)) end
 local co = coroutine.create(function() local x <close> = setmetatable({}, {__close=function(_, e) print("cl", e) error("E") end}) coroutine.yield(2) end)
 coroutine.resume(co) print(coroutine.close(co)) print(coroutine.close(co)) print(coroutine.resume(co))
print(coroutine.wrap(function() return pcall(pcall, coroutine.yield, 1) end)())