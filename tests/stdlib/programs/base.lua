-- the basic functions: arguments, results and errors
local function t(...) print(pcall(...)) end
t(setmetatable, {}, 1) t(setmetatable, {}) t(setmetatable, 1, {}) t(setmetatable, setmetatable({}, {__metatable=1}), {})
t(rawset, {}, nil, 1) t(rawset, {}, 0/0, 1) t(rawset, 1) t(rawset, {}) t(rawset, {}, 1) t(rawget, {}) t(rawget) t(rawequal, 1) t(rawequal)
t(next, {}, "x") t(next) t(next, {}, 1.5) t(pairs) t(pairs, nil) t(pairs, 1) t(ipairs) t(ipairs, nil) t(ipairs, 1)
if rawlen then t(rawlen, 1) t(rawlen) end
t(select) t(select, 0) t(select, -1) t(select, "x") t(select, '#') t(select, 2, 1) t(select, -3, 1, 2) t(select, 1.5, 2)
t(tonumber) t(tonumber, "10", 1) t(tonumber, 10, 10) t(tonumber, "zz", 36) t(tonumber, "-ff", 16) t(tonumber, "8", 8) t(tonumber, "", 10) t(tonumber, {}) t(tonumber, "1e1") t(tonumber, " 0x10 ") t(tonumber, "ffffffffffffffffff", 16) t(tonumber, "7fffffffffffffff", 16) t(tonumber, "1\0") t(tonumber, nil) t(tonumber, "1.", 10) t(tonumber, 5, 37) t(tonumber, "- 1", 10)
t(tostring) t(type) t(type, nil) t(getmetatable) t(pcall) t(xpcall) t(xpcall, print) t(assert) t(assert, false) t(assert, nil, "m") t(assert, nil, {}) t(assert, 1, 2, 3) t(error) t(error, nil) t(error, "x", 0) t(error, "x", 1) t(error, "x", 2)
t(pcall, 1) t(pcall, {}) t(xpcall, 1, print)
print(xpcall(error, function(m) error('x') end, 'a'))
print(xpcall(error, function(m) return m, 2 end, 'a'))
t(xpcall, error, 1, "a")
t(xpcall,error,nil,"a")
t(xpcall, error)
t(load) t(load, 1) t(load, "x x") t(load, "return 1", "=n", "b") t(load, "return 1", "n", "q") t(load, function() return {} end)  t(load, function() error "E" end) t(load, "\27x") t(load, "\27x", "nm", "t") t(load, "x=") t(load,"x=","@f.lua") t(load, {})
t(loadfile, "/nonexistent") t(dofile, "/nonexistent") 
t(collectgarbage, "x") t(collectgarbage, 1) print(collectgarbage("setpause", 100), collectgarbage("setpause", 100), collectgarbage("setstepmul", 100), collectgarbage("setstepmul", 100), collectgarbage"collect", collectgarbage"stop", collectgarbage"restart")
t(collectgarbage,"isrunning") t(collectgarbage,"generational") t(collectgarbage, "incremental") t(collectgarbage, "incremental", 100) t(collectgarbage, "step", 1000)
if warn then t(warn, "@off") t(warn) t(warn, {}) t(warn, "a", 1) end
t(print, setmetatable({}, {__tostring=function() return 1 end}))
t(print, setmetatable({}, {__tostring=function() return {} end}))
t(tostring, setmetatable({}, {__tostring=function() return 1 end}))
t(ipairs, setmetatable({}, {__ipairs=function() return 1,2,3,4 end}))
t(pairs, setmetatable({}, {__pairs=function() return 1,2,3,4 end}))
if unpack then t(unpack) t(unpack, {1,2}) t(unpack, {}, 1, 1e8) t(unpack, {1,2}, 2) t(unpack, {1,2}, nil, 1) end
if loadstring then t(loadstring) t(loadstring, 1) t(loadstring, "x x") t(loadstring, "x x", "=n") t(loadstring, {}) end
 if newproxy then t(newproxy) t(newproxy, true) t(newproxy, 1) t(newproxy, newproxy(true)) end
if table.getn then t(table.getn, {1,2}) t(table.setn, {}, 1) t(table.foreach, {1,2}, print) t(table.foreachi, {4,5}, function(...) print(...) return ... end) end
if table.maxn then t(table.maxn, {1,2,[10.5]=1}) end
t(getfenv or print, 0) 
