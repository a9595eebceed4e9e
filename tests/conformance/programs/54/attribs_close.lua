-- 3.3.8 to-be-closed variables
local function C(name, ret)
  return setmetatable({name = name}, {__close = function(self, err)
    io.write("[close ", self.name, err ~= nil and " err=" .. tostring(err) or "", "]")
    return ret
  end})
end
local function nl(...) print(...) end
do local a <close> = C"a"; local b <close> = C"b"; io.write("body ") end nl()
do local n <close> = nil; local f <close> = false; io.write("nil and false are allowed") end nl()
-- values are computed before closing, results survive
local function f() local x <close> = C"x"; return "r1", "r2", nil end nl(f())
local function g(...) local x <close> = C"x"; return ... end nl(g(1, nil, 3, nil))
local function h() local x <close> = C"x" end nl(h())
local t = {v = 1}
local function i() local x <close> = setmetatable({}, {__close = function() t.v = 2 end}); return t.v, t end
local v, tt = i(); nl(v, tt.v)
-- not a tail call: closed after the callee
local function callee() io.write("callee "); return "cr" end
local function j() local x <close> = C"j"; return callee() end nl(j())
-- loops: closed each iteration; break, goto, return
for k = 1, 3 do local x <close> = C(k); if k == 2 then goto cont end; io.write("b", k) ::cont:: end nl()
for k = 1, 3 do local x <close> = C(k); if k == 2 then break end end nl()
local w = 0; while w < 2 do w = w + 1; local x <close> = C("w" .. w) end nl()
repeat local x <close> = C"r"; local done = true; io.write("cond ") until done nl()
local function k() for q = 1, 3 do local x <close> = C(q); for r = 1, 3 do local y <close> = C(q * 10 + r); if r == 2 then return "out", q, r end end end end nl(k())
-- order of several, mixed with ordinary locals and captured by closures
local cap
do
  local a <close> = C"a"; local b = "plain"; local c <close> = C"c"; local d <const> = 5
  cap = function() return a.name, b, c.name, d end
end
nl(); nl(cap())
-- errors: __close gets the error, runs in reverse order, error continues
nl(pcall(function() local a <close> = C"a"; local b <close> = C"b"; error("E", 0) end))
nl(pcall(function() local a <close> = C"a"; error(setmetatable({}, {__tostring = function() return "E!" end}), 0) end) == false)
nl(pcall(function() local a <close> = C"a"; local x = nil; return x.y end))
nl(pcall(function() local a <close> = C"a"; do local b <close> = C"b" end; error() end))
-- error inside __close replaces the error
local function bad(name) return setmetatable({}, {__close = function(_, e) io.write("[bad ", name, " ", tostring(e), "]"); error("from " .. name, 0) end}) end
nl(pcall(function() local a <close> = C"a"; local b <close> = bad"b"; return 1 end))
nl(pcall(function() local a <close> = bad"a"; local b <close> = bad"b"; error("first", 0) end))
nl(pcall(function() local a <close> = C"a"; local b <close> = bad"b"; local c <close> = C"c"; for _ = 1, 1 do local d <close> = bad"d"; break end end))
-- values that cannot be closed
nl(pcall(function() local a <close> = {} end))
nl(pcall(function() local a <close> = 42 end))
nl(pcall(function() local a <close> = "s" end))
nl(pcall(function() local a <close> = true end))
nl(pcall(function() local xyz <close> = setmetatable({}, {__close = 5}) end))
nl(pcall(function() local a <close> = setmetatable({}, {}) end))
nl(pcall(function() local a <close> = C"a"; local b <close> = {} end))
-- the metamethod disappears after the declaration
nl(pcall(function() local a <close> = C"a"; getmetatable(a).__close = nil end))
nl(pcall(function() local a <close> = C"a"; local m = getmetatable(a); m.__close = function() io.write("[replaced]") end end))
-- the call gets exactly (value, error); nil error in normal exit
do local a <close> = setmetatable({}, {__close = function(...) io.write("args ", select("#", ...), " ", tostring((select(2, ...)))) end}) end nl()
pcall(function() local a <close> = setmetatable({}, {__close = function(...) io.write("args ", select("#", ...), " ", tostring((select(2, ...)))) end}) error("x", 0) end) nl()
-- coroutines: close on normal end, on error, by coroutine.close; not when merely suspended
local co = coroutine.create(function() local a <close> = C"co"; coroutine.yield("y1"); io.write("resumed "); return "end" end)
nl(coroutine.resume(co)); nl(coroutine.resume(co)); nl(coroutine.status(co))
co = coroutine.create(function() local a <close> = C"co2"; local b <close> = C"co3"; coroutine.yield("y") end)
nl(coroutine.resume(co)); nl(coroutine.close(co), coroutine.status(co))
co = coroutine.create(function() local a <close> = bad"co"; coroutine.yield("y") end)
coroutine.resume(co); nl(coroutine.close(co)); nl(coroutine.status(co), coroutine.close(co))
-- yield inside __close
co = coroutine.wrap(function()
  local a <close> = setmetatable({}, {__close = function() coroutine.yield("yield in close"); io.write("after ") end})
  return "final"
end)
nl(co()); nl(co())
-- __close may be any callable
do local a <close> = setmetatable({}, {__close = setmetatable({}, {__call = function(_, v, e) io.write("callable ", tostring(e)) end})}) end nl()
-- syntax
for _, s in ipairs{"local x <close> = nil; x = 1", "local a <close>, b <close> = nil, nil", "local a <close>, b = nil, 1 return b", "local a, b <close> = 1 return a",
  "local x <CLOSE> = 1", "local x <const> = 1; local function f() x = 2 end", "local x <const>, y <const> = 1, 2; return x + y", "local x < const > = 7; return x",
  "local function x <const> () end", "for i <const> = 1, 2 do end", "local x <const> = {}; x.a = 5; return x.a", "local x <const> = 1; x, y = 1, 2", "local x <const>; return x"} do
  local f, m = load(s, "=c"); print(s, f and tostring((f())) or m)
end
