-- "attempt to call": names of what was called
local function e(f, ...) print((select(2, pcall(f, ...)))) end
local up, upt, num = nil, {sub = {}}, 5
g_tab = {f = {}, n = 1}
e(function() local f; f() end); e(function() up() end); e(function() g_nil() end); e(function() g_tab() end); e(function() g_tab.x() end); e(function() g_tab.f.x() end); e(function() g_tab.n() end); e(function() g_tab:x() end); e(function() g_tab.f:x() end); e(function() upt.y() end); e(function() upt:y() end); e(function() upt.sub.y() end); e(function() upt.sub:y() end); e(function() upt.nosub:y() end); e(function() upt.nosub.y() end); e(function() num() end); e(function() num:x() end); e(function() ("x"):bad() end); e(function() ("x").bad() end); e(function() local s = "x"; s() end); e(function() string.bad() end); e(function() local t = {}; t[1]() end); e(function() local t, i = {}, 1; t[i]() end); e(function() local t, k = {}, "k"; t[k]() end); e(function() local t = {}; t["a b"]() end); e(function() local t = {}; t[{}]() end); e(function() upt[1]() end); e(function() g_tab[1]() end); e(function() g_tab.f[2]() end)
e(function() (nil)() end); e(function() (5)() end); e(function() ({})() end); e(function() ("s")() end); e(function() (true)() end); e(function() (1 + 1)() end); e(function() (up or g_nil)() end); e(function() (function() end)()() end); e(function() (function() return 1 end)()() end); e(function() tostring(1)() end); e(function(f) f() end); e(function(f) f() end, 5); e(function(...) (...)() end); e(function(...) local f = ...; f() end, "x"); e(function(self) self.x() end, {}); e(function(self) self:x() end, {}); e(function(self) self.y:x() end, {})
-- tail calls
e(function() return g_nil() end); e(function() local f; return f() end); e(function() return g_tab.x() end); e(function() return g_tab:x() end); e(function() return up() end); e(function() return (nil)() end)
-- with arguments, in expressions, in conditions, as arguments
e(function() return 1 + g_nil(1, 2) end); e(function() if g_nil(1) then end end); e(function() print(g_nil()) end); e(function() local x = {g_nil()} end); e(function() return "a" .. g_nil() end); e(function() for i = 1, g_nil() do end end); e(function() while g_nil() do end end); e(function() return not g_nil() end); e(function() local a, b = 1, g_nil() end); e(function() g_tab.x().y = 1 end); e(function() g_tab.v = g_nil() end); e(function() return g_nil{} end); e(function() return g_nil"" end); e(function() return g_tab.x"" end); e(function() return g_tab:x{} end)
-- iterators
e(function() for x in nil do end end); e(function() for x in g_nil do end end); e(function() for x in g_tab do end end); e(function() for x in 5, 6, 7 do end end); e(function() for x in g_nil() do end end); e(function() for k, v in g_tab.x do end end); e(function() local it; for k, v in it do end end)
-- metamethods
local function mt(f, v) return setmetatable({}, {[f] = v}) end
e(function() return mt("__add", 5) + 1 end); e(function() return mt("__index", function(t, k) return k() end).x end); e(function() return mt("__call", 5)() end); e(function() local o = mt("__call", {}); o() end); e(function() return -mt("__unm", true) end); e(function() return mt("__concat", {}) .. "x" end); e(function() return mt("__eq", 1) == mt("__eq", 1) end); e(function() return mt("__lt", "x") < 1 end); e(function() return #mt("__len", 1) end); e(function() mt("__newindex", 1).x = 1 end); e(function() return mt("__index", 1).x end); e(function() local x <close> = mt("__close", 1) end); e(function() return tostring(mt("__tostring", 1)) end); e(function() for k in pairs(mt("__pairs", 1)) do end end)
-- inside library callbacks
e(function() ("abc"):gsub(".", function() g_nil() end) end); e(function() table.sort({1, 2, 3}, function() return g_nil.x end) end); e(function() ("x"):gsub(".", g_nil) end); e(function() table.sort({1, 2}, 5) end); e(function() ("abc"):gsub("(", "x") end); e(function() load(function() return g_nil() end)() end); e(function() coroutine.wrap(function() g_nil() end)() end); e(function() pcall() end); e(function() xpcall(print) end); e(function() select(0) end); e(function() table.concat({{}}) end); e(function() ipairs() end); e(function() setmetatable(1, {}) end)
-- the line is that of the call, also in calls over several lines
e(function()
  g_nil(
    1,
    2
  )
end)
e(function()
  local x = 1
  g_tab
    .f
    .x()
end)
e(function()
  local r = g_tab.n +
    g_tab.zzz
end)
e(function()
  return g_tab.f
    .a
    .b
end)
e(function() local t = {
    a = 1,
    b = g_nil.x,
    c = 2 }
end)
e(function()
  print("first arg"
    .. g_nil)
end)
e(function()
  if g_tab.n == 1 and
     g_nil.field == 2 then
    print("no")
  end
end)
e(function()
  string.rep(
    "x",
    {}
  )
end)
e(function()
  upt:nomethod(
    function() end,
    {1,
     2})
end)
