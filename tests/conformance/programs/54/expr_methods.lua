-- 3.4.10/3.4.11 method calls and definitions, self
local A = {v = 1}
function A:get() return self.v end function A:set(v) self.v = v; return self end function A.static(x) return x end function A:va(...) return self == A, select("#", ...), ... end
print(A:get(), A:set(5):get(), A.static(3), A.get({v = "other"}), A:va(1, nil), A.va(A)); print(A["get"](A), A.get(A), (A):get(), (A.get)(A))
-- the object expression is evaluated once, before the arguments
local n = 0; local function obj() n = n + 1; return A end print(obj():get(), n, obj():set(n):get(), n)
local log = {}; local function l(x) log[#log + 1] = x; return x end
local tracked = setmetatable({}, {__index = function(t, k) l("index " .. k); return function(self, ...) l("call"); return self == t, ... end end})
print(tracked:method(l"arg1", l"arg2")); print(table.concat(log, ", "))
-- string methods
print(("abc"):upper(), ("abc"):len(), ("x"):rep(3), ("%d-%s"):format(5, "y"), #("abc"):rep(2), ("a,b"):find(",", 1, true)); local s = "str"; print(s:sub(2), s:sub(-1), s:byte(), s:upper():lower():rep(2));
print(type(("abc").len), s.x == nil, ("x").rep == string.rep, #s:gsub("s", "ss"))
function string.shout(self, n) return self:upper() .. ("!"):rep(n or 1) end print(("hey"):shout(), s:shout(3)); string.shout = nil
-- definitions with dotted names
local lib = {sub = {deep = {}}}; function lib.f() return "f" end function lib.sub.g() return "g" end function lib.sub.deep.h() return "h" end function lib.sub.deep:m() return self == lib.sub.deep end
print(lib.f(), lib.sub.g(), lib.sub.deep.h(), lib.sub.deep:m())
function glob() return "global function" end function globt() end globt2 = {}; function globt2.x() return "x" end function globt2:y() return self.x() end print(glob(), globt2.x(), globt2:y())
-- self is an ordinary parameter
local B = {}; function B:m() self = self or "nothing"; local old = self; self = "replaced"; return type(old), self end print(B:m()); print(B.m()); local C = {}; function C.m(self, a) return self, a end print(select(2, C:m("arg")), C.m(1, 2)); local function fself(self) return self end print(fself(5))
function B:nested() local function inner() return self end return inner() == self end print(B:nested()); function B:shadow(self) return self end print(B:shadow("arg"))
-- classes and inheritance
local Animal = {} Animal.__index = Animal
function Animal.new(name, sound) return setmetatable({name = name, sound = sound}, Animal) end function Animal:speak() return self.name .. " says " .. self.sound end function Animal:rename(n) self.name = n; return self end
local Dog = setmetatable({}, {__index = Animal}) Dog.__index = Dog
function Dog.new(name) local d = Animal.new(name, "woof"); return setmetatable(d, Dog) end function Dog:fetch(w) return self.name .. " fetches " .. w end function Dog:speak() return Animal.speak(self) .. "!" end
local a, d = Animal.new("cat", "meow"), Dog.new("rex"); print(a:speak(), d:speak(), d:fetch("stick"), d:rename("max"):speak(), rawget(d, "speak"), a.fetch)
local Puppy = setmetatable({}, {__index = Dog, __call = function(cls, name) local p = Dog.new(name); return setmetatable(p, cls) end}) Puppy.__index = Puppy; Puppy.__tostring = function(p) return "Puppy(" .. p.name .. ")" end
local p = Puppy("tiny"); print(tostring(p), p:speak(), p:fetch("ball"), getmetatable(p) == Puppy, p.new == Dog.new)
-- per-object methods override, deleting restores
d.speak = function(self) return "own " .. self.name end print(d:speak()); d.speak = nil; print(d:speak()); Dog.speak = nil; print(d:speak()); function Animal:speak() return "changed" end print(d:speak(), a:speak(), p:speak())
-- methods through __index functions, on numbers, nil and functions by metatable
local dyn = setmetatable({}, {__index = function(_, name) return function(_, ...) return name, ... end end}); print(dyn:anything(1, 2), dyn:other())
debug.setmetatable(0, {__index = {double = function(x) return x * 2 end, times = function(n, f) for i = 1, n do f(i) end return n end}}); print((5):double(), (2.5):double(), (3):times(function(i) io.write(i, " ") end)); local num = 21; print(num:double()); debug.setmetatable(0, nil)
debug.setmetatable(print, {__index = {name = function() return "I am a function" end}, __concat = function(a, b) return "concat" end}); print(print:name(), print .. 1, (function() end):name()); debug.setmetatable(print, nil)
debug.setmetatable(nil, {__index = function(_, k) return "nil." .. k end}); local x; print(x.field, (nil).y, undefinedname.z); debug.setmetatable(nil, nil); print(pcall(function() return x.field end))
debug.setmetatable(true, {__index = {toggle = function(b) return not b end}, __len = function() return 1 end}); print((true):toggle(), (false):toggle(), #true); debug.setmetatable(true, nil)
-- keywords and odd names as methods need brackets
local odd = {["end"] = function(self) return "end" end, ["a b"] = function() return "space" end}; print(odd["end"](odd), odd["a b"]())
-- errors
for _, f in ipairs{function() A:nomethod() end, function() local q; q:m() end, function() A.v:m() end, function() A.nofield:m() end, function() ("x"):nomethod() end, function() undefinedobj:m() end, function() local t = {m = 5}; t:m() end, function() A:get():x() end, function() A.sub.x:m() end, function() return A:set(nil):get().x end} do print(pcall(f)) end
for _, src in ipairs{"a:b", "a:b.c()", "a:b = 1", "a.b:c", "a:1()", "function a:b.c() end", "local function a:b() end", "local a.b = function() end", "a:b{}:c''[1] = 2", "a:b[[x]]", "(a):b()", "(a:b)()", "'x':len()", "x = 'y':len()", "{}:x()", "5:x()", "a::b()"} do local f, m = load(src, "=c"); print(src, f and "ok" or m) end
