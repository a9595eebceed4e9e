-- 2.4 __index
local base = {x = 1, y = 2, f = function(self) return self.z end}
local o = setmetatable({y = 20, z = "own"}, {__index = base})
print(o.x, o.y, o.nothing, o:f(), rawget(o, "x"), o["x"], rawget(o, "y")); base.new = "added later"; print(o.new); o.x = 10; print(o.x, base.x); o.x = nil; print(o.x); o.y = false; print(o.y)
-- functions: get the table and the key
local t = setmetatable({}, {__index = function(tab, k) return type(tab) .. ":" .. type(k) .. ":" .. tostring(k) end}); print(t.a, t[1], t[1.5], t[true], t["a b"], t[2^53], t[-1], t[""]); print(t[nil], (t.x):upper(), t.x.y == nil, #t, rawget(t, "a"), next(t))
local self_check = setmetatable({}, {__index = function(s, k) return rawequal(s, k) end}); print(self_check[self_check], self_check[1])
-- result adjusted to one value
local multi = setmetatable({}, {__index = function() return 1, 2, 3 end}); print(multi.a); local none = setmetatable({}, {__index = function() end}); print(none.a, select("#", none.a)); local list = {multi.a, multi.b}; print(#list)
-- chains: table -> table -> function
local l3 = setmetatable({}, {__index = function(tab, k) return "l3 " .. k end}); local l2 = setmetatable({two = 2}, {__index = l3}); local l1 = setmetatable({one = 1}, {__index = l2}); print(l1.one, l1.two, l1.three); l3.real = "real"; print(l1.real)
-- array access, defaults, autovivification
local def = setmetatable({1, nil, 3}, {__index = function() return 0 end}); print(def[1], def[2], def[3], def[4], #def >= 1); local auto; auto = {__index = function(tab, k) local n = setmetatable({}, auto); rawset(tab, k, n); return n end}; local a = setmetatable({}, auto); a.b.c.d = 5; print(a.b.c.d, rawget(a, "b") ~= nil, rawget(a.b.c, "zz")); a[1][2][3] = "deep"; print(a[1][2][3])
local sq = setmetatable({}, {__index = function(tab, n) local v = n * n; tab[n] = v; return v end}); print(sq[4], rawget(sq, 4), rawget(sq, 5), sq[5], sq[5])
-- __index with raw access in a proxy
local function proxy(target) local log = {}; return setmetatable({}, {__index = function(_, k) log[#log + 1] = "get " .. tostring(k); return target[k] end, __newindex = function(_, k, v) log[#log + 1] = "set " .. tostring(k); target[k] = v end, __len = function() return #target end, __pairs = function() return next, target, nil end}), log end
local target = {1, 2, 3, k = "v"}; local p, log = proxy(target); p.k = p.k .. "!"; p[4] = p[1] + p[2]; print(target.k, target[4], #p, table.concat(log, ",")); local n = 0; for _ in pairs(p) do n = n + 1 end print(n, rawlen(p)); for i, v in ipairs(p) do io.write(i, "=", v, " ") end print()
print(table.concat(p, " "), table.unpack(p)); table.insert(p, "ins"); print(target[5], table.remove(p, 1), target[1], #p); table.sort(p, function(x, y) return tostring(x) < tostring(y) end); print(table.concat(target, " ")); print(select("#", table.unpack(p, 1, 2)))
-- method lookup by __index
local class = {}; class.__index = class; function class.new(v) return setmetatable({v = v}, class) end function class:get() return self.v end function class:set(v) self.v = v; return self end local obj = class.new(5); print(obj:get(), obj:set(6):get(), obj.get == class.get, rawget(obj, "get"), obj.__index == class)
local sub = setmetatable({}, {__index = class}); sub.__index = sub; function sub.new(v) local s = setmetatable(class.new(v), sub); return s end function sub:get() return "sub " .. class.get(self) end local s = sub.new(7); print(s:get(), s:set(8):get(), getmetatable(s) == sub); function class:late() return "late " .. self.v end print(s:late(), obj:late()); class.get = function() return "replaced" end; print(obj:get(), s:get())
-- multiple inheritance by function
local A, B = {a = function() return "A.a" end, both = function() return "A.both" end}, {b = function() return "B.b" end, both = function() return "B.both" end}; local mi = setmetatable({}, {__index = function(_, k) return A[k] or B[k] end}); print(mi.a(), mi.b(), mi.both(), mi.c)
-- __index on strings and other values
local sm = getmetatable("").__index; print(sm == string, ("x").upper == string.upper, ("abc").len("xyz")); getmetatable("").__index = function(str, k) if type(k) == "number" then return string.sub(str, k, k) end return string[k] end; print(("hello")[1], ("hello")[5], ("hello")[-1], ("hello"):upper(), ("x").nope); getmetatable("").__index = string; print(("hello")[1])
-- __index is not consulted for
local cnt = 0; local spy = setmetatable({present = false}, {__index = function() cnt = cnt + 1; return "spied" end}); local _ = spy.present, rawget(spy, "absent"), next(spy), #spy; print(cnt); for k in pairs(spy) do end print(cnt, spy.absent, cnt); spy.absent = 1; print(spy.absent, cnt); spy[1] = nil; print(cnt)
-- bad __index
print(pcall(function() return setmetatable({}, {__index = 5}).x end)); print(pcall(function() local v = setmetatable({}, {__index = true}); return v.field end)); print(setmetatable({}, {__index = "str"}).upper == string.upper, setmetatable({}, {__index = "str"}).nofield); print(pcall(function() local v = setmetatable({}, {__index = function() error("idx") end}); return v.x end)); print(pcall(function() local v = setmetatable({}, {__index = function(_, k) error("no field " .. k, 2) end}); return v.x end))
local callable = setmetatable({}, {__call = function(self, tab, k) return "callable " .. k end}); print(pcall(function() return setmetatable({}, {__index = callable}).key end)); print(setmetatable({}, {__index = callable}).key, getmetatable(setmetatable({}, {__index = callable})).__index == callable)
-- nil metatables fields and later changes
local dyn = setmetatable({}, {}); print(dyn.x); getmetatable(dyn).__index = {x = "t1"}; print(dyn.x); getmetatable(dyn).__index = function() return "f" end; print(dyn.x); getmetatable(dyn).__index = nil; print(dyn.x); setmetatable(dyn, {__index = {x = "t2"}}); print(dyn.x); setmetatable(dyn, nil); print(dyn.x)
local shared = {__index = {v = 1}}; local s1, s2 = setmetatable({}, shared), setmetatable({}, shared); print(s1.v, s2.v); shared.__index = {v = 2}; print(s1.v, s2.v); rawset(shared, "__index", {v = 3}); print(s1.v, s2.v); local k = "__index"; shared[k] = nil; print(s1.v, s2.v); for key, v in pairs{__index = {v = 4}} do shared[key] = v end print(s1.v, s2.v)
-- objects that are their own metatable, cycles that end
local own = {}; own.__index = own; setmetatable(own, own); own.here = 1; print(own.here, pcall(function() return own.gone end)); local g = setmetatable({}, {__index = _G}); print(g.print == print, g.string.format("%d", 5)); print(pcall(function() local x = setmetatable({}, {__index = function(self, key) return self[key] end}); return x.y end) == false)
