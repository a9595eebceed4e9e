--@ lua: 51 54 jit
-- Fields whose names are computed, read and stored by one statement: with and without metatables.
local function count(t, k) t[k] = (t[k] or 0) + 1 end
local function join(t, k, s) t[k] = (t[k] or "") .. s end
local function append(t, k, v) t[k] = t[k] or {} t[k][#t[k] + 1] = v end
local function clear(t, k) t[k] = t[k] and nil end

local t = {}
for _, k in ipairs({ "a", "b", "a", 3, "a", 2.5, true, "b", "__index", "__index", "", "\0", "\0", "\255" }) do count(t, k) end
for _, k in ipairs({ "a", "b", 3, 2.5, true, "__index", "", "\0", "\255", "nothing" }) do io.write(tostring(k), "=", tostring(t[k]), " ") end
print()
print(t.a, t.b, rawget(t, "__index"), #t)
join(t, "s", "x") join(t, "s", "y") join(t, "s", 1)
print(t.s)
append(t, "list", 1) append(t, "list", 2)
print(#t.list, t.list[2])
clear(t, "a") clear(t, "a") clear(t, "none")
print(t.a, rawget(t, "a"), next({}, nil))

-- __newindex is asked for what is absent only
local log = {}
local watched = setmetatable({ here = 1 }, { __newindex = function(o, k, v) log[#log + 1] = k .. "=" .. tostring(v) rawset(o, k, v) end })
for _, k in ipairs({ "here", "there", "there", "here", "else" }) do count(watched, k) end
print(watched.here, watched.there, watched["else"], table.concat(log, " "))
clear(watched, "here") count(watched, "here")
print(watched.here, table.concat(log, " "))

-- __index as table and as function
local base = { shared = 10 }
local derived = setmetatable({}, { __index = base })
for _, k in ipairs({ "shared", "shared", "own" }) do count(derived, k) end
print(derived.shared, base.shared, derived.own, rawget(base, "own"))
local asked = 0
local computed = setmetatable({}, { __index = function(_, k) asked = asked + 1 return #k * 100 end })
for _, k in ipairs({ "ab", "ab", "abc" }) do count(computed, k) end
print(computed.ab, computed.abc, asked, computed.q, asked)

-- a class gets, and changes, methods by computed names
local Class = {}
Class.__index = Class
local object = setmetatable({}, Class)
local function redefine(class, name, f) class[name] = class[name] and f or f end
for round = 1, 3 do
  redefine(Class, "me" .. "thod", function() return round end)
  print(object:method(), Class.method())
end
local function wrap(class, name) local old = class[name] class[name] = class[name] and function(o) return old(o) * 10 end end
wrap(Class, "method")
print(object:method())

-- metamethods by computed names
local meta = {}
local subject = setmetatable({}, meta)
local function set(o, k, v) o[k] = o[k] or v end
set(meta, "__index", function(_, k) return k .. "?" end)
set(meta, "__len", function() return 7 end)
print(subject.x, pcall(function() return subject[("y"):rep(2)] end))
set(meta, "__index", nil)
print(subject.z)

-- weak tables
local weak = setmetatable({}, { __mode = "v" })
for _ = 1, 3 do count(weak, "n") end
print(weak.n)

-- no tables
for _, value in ipairs({ 1, "text", true, print }) do
  print(pcall(count, value, "k"))
end
print(pcall(count, nil, "k"))
print(pcall(count, {}, nil))
print(pcall(count, { k = "x" }, "k"))
print(pcall(count, { k = {} }, "k"))
print(select("#", pcall(count, { k = "10" }, "k")))
