-- Metamethods that Python reaches by attributes and comparisons are called once, even where the statement fails later.
local t = setmetatable({}, {__index=function(t,k) print("idx",k) return "5" end})
local x = t.a + 1
print(x)
local a = {}
a.x = t.b .. 1
local y = t.c + t.d * 2
print(y)
local mt = {__lt=function(a,b) print("lt") return true end, __eq=function() print("eq") return true end, __le=function() print"le" return true end}
local p, q = setmetatable({}, mt), setmetatable({}, mt)
local s = "10"
if p < q and s + 1 > 5 then print "ok" end
if p == q and s * 2 > 5 then print "ok2" end
local u = p <= q and s - 1
print(u)
local proxy = setmetatable({}, {__index=function(t,k) print("get",k) return function(self, x) print("called", x) return "7" end end})
print(proxy:foo(1) + proxy:bar(2))
local deep = setmetatable({}, {__index=function(t,k) print("deep",k) return {v="3"} end})
print(deep.a.v * deep.b.v)
print(pcall(function() return deep.a.x.y end))
for i=1,2 do local z = deep.q print(z.v) end
-- strict globals
setmetatable(_G, {__index=function(_,k) print("G",k) return "5" end})
print(undefinedvar + 1, undefinedvar2)
