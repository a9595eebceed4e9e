-- Characters of strings by s:sub(i, i), elements by keys of all kinds, where they are and where they are not.
local s = "hello"
for i = 1, 40 do
  local c = s:sub(i, i)
  local d = s:sub(i+1, i+1)
  io.write("[", c, d, "]")
end
print()
local function f(s, i) return s:sub(i, i), string.sub(s, i - 1, i - 1), s:sub(1,1), s:sub(2,2) end
for _, i in ipairs{0,1,2,5,6,7,-1,-2,2.0,"3"} do print(i, f("hello", i)) end
print(f("", 1))
print(pcall(f, {}, 1)) print(pcall(f, "abc", {})) print(pcall(f, "abc", 1.5)) print(pcall(f, "abc"))
local m = setmetatable({}, {__add = function() return 2 end, __sub = function() return 3 end})

for i = 1, 100 do local a, b = f("xy", 1000) assert(a == "" and b == "") end
local t = {k = 1, __index = 3, name = "n", [1] = {}} 
local cell = {x = 1, y = "k", z = "__index", n = "name", q = 1.5}
local function f(t, c) return t[c.x][c.y] end
print(pcall(f, t, {x = 2, y = 3})) print(pcall(f, t, {x = 1, y = 1})) print(pcall(f, nil, {x = 1}))
for i = 1, 40 do
  local a, b, c, d = t[cell.y], t[cell.z], t[cell.n], t[cell.q]
  assert(a == 1 and b == 3 and c == "n" and d == nil)
  local ok = pcall(f, t, {x = 2, y = i}) assert(not ok)
  local function g(k) return t[k] end
  assert(g("__index") == 3 and g("name") == "n" and g("none") == nil and g("__newindex") == nil and g(true) == nil)
end
local m = setmetatable({}, {__index = function(_, k) return k .. "!" end, __mode = "k"})
for i = 1, 30 do assert(m["a" .. i] == "a" .. i .. "!" and m[i] == i .. "!") m["b" .. i] = i assert(m["b" .. i] == i) end
print(pcall(function(p) local a, b = 16 >= false and p or 10, tostring("x" < p) return a, b end))
