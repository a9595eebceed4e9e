-- 2.4 __newindex
local store = {}
local t = setmetatable({have = 1}, {__newindex = store}); t.new = "n"; t.have = 2; t[1] = "one"
print(rawget(t, "new"), store.new, t.have, store.have, rawget(t, 1), store[1], t.new)
local log = {}; local f = setmetatable({}, {__newindex = function(tab, k, v) log[#log + 1] = tostring(k) .. "=" .. tostring(v); if v ~= "skip" then rawset(tab, k, v) end end})
f.a = 1; f.a = 2; f.b = "skip"; f.b = "skip"; f[1] = "x"; f[1] = "y"; f[2.0] = "z"; f[true] = 1; f.n = nil; f.a = nil; f.a = "again"; print(table.concat(log, " "), f.a, f.b, f[1], f[2])
-- existing nil-ed fields call it again; present false does not
local g = setmetatable({x = false}, {__newindex = function() error("newindex called", 0) end}); g.x = 1; print(g.x); g.x = nil; print(pcall(function() g.x = 2 end)); print(pcall(function() g[1] = 2 end)); print(pcall(function() g.y = nil end))
-- chains
local last = setmetatable({}, {__newindex = function(tab, k, v) rawset(tab, k, "last:" .. v) end}); local mid = setmetatable({}, {__newindex = last}); local first = setmetatable({}, {__newindex = mid}); first.k = "v"; print(rawget(first, "k"), rawget(mid, "k"), last.k); mid.direct = "d"; rawset(mid, "kept", 1); first.kept = 2; print(mid.kept, rawget(first, "kept"), last.direct)
-- read-only tables and constants
local function readonly(tab) return setmetatable({}, {__index = tab, __newindex = function(_, k) error("attempt to modify read-only field '" .. tostring(k) .. "'", 2) end, __len = function() return #tab end, __pairs = function() return pairs(tab) end, __metatable = "locked"}) end
local days = readonly{"Sun", "Mon"}; print(days[1], #days, getmetatable(days), pcall(setmetatable, days, {})); print(pcall(function() days[1] = "x" end)); print(pcall(function() days.new = "x" end)); print(pcall(rawset, days, 1, "raw works"), days[1])
-- evaluation order and multiple assignment
local order = {}; local o = setmetatable({}, {__newindex = function(_, k, v) order[#order + 1] = k .. tostring(v) end}); o.a, o.b, o.c = 1, 2, 3; table.sort(order); print(table.concat(order, " "))
-- the result of the metamethod is discarded; yields work
local co = coroutine.wrap(function() local y = setmetatable({}, {__newindex = function(tab, k, v) local got = coroutine.yield(k); rawset(tab, k, got) return 1, 2 end}); y.key = "v"; return y.key end); print(co()); print(co("sent"))
-- ordered table, default values, counting writes
local function ordered() local keys, vals = {}, {}; return setmetatable({}, {__newindex = function(_, k, v) if vals[k] == nil then keys[#keys + 1] = k end vals[k] = v end, __index = vals, __pairs = function() local i = 0; return function() i = i + 1; local k = keys[i]; if k ~= nil then return k, vals[k] end end end}) end
local ot = ordered(); ot.z = 1; ot.a = 2; ot.m = 3; ot.z = 26; for k, v in pairs(ot) do io.write(k, "=", v, " ") end print()
-- table library respects it
local lib = setmetatable({}, {__newindex = function(tab, k, v) rawset(tab, k, v * 10) end}); table.insert(lib, 1); table.insert(lib, 2); print(lib[1], lib[2], #lib); lib[#lib + 1] = 3; print(lib[3]); for i = 4, 6 do lib[i] = i end print(table.concat(lib, " ")); table.move({7, 8}, 1, 2, 7, lib); print(lib[7], lib[8])
-- constructors and rawset do not trigger
local cnt = 0; local c = setmetatable({1, 2, k = 1}, {__newindex = function() cnt = cnt + 1 end}); rawset(c, "r", 1); c[1] = 5; c.k = 2; print(cnt); c.x = 1; c[3] = 1; print(cnt, c.x, c[3], #c)
-- functions defined with dotted names trigger it
local defs = setmetatable({}, {__newindex = function(tab, k, v) rawset(tab, k, function(...) return k, v(...) end) end}); function defs.foo(x) return x end function defs:bar(x) return self == defs, x end print(defs.foo(1)); print(defs:bar(2))
-- bad values
print(pcall(function() setmetatable({}, {__newindex = 5}).x = 1 end)); print(pcall(function() setmetatable({}, {__newindex = "s"}).x = 1 end)); print(pcall(function() local v = setmetatable({}, {__newindex = {}}); v[nil] = 1 end)); local nk = setmetatable({}, {__newindex = function(_, k, v) print("key", k == k and k or "NaN", v) end}); nk[nil] = "nil key is fine here"; nk[1.0] = "float key"; print(pcall(function() nk[0/0] = "nan" end))
print(pcall(function() local v = setmetatable({}, {__newindex = function() error("ni") end}); v.x = 1 end)); print(pcall(function() ("str").x = 1 end)); print(pcall(function() local n = 5; n.x = 1 end)); print(pcall(function() print.x = 1 end))
-- metatable of other types
debug.setmetatable(0, {__newindex = function(n, k, v) print("number set", n, k, v) end}); local num = 5; num.field = "v"; (7)[1] = 2; debug.setmetatable(0, nil); getmetatable("").__newindex = function(s, k, v) print("string set", s, k, v) end; local str = "abc"; str.x = 1; str[1] = "z"; getmetatable("").__newindex = nil; print(pcall(function() str.x = 1 end))
-- switching it on and off
local sw = setmetatable({}, {}); sw.a = 1; getmetatable(sw).__newindex = function(tab, k, v) rawset(tab, k, "intercepted " .. tostring(v)) end; sw.b = 2; sw.a = 3; getmetatable(sw).__newindex = nil; sw.c = 4; print(sw.a, sw.b, sw.c); local mt2 = {}; local late = setmetatable({}, mt2); late.x = 1; mt2.__newindex = function(_, k) print("late", k) end; late.x = 2; late.y = 3; late[1] = 4; print(late.x, late.y, late[1]); setmetatable(late, nil); late.y = 5; print(late.y)
-- __index and __newindex together as properties
local P = {}; P.__index = function(self, k) local g = rawget(P, "get_" .. k); if g then return g(self) end return rawget(P, k) end; P.__newindex = function(self, k, v) local s = rawget(P, "set_" .. k); if s then s(self, v) else rawset(self, k, v) end end; function P.get_area(self) return self.w * self.h end function P.set_side(self, v) self.w = v; self.h = v end function P.double(self) self.w = self.w * 2; return self end local pr = setmetatable({w = 2, h = 3}, P); print(pr.area, pr:double().area); pr.side = 5; print(pr.area, rawget(pr, "side"), rawget(pr, "area")); pr.plain = 1; print(rawget(pr, "plain"))
