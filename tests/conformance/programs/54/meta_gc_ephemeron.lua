-- 2.5.4 ephemeron tables: a value that refers to its key does not keep it alive
local function gc2() collectgarbage(); collectgarbage() end
local eph = setmetatable({}, {__mode = "k"})
local function fill() for i = 1, 5 do local k = {}; eph[k] = {k} end local a, b = {}, {}; eph[a] = b; eph[b] = a end
fill(); gc2(); print(next(eph))
local keep = {}; eph[keep] = {keep, "kept"}; gc2(); print(eph[keep][2]); local n = 0; for _ in pairs(eph) do n = n + 1 end print(n)
keep = nil; gc2(); print(next(eph))
local function closures() local k = function() end; eph[k] = function() return k end end closures(); gc2(); print(next(eph))
