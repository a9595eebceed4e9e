-- The condition of assert is computed once, whatever it calls.
local n = 0
local mt = {__eq = function() n = n + 1 return false end, __lt = function() n = n + 1 return false end, __index = function(t, k) n = n + 1 return nil end, __le = function() n = n + 1 return true end}
local a, b = setmetatable({}, mt), setmetatable({}, mt)
print(pcall(function() assert(a == b) end), n) n = 0
print(pcall(function() assert(a < b) end), n) n = 0
print(pcall(function() assert(a <= b) end), n) n = 0
print(pcall(function() assert(a.x) end), n) n = 0
print(pcall(function() assert(not a.x, "msg") end), n) n = 0
print(pcall(function() assert(a.x == 1, "msg") end), n) n = 0
print(pcall(function() assert(a ~= b and a < b, "msg") end), n) n = 0
print(pcall(function() assert(nil, nil) end))
print(pcall(function() assert(false, 5) end))
print(pcall(function() assert() end))
print(pcall(function() return assert(1, 2, 3) end))
local old = assert
assert = function(...) return print("replaced", ...) end
assert(a == b) assert(1 < 2) assert(a < b, "x") assert(nil, 5)
