-- yields from everywhere: pcall, metamethods, iterators, sort, gsub, load, require, nested resumes
local function run(f, ...) local co = coroutine.create(f); local r = table.pack(coroutine.resume(co, ...)); local n = 0
  while coroutine.status(co) ~= "dead" do io.write("[", tostring(r[2]), "]"); n = n + 1; r = table.pack(coroutine.resume(co, "r" .. n)) end print(table.unpack(r, 1, r.n)) end
local y = coroutine.yield
run(function() return pcall(function() return y("in pcall"), "more" end) end)
run(function() return pcall(function() y("before error"); error("E", 0) end) end)
run(function() return pcall(pcall, pcall, function() y"deep"; error({}) end) == true end)
run(function() return xpcall(function(a) y(a); error("E", 0) end, function(m) return "handled " .. m end, "xarg") end)
run(function() return xpcall(function(...) return select("#", ...), y("yx") end, print, 1, 2) end)
run(function() return select(2, pcall(error, y("err value"))) end)
run(function() local ok, e = pcall(function() local ok, e = pcall(function() y(1); error("inner", 0) end); y(e); error("outer", 0) end); y(e); return ok, e end)
-- metamethods
local mt = {}; for _, n in ipairs{"add", "sub", "mul", "div", "mod", "pow", "idiv", "unm", "band", "bor", "bxor", "shl", "shr", "bnot", "concat", "len", "eq", "lt", "le", "call", "index", "tostring"} do mt["__" .. n] = function(...) return y(n) end end mt.__newindex = function(t, k, v) y("newindex " .. k); rawset(t, k, v) end mt.__close = function() y("close") end
local function O() return setmetatable({}, mt) end
run(function() local a, b = O(), O(); return a + b, a - 1, 2 * a, a / b, a % b, a ^ b, a // b, -a, a & b, a | b, a ~ b, a << b, a >> b, ~a, a .. b, #a end)
run(function() local a, b = O(), O(); return a == b, a < b, a <= b, a > b, a ~= b, a("x"), a.field, a[1], not (a == b) end)
run(function() local a = O(); a.k = "v"; a.k2 = "v2"; return rawget(a, "k"), rawget(a, "k2") end)
run(function() local a, b = O(), O(); if a == b then y("then") end; while a < b do y("loop"); break end; return a .. "x" .. b end)
run(function() do local c <close> = O(); y("body") end; for i = 1, 2 do local c <close> = O() end return "closed" end)
run(function() local r = {}; for k, v in pairs(setmetatable({}, {__pairs = function(t) y("pairs"); return function(_, k) k = (k or 0) + 1; y("next"); if k < 3 then return k, k end end, t, nil end})) do r[#r + 1] = k end return #r end)
-- iterators
run(function() local n = 0; for i in function() n = n + 1; y("it" .. n); if n < 3 then return n end end do y("body" .. i) end return "end" end)
run(function() for a in coroutine.wrap(function() for i = 1, 2 do coroutine.yield("inner" .. i) end end) do y(a) end return "nested wrap" end)
run(function() return pcall(next, {}, nil) end)
run(function() return dofile and pcall(dofile, "mods/yielder.lua") end)
run(function() return select("#", table.unpack{y(1), y(2)}), math.max(tonumber(y(3)) or 5, 2), ("x"):rep(#y(4)), (string.format("%s-%s", y(5), y(6))) end)
-- from a wrapped coroutine to the outside through a second level
run(function() local inner = coroutine.wrap(function() y("to middle"); return "inner done" end); local a = inner(); y("middle passes " .. a); return inner() end)
run(function() local c = coroutine.create(function() local x = y("c1"); return x end); local _, a = coroutine.resume(c); local _, b = coroutine.resume(c, y(a)); return b, coroutine.status(c) end)
-- yield in functions made by load, in varargs, in tail position, in method calls
run(function() return load("local y = coroutine.yield; return y('loaded'), ...")("arg") end)
run(function(...) return ..., y(...) end, "v1", "v2")
run(function() local function tail(n) if n == 0 then return y("tail") end return tail(n - 1) end return tail(5) end)
run(function() local o = {m = function(self, a) return y("method " .. a) end}; return o:m("x"), o:m(o:m("nested")) end)
run(function() local function rec(n) if n > 0 then y(n); return rec(n - 1) + 1 end return 0 end return rec(3) end)
run(function() local t = setmetatable({}, {__gc = true}); goto l; ::l:: repeat local v = y("cond") until v; return "after repeat" end)
run(function() return (function(...) return select("#", ...) end)(y(1), y(2)), #{y(3), y(4), nil} end)
-- error thrown into pcall after several yields keeps its position
run(function() return pcall(function() y(1)
  y(2)
  local t = nil
  return t.x end) end)
-- across C functions real Lua refuses; an implementation without that limit may go through
local function boundary(name, answer, expected, f, ...)
  local co = coroutine.create(f); local r = table.pack(coroutine.resume(co, ...)); local n = 0
  while coroutine.status(co) ~= "dead" and n < 100 do n = n + 1; r = table.pack(coroutine.resume(co, answer)) end
  local got = tostring(r[2]) .. " " .. tostring(r[3])
  print(name, got:find("attempt to yield across a C-call boundary", 1, true) ~= nil or got == expected or got)
end
boundary("sort", true, "true 3", function() local t = {1, 2, 3}; return pcall(function() table.sort(t, function(a, b) y(); return a > b end); return t[1] end) end)
boundary("gsub", "z", "true zzz", function() return pcall(function() return (("abc"):gsub(".", function() return y() end)) end) end)
boundary("load", nil, "true nil", function() return pcall(load, function() return y() end) and true, nil end)
boundary("tostring", "str", "true str", function() return pcall(tostring, O()) end)
boundary("concat", 2, "true ab", function() return pcall(table.concat, setmetatable({"a", "b", "c"}, {__len = function() return y() end})) end)
boundary("unpack", "u", "true u", function() return pcall(table.unpack, setmetatable({}, {__index = function() return y() end}), 1, 2) end)
boundary("ipairs", "v", "v,v nil", function() local t = setmetatable({}, {__index = function(t, k) return y(k) end}); local s = {}; for i, v in ipairs(t) do s[#s + 1] = v; if i == 2 then break end end return table.concat(s, ",") end)
-- outside a coroutine
print(pcall(y, 1)); print(pcall(function() return setmetatable({}, {__index = function() y() end}).x end)); print(select("#", pcall(coroutine.wrap(function() return end))))
