-- 2.5: what programs see of the collector's cycles
-- finalizers that make their like run once per cycle
local cycles, mt = 0, nil
mt = {__gc = function() cycles = cycles + 1; setmetatable({}, mt) end}
setmetatable({}, mt)
collectgarbage(); local before = cycles; collectgarbage(); print(cycles - before)
-- an object that marks itself again
local again = 0
do local o = setmetatable({}, {__gc = function(o) again = again + 1; setmetatable(o, getmetatable(o)) end}) end
collectgarbage(); before = again; collectgarbage(); collectgarbage(); print(again - before)
-- while the collector is stopped nothing vanishes, and then the last marked is first
collectgarbage("stop")
local order, weak = {}, setmetatable({}, {__mode = "k"})
for i = 1, 5 do weak[setmetatable({}, {__gc = function(o) order[#order + 1] = weak[o] end})] = i end
weak[{}] = "more"
local n = 0; for _ in pairs(weak) do n = n + 1 end; print(n, #order)
collectgarbage(); print(table.concat(order, " "))
collectgarbage(); n = 0; for _ in pairs(weak) do n = n + 1 end; print(n)
collectgarbage("restart")
-- errors are warnings, and do not keep others from running
local ran = 0
for i = 1, 3 do setmetatable({}, {__gc = function() ran = ran + 1; error("in finalizer") end}) end
print(pcall(collectgarbage)); print(ran)
-- tables of weak values serve as caches
local cache, made = setmetatable({}, {__mode = "v"}), 0
local function get(key) local value = cache[key]; if not value then made = made + 1; value = {key}; cache[key] = value end; return value[1] end
for i = 1, 10 do get("a") end; print(made)
collectgarbage(); get("a"); print(made)
-- next over a weak table holds nothing
local t = setmetatable({}, {__mode = "k"}); t[{}] = 1; t[{}] = 2
print(next(t) ~= nil); collectgarbage(); print(next(t))
-- a value that is to be finalized is no longer in tables of weak values, with what it alone holds
local values, seen = setmetatable({}, {__mode = "v"}), "none"
do local inner = {}; local o = setmetatable({inner = inner}, {__gc = function(o) seen = tostring(values.o) .. tostring(values.inner) .. type(o.inner) end})
  values.o, values.inner = o, inner end
collectgarbage(); print(seen)
-- keys of many kinds keep their values
local e = setmetatable({}, {__mode = "k"})
local keys = {{}, function() return e end, coroutine.create(function() end), io.stdout, "text", 1.5, true}
for i, k in ipairs(keys) do e[k] = {i, k} end
collectgarbage(); for i, k in ipairs(keys) do io.write(e[k][1], e[k][2] == k and "y " or "n ") end; print()
for i, k in ipairs(keys) do e[k] = nil end; print(next(e))
