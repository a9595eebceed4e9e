--@ lua: 51 54 jit
-- Lists of values with calls: what is evaluated when, how many values there are, and places behind the last element.
local parse
local function pair(text, at)
  while true do
    if at > #text then return nil, at end
    if text:sub(at, at) == "(" then return parse(text, at + 1) end
    if text:sub(at, at) ~= " " then return text:sub(at, at), at + 1 end
    at = at + 1
  end
end
function parse(text, at)
  local list = {}
  while true do
    local item
    item, at = pair(text, at)
    if item == nil or item == ")" then return list, at end
    list[#list + 1] = item
  end
end
local show
do
  local names = {}
  show = function(list)
    for _, item in ipairs(list) do
      if type(item) == "table" then names[#names + 1] = "(" show(item) names[#names + 1] = ")" else names[#names + 1] = item end
    end
    return table.concat(names)
  end
end
local list, place = parse("a (b c (d) ) e) f", 1)
print(show(list), place)

-- more and fewer values than variables
local function three() return 1, 2, 3 end
local function maybe(n) if n > 0 then return n, maybe(n - 1) end return "end" end
local function ending(n) if n > 0 then return ending(n - 1) end return "a", "b" end
local a, b = three()
local c, d, e, f = three()
local g, h, i = maybe(5)
local j, k, l = ending(3)
print(a, b, c, d, e, f, g, h, i, j, k, l, (three()), (ending(0)))
local t = {}
t.x, t.y, t.z, t.w = three()
t[1], t[2], t[3] = ending(1)
t.p, t.q = 5, three()
print(t.x, t.y, t.z, t.w, t[1], t[2], t[3], t.p, t.q, #{ three() }, #{ three(), three() }, select("#", maybe(2), ending(2)))
local function none() end
local m, n = none()
t.r, t.s = none()
print(m, n, t.r, t.s, pcall(function() local u, v = none.x() end))

-- variables that calls change are read before those calls
local counter = 0
local function step() counter = counter + 1 return counter end
local function order() return counter, step(), counter, step(), counter + 1 end
print(order())
local function last() return counter, step() end
print(last())
local x, y = counter, step()
print(x, y, counter)
t.x, t.y = counter + 1, step()
print(t.x, t.y)
print(pcall(function() return step() + nil, step() end), counter)
print(pcall(function() return counter .. {}, step() end))
print(counter)

-- the place is taken before the value is computed
local items = { "x" }
local function more(v) items[#items + 1] = v return v .. v end
items[#items + 1] = more("a")
print(#items, table.concat(items, " "))
items[#items + 1], items[#items + 1] = more("b"), more("c")
print(#items, table.concat(items, " "))
local function fill() for p = 1, 3 do items[#items + 1] = "f" end return nil end
items[#items + 1] = fill()
print(#items, items[#items], #items + 1, #"four" + 1)
local holder = { items = {} }
for p = 1, 3 do holder.items[#holder.items + 1] = tostring(p) end
print(table.concat(holder.items, ","))
print(pcall(function() return #nil + 1 end), pcall(function() local v = 5 v[#v + 1] = step() end), counter)
local lengthy = setmetatable({}, { __len = function() return 2.5 end, __newindex = function(o, p, v) rawset(o, "at", p) end })
lengthy[#lengthy + 1] = tostring(1)
print(lengthy.at)
