-- deep recursion, tail calls without end, stack overflow
local function deep(n) if n == 0 then return 0 end return 1 + deep(n - 1) end
print(deep(1000)); print(deep(10000)); print(deep(100000)); print(deep(150000))
-- overflow is an error that can be caught, and life goes on
local function inf(x) return 1 + inf(x + 1) end
local ok, msg = pcall(inf, 1)
print(ok, msg:match("stack overflow"), msg:match("^limits_depth.lua:%d+: "))
local ok2, msg2 = pcall(inf, 1); print(ok2, msg2:match("stack overflow"))
print(deep(1000))
-- through metamethods, pcall, string.gsub, table.sort, coroutines
local mt = {}; mt.__index = function(t, k) return t[k + 1] end
print(select(2, pcall(function() return setmetatable({}, mt)[1] end)):match("overflow"))
mt.__add = function(a, b) return a + b end
print(select(2, pcall(function() local t = setmetatable({}, mt); return t + 1 end)):match("overflow"))
local function gs(s) return (s:gsub(".", gs)) end
print((tostring(select(2, pcall(gs, "a"))):match("overflow")))
local co = coroutine.wrap(function() return pcall(inf, 1) end); local okc, mc = co(); print(okc, mc:match("overflow"))
local function nest(n) if n == 0 then return "bottom" end local ok, r = pcall(nest, n - 1); return r end print(nest(150))
local function conest(n) if n == 0 then return "cobottom" end return coroutine.wrap(conest)(n - 1) end print(conest(100))
local ok3, m3 = pcall(function() local function r() return coroutine.wrap(r)() end return r() end); print(ok3, tostring(m3):match("overflow"))
local t = setmetatable({}, {__tostring = function(t) return tostring(t) end}); print((select(2, pcall(tostring, t))):match("overflow"))
-- chains of __index tables that are too long or loop
local a = {}; setmetatable(a, {__index = a}); print(pcall(function() return a.x end))
local b, c = {}, {}; setmetatable(b, {__index = c}); setmetatable(c, {__index = b}); print(pcall(function() return b.x end)); print(pcall(function() local d = setmetatable({}, {}); getmetatable(d).__newindex = d; d.x = 1 end))
local chain = {found = "end of a chain"}; for _ = 1, 50 do chain = setmetatable({}, {__index = chain}) end print(chain.found)
-- error in an error handler
print(xpcall(function() error("e") end, function(m) error("again") end))
print(xpcall(inf, function(m) return (m:match("stack overflow")) end, 1))
-- deep data
local d = {}; local cur = d; for i = 1, 100000 do cur.next = {}; cur = cur.next end local n = 0; cur = d; while cur.next do cur = cur.next; n = n + 1 end print(n); d = nil; cur = nil; collectgarbage()
local s = ("("):rep(150) .. "1" .. (")"):rep(150); print(load("return " .. s)()); print((select(2, load("return " .. ("("):rep(1000) .. "1" .. (")"):rep(1000), "=c")):match("overflow"))); print((select(2, load(("do "):rep(300) .. ("end "):rep(300), "=c")):match("overflow")))
print(#load("return {" .. ("{"):rep(150) .. ("}"):rep(150) .. "}")(), load("return " .. ("-"):rep(100) .. " 1") == nil, load("return " .. ("- "):rep(100) .. " 1")(), load("return " .. ("not "):rep(101) .. " 1")(), load("return 1" .. (" + 1"):rep(5000))(), #load("return 'a'" .. (" .. 'a'"):rep(150))())
print((select(2, load("local " .. ("a,"):rep(250) .. "b = 1", "=c")))); local names = {}; for i = 1, 200 do names[i] = "v" .. i end print(load("local " .. table.concat(names, ",") .. " = ...; return v1, v200")(5))
