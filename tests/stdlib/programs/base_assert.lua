-- positions in the messages of assert and error
print(pcall(function() assert(io.open("/nofile")) end))
print(pcall(function() assert(pcall(error, "x")) end))
local function f() assert(select(2, pcall(error, "msg", 0)) == 1, "lit") end
print(pcall(f))
local m = "dyn" .. tostring(1)
print(pcall(function() assert(false, m) end))
print(pcall(function() assert(nil, "x:1: y") end))
print(pcall(function() local a = assert a(nil, "zz") end))
print(pcall(table.concat)) print(pcall(function() local s = table.concat s() end))
print(select('#', pcall(error)))
print(assert(1), pcall(assert, false, "m")) print(pcall(function() assert(false) end)) print(pcall(function() assert(false, "m") end)) print(pcall(function() assert(nil, nil) end)) 
print(pcall(function() error(12) end)) print(pcall(function() error() end)) print(pcall(function() error(nil, 2) end)) print(pcall(function() error("a", "2") end)) print(pcall(function() error("a", {}) end))
