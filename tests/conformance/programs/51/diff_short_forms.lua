-- Library functions that translated code does in place: unusual arguments, and functions replaced while the program runs.
local unpack = unpack
local function try(f, ...) print(pcall(f, ...)) end
local meta = setmetatable({}, {__tostring = function() return "object" end, __name = "Name",
  __lt = function(a, b) print "lt" return true end})
local other = setmetatable({}, getmetatable(meta))
local values = {1, -1, 0, 2.5, -2.5, 0.0, 1e15, -1e15, 2^53, 1/0, -1/0, 2^53,
  -2^53, "12", " 0x10 ", "1e1", "x", "", "-0", "1 2", "12345678901234567890", true, false, meta, 255, 256, "65"}
local function show(v) return v == meta and "meta" or v == other and "other" or v ~= v and "nan" or v end

local forms = {
  tostring = function(x) return tostring(x) end,
  tonumber = function(x) return tonumber(x) end,
  type = function(x) return type(x) end,
  floor = function(x) return math.floor(x) end,
  ceil = function(x) return math.ceil(x) end,
  abs = function(x) return math.abs(x) end,
  sqrt = function(x) return math.sqrt(x) end,
  char = function(x) return (string.char(x)) end,
  len = function(x) return string.len(x) end,
  upper = function(x) return (string.upper(x)) end,
  lower = function(x) local l = string.lower(x) return l end,
  pop = function(x) local v = table.remove(x) return v end,
}
local names = {}
for name in pairs(forms) do names[#names + 1] = name end
table.sort(names)
for _, name in ipairs(names) do
  local f = forms[name]
  for place, value in ipairs(values) do
    local ok, result = pcall(f, value)
    print(name, place, ok, show(result), type(result))
  end
  try(f)
  try(f, nil)
  try(f, 0/0 ~= 0/0 and "nan")
end

-- positions in expressions
do
  local function all(x, t)
    local a = x and tostring(x) or "none"
    local b = type(x) == "number" and type(t.y) ~= "nil" and math.floor(x / 2) or type(t)
    local c = tostring(t.y) .. tostring(x) .. math.floor(t.y + 0.5)
    local d = {tostring(x), type(t), tonumber("7"), math.max(x, 2), n = math.min(2, x)}
    local e = #tostring(x) + tonumber(tostring(t.y))
    if type(x) == "string" or type(t) == "table" and tonumber(x) then a = a .. "!" end
    return a, b, c, table.concat(d, " ", 1, 4) .. d.n, e
  end
  print(all(5, {y = 3}))
  print(all(5.5, {y = 3.25}))
  try(all, "5", {y = 3})
  try(all, 5, {})
  try(all, nil, {y = 1})
  try(all, 5)
end

-- two arguments
do
  local function max(a, b) local m = math.max(a, b) return m end
  local function min(a, b) local m = math.min(a, b) return m end
  local some = {1, 2, 1.0, 0, 0/0, 1/0, 2^53, 2^63, "1", "a", "b", meta, other}
  for _, a in ipairs(some) do
    for _, b in ipairs(some) do
      local ok, m = pcall(max, a, b)
      local ok2, n = pcall(min, a, b)
      print(show(a), show(b), ok, show(m), ok2, show(n))
    end
  end
  try(max, nil, 1) try(max, 1, nil) try(max, {}, 1) try(min, true, false)
end

-- varargs
do
  local function count(...) return select("#", ...) end
  local function second(...) local v = select(2, ...) return v end
  local function at(n, ...) return (select(n, ...)) end
  local function rest(n, ...) return select(n, ...) end
  print(count(), count(nil), count(nil, nil), count(1, 2, 3))
  print(second(), second(1), second(1, 2), second(1, 2, 3), (second(nil, nil, 1)))
  try(at, 1, "a", "b") try(at, 2, "a", "b") try(at, 3, "a", "b") try(at, -1, "a", "b") try(at, -3, "a", "b")
  try(at, 0, "a") try(at, "2", "a", "b") try(at, 1.0, "a") try(at, 1.5, "a") try(at, "#", "a") try(at, nil, "a") try(at)
  try(rest, 1, "a", "b", "c") try(rest, 3, "a", "b", "c") try(rest, 4, "a", "b", "c") try(rest, -2, "a", "b", "c")
end

-- methods of strings, and of what is none
do
  local function upper(s) local u = s:upper() return u end
  local function lower(s) return (s:lower()) end
  local function len(s) return s:len() + 1 end
  local object = {upper = function(self) return "UP" end, lower = function() return "low", 2 end, len = function() return 41 end}
  for _, s in ipairs {"aBc\xe9\xc9", "", "\0a", object, 5, true} do
    try(upper, s) try(lower, s) try(len, s)
  end
  try(upper) try(lower, nil) try(len, {})
end

-- the end of a list
do
  local function pop(t) local v = table.remove(t) return v end
  local t = {1, 2, nil, 4}
  print(pop(t), pop(t), #t <= 2)
  t = {1}
  print(pop(t), pop(t), pop(t), #t)
  t = setmetatable({1, 2, 3}, {__len = function() return 2 end, __index = function(_, k) return k end})
  print(pop(t), rawget(t, 2), rawget(t, 3))
  t = {[0] = "zero"}
  print(pop(t), t[0])
  t = {n = 1}
  print(pop(t), t.n)
  local proxy = setmetatable({}, {__len = function() return 2 end, __index = function(_, k) print("get", k) return k end,
    __newindex = function(_, k, v) print("set", k, v) end})
  print(pop(proxy))
  local stack = {}
  for i = 1, 5 do stack[#stack + 1] = i end
  while #stack > 0 do io.write(table.remove(stack), " ") end
  print(#stack)
  for i = 1, 3 do table.insert(stack, 1, i) end
  print(unpack(stack))
  print(table.remove(stack, 1), table.remove(stack, 2), table.remove(stack, 2), #stack)
  table.insert(stack, 2, "end") table.insert(stack, 1, nil)
  print(stack[1], stack[2], stack[3])
end

-- replaced functions
do
  local floor, kind, text = math.floor, type, tostring
  local function use(x)
    local s = "x"
    return floor(x), math.floor(x), kind(x), type(x), text(x), tostring(x), (s:upper()), (tonumber("3"))
  end
  print(use(1.5))
  local saved = {math.floor, type, tostring, string.upper, tonumber, select, table.remove, math.max}
  math.floor = function(x) return "floor", x end
  type = function(x) return "type", x end
  tostring = function(x) return "text", x end
  string.upper = function(x) return "upper", x end
  tonumber = function(x) return nil, x end
  select = function(...) return "select", ... end
  table.remove = function(t) return "removed", t end
  math.max = function(...) return ... end
  print(use(1.5))
  local function several(...)
    local t = {1, 2}
    local a = select("#", ...)
    local b = select(1, ...)
    local c, d = table.remove(t)
    local m = math.max(1, 2)
    return a, b, c, d == t, m, #t
  end
  print(several(7, 8))
  math.floor, type, tostring, string.upper, tonumber, select, table.remove, math.max = unpack(saved)
  print(use(1.5))
  print(several(7, 8))

  local math = {floor = function(x) return -x end, max = false}
  local function shadowed(x) return math.floor(x), math.max(x, 1) end
  try(shadowed, 2.5)
  local type = function(x) return "mine" end
  print(type(1), (function() return type(nil) end)())
end

-- an environment of its own
do
  local env = setmetatable({}, {__index = function(_, k) print("global", k) return _G[k] end})
  local f = loadstring("local x = ... return tostring(x), type(x), math.floor(x), tonumber(x)", "=env")
  setfenv(f, env)
  print(f(2.5))
  env.tostring = function() return "own" end
  print(f(2.5))
end

-- parts of strings
do
  local function parts(s, i, j)
    local a, b, c, d = s:sub(i, -2), s:sub(-3), s:sub(i), s:sub(-3, -2)
    local e, f, g, h = s:sub(-3, j), s:sub(2, -4), s:sub(-1, -1), s:sub(i, j)
    local k, l = string.sub(s, -2), string.sub(s, i, -100)
    return a, b, c, d, e, f, g, h, k, l
  end
  for _, s in ipairs {"hello", "abc", "ab", "a", ""} do
    for i = -4, 4, 2 do
      for j = -3, 5, 2 do print(i, j, parts(s, i, j)) end
    end
  end
  try(parts, 12345, 2, 3) try(parts, "abc", "2", 3.0) try(parts, "abc", 1.5, 3) try(parts, "abc", nil, 3) try(parts, "abc", 1) try(parts)
  try(parts, {sub = function(self, ...) return ... end}, 2, 3)
end

-- loops over matches
do
  for word in ("a bb c"):gmatch("%a+") do io.write(word, ";") end
  for word, rest in ("a=1 b=2"):gmatch("(%a)=(%d)") do io.write(word, rest, ";") end
  for word, rest in ("a=1 b=2"):gmatch("(%a)=") do io.write(word, tostring(rest), ";") end
  for place in ("a b"):gmatch("()%a") do io.write(place, ";") end
  for word, second, third in ("a b"):gmatch("%a") do io.write(word, tostring(second), tostring(third), ";") end
  local iterator = ("a b c d"):gmatch("(%a)")
  io.write(iterator(), ":")
  for word in iterator do io.write(word, ";") if word == "c" then break end end
  print(iterator(), iterator())
  local list = {1, 2}
  table.remove(list) table.remove(list) table.remove(list)
  print(#list, pcall(function() table.remove() end))
  try(function() table.remove(nil) end)
end
