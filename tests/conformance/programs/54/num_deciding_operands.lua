-- Sums of products: floats, ints that wrap around, strings, metamethods and errors in each place of the tree.
local function dot(a, b, n) local s = 0 for i = 1, n do s = s + a[i] * b[i] end return s end
local function show(...) print(pcall(dot, ...)) end
show({1, 2, 3}, {4, 5, 6}, 3)
show({1.5, 2, 3}, {4, 5, 6}, 3)
show({1, 2, 3.5}, {4, 5, 6}, 3)
show({1, 2, 3}, {4.5, 5, 6}, 3)
show({"1", 2, 3}, {4.5, 5, 6}, 3)
show({1.5, 2, 3}, {"4", 5, 6}, 3)
show({1.5, "2", 3}, {"4", "5", 6}, 3)
show({1.5, 2, 3}, {4, {}, 6}, 3)
show({1.5, 2, 3}, {4}, 3)
show({1.5}, {4}, 3)
show({math.maxinteger, 1}, {math.maxinteger, 0.5}, 2)
show({math.maxinteger, 2.0}, {3, 0.5}, 2)
show({2.0, math.maxinteger}, {3, 7}, 2)
show({0/0, 1}, {3, 7}, 2)
show({1/0, 1}, {0, 7}, 2)
local mt = {__mul = function(a, b) return 10.25 end, __add = function(a, b) return "added" end}
local o = setmetatable({}, mt)
show({1.5, o}, {2, 2}, 2)
show({1.5, 2.5}, {2, o}, 2)
show({o, 2.5}, {2, o}, 2)
local function f(p, q) return p.x * q.x + p.y * q.y - p.z * (q.z + p.x * q.y) end
print(f({x = 1, y = 2, z = 3}, {x = 4, y = 5, z = 6}), f({x = 1.5, y = 2, z = 3}, {x = 4, y = 5, z = 6}), f({x = 1, y = 2.5, z = 3}, {x = 4, y = 5, z = 6}))
print(f({x = math.maxinteger, y = 2, z = 3}, {x = 4, y = 5, z = 0.5}))
print(pcall(f, {x = "3", y = 2, z = 3}, {x = 4, y = 5, z = 0.5}))
print(pcall(f, {x = 3.5, y = 2, z = 3}, {x = 4, y = 5, z = "q"}))
print(pcall(f, {x = 3.5, y = 2}, {x = 4, y = 5, z = "q"}))
