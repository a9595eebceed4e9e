-- Lua 5.1 messages of runtime errors: names and positions
local function e(f, ...) print((select(2, pcall(f, ...)))) end
local up, upt, num = nil, {sub = {}}, 5; g_nil, g_tab = nil, {f = {}, n = 1}
e(function() local x; return x + 1 end); e(function() return up + 1 end); e(function() return g_nil + 1 end); e(function() return g_tab.x + 1 end); e(function() return g_tab.f.y * 2 end); e(function() local t = {}; return t["a b"] - 1 end); e(function() local t, k = {}, "key"; return t[k] + 1 end); e(function() local t = {}; return t[1] + 1 end); e(function() return upt.field + 1 end); e(function() local x = {}; return -x end); e(function() local s = "abc"; return s + 1 end); e(function() return "abc" * 2 end); e(function() return print + 1 end); e(function() return nil + 1 end); e(function() return (function() end)() + 1 end); e(function(a) return a + 1 end); e(function(a, b) return a + b end, 1); e(function() return #g_nil end); e(function() return #up end); e(function() return #g_tab.zzz end)
e(function() local a, b = {}, {}; return a + b end); e(function() local a, b = 1, {}; return a + b end); e(function() local a, b = "x", {}; return a + b end); e(function() local a, b = nil, "x"; return a .. b end); e(function() local a, b = "x", nil; return a .. b end); e(function() local a, b = {}, 5; return a < b end); e(function() return "a" .. g_nil end); e(function() return g_nil .. "a" end); e(function() local t = {}; return "a" .. t.name .. "b" end); e(function() return up .. "" end); e(function() return "x" .. 1 .. true end)
e(function() return g_nil.x end); e(function() return up.x end); e(function() local t = {}; return t.a.b end); e(function() local t = {a = {}}; return t.a.b.c end); e(function() local t = {}; return t[1][2] end); e(function() return ({}).x.y end); e(function() return (5).x end); e(function() return ("x").y.z end); e(function() return (true).x end); e(function() local x; x.y = 1 end); e(function() up.y = 1 end); e(function() g_nil.y = 1 end); e(function() g_tab.x.y = 1 end); e(function() local t = {}; t[1][2] = 3 end); e(function() local s = "str"; s.x = 1 end); e(function() local t = {}; t[nil] = 1 end); e(function() local function f() end; return f().x end); e(function() return tonumber("x") + 1 end); e(function() return (up and 1).x end); e(function() return (1 == 2) + 1 end); e(function(...) return (...).x end)
e(function() local f; f() end); e(function() up() end); e(function() g_nil() end); e(function() g_tab() end); e(function() g_tab.x() end); e(function() g_tab.f.x() end); e(function() g_tab:x() end); e(function() upt.y() end); e(function() upt:y() end); e(function() upt.nosub:y() end); e(function() num() end); e(function() num:x() end); e(function() ("x"):bad() end); e(function() string.bad() end); e(function() local t = {}; t[1]() end); e(function() local t, k = {}, "k"; t[k]() end); e(function() (nil)() end); e(function() ({})() end); e(function() (up or g_nil)() end); e(function() (function() end)()() end); e(function(self) self:x() end, {}); e(function() return g_nil() end); e(function() return 1 + g_nil(1, 2) end); e(function() print(g_nil()) end); e(function() return g_nil{} end); e(function() return g_tab.x"" end)
e(loadstring("return a.b.c", "=named")); e(loadstring("return a + 1", "@file.lua")); e(loadstring("local a; return a.b", "some code")); e(loadstring("\n\nreturn nil .. 'x'", "=(load)")); e(function() for i = 1, 2 do return i.x.y end end); e(function() for _, v in ipairs{"s"} do return v + 1 end end); e(function(self) return self.x.y end, {}); e(function() local d = 1; local function f() d() end; f() end); e(function() local d; return (function() return (function() return d.x end)() end)() end)
-- positions of expressions over several lines
e(function()
  g_nil(
    1,
    2
  )
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
  error(
    "on line" ..
    " many"
  )
end)
-- bad arguments
for _, s in ipairs{"string.rep()", "string.rep('x')", "string.rep('x', {})", "string.rep({}, 1)", "('x'):rep()", "('x'):rep({})", "local r = string.rep r()", "local t = {r = string.rep} t.r()", "local s = string s.rep()", "string.sub()", "string.byte()", "string.char('x')", "string.char(256)", "string.upper()", "string.format()", "string.format('%d')", "string.format('%d', 'x')", "string.format('%s')", "string.format('%y', 1)", "string.format('%')", "string.format('%q')", "string.format('%s', {})", "string.find()", "string.find('x')", "string.gsub('x', 'x')", "string.gsub('x', 'x', true)", "string.gsub('x', '%', 'y')", "string.gsub('x', 'x', '%2')", "string.gsub('x', 'x', {x = {}})", "string.gsub('x', 'x', function() return {} end)", "string.find('x', '[')", "string.find('x', '%')", "string.find('x', '(')", "string.find('x', ')')", "string.find('x', '%b')", "string.find('x', '%f')", "string.find('x', '%1')", "string.gfind()", "string.dump(print)", "table.concat()", "table.concat({{}})", "table.concat({1, nil, 3}, ',', 1, 3)", "table.insert()", "table.insert({})", "table.insert({}, 1, 2, 3)", "table.insert(nil, 1)", "table.insert({}, 'x', 1)", "table.remove()", "table.sort()", "table.sort({}, 1)", "table.sort({3, 1, 'x'})", "table.maxn()", "table.getn()", "table.foreach({})", "table.foreachi({}, 1)", "table.setn({}, 1)", "unpack()", "math.floor()", "math.floor('x')", "math.max()", "math.max(1, 'x')", "math.random(0)", "math.random(2, 1)", "math.random(1, 2, 3)", "math.fmod(1)", "math.mod(1)", "math.abs(nil)", "ipairs()", "ipairs(nil)", "pairs(nil)", "next()", "next({}, 1)", "rawget(1, 2)", "rawset({}, 1)", "rawequal(1)", "select()", "select('x')", "select(0)", "setmetatable({})", "setmetatable(1, {})", "setmetatable({}, 1)", "getmetatable()", "tonumber()", "tonumber('x', 1)", "tonumber({}, 10)", "tostring()", "type()", "error()", "assert()", "assert(false)", "assert(nil, 'msg')", "assert(false, {})", "load()", "load({})", "load('x')", "loadstring()", "loadstring({})", "loadfile({})", "dofile({})", "require()", "pcall()", "xpcall()", "xpcall(print)", "collectgarbage('x')", "setfenv()", "setfenv(1)", "setfenv(print, {})", "getfenv(-1)", "getfenv(100)", "newproxy(5)", "module()", "module({})", "io.open()", "io.open({})", "io.lines('/nonexistent')", "io.input('/nonexistent')", "io.close(1)", "io.type()", "io.read('x')", "io.read({})", "io.write({})", "io.stdout:seek('x')", "io.stdout:setvbuf('x')", "local f = io.tmpfile() f:close() f:read()", "os.time({})", "os.time({year = 2000})", "os.time(1)", "os.date({})", "os.getenv()", "os.remove()", "os.setlocale('C', 'x')", "os.exit({})", "coroutine.create(1)", "coroutine.resume(1)", "coroutine.wrap({})", "coroutine.status()", "coroutine.yield()", "debug.getinfo()", "debug.getinfo(1, 'X')", "debug.getlocal(100, 1)", "debug.setmetatable(1, 1)", "debug.getupvalue(1, 1)", "string.rep('x', -1):bad()"} do io.write(s, "  =>  "); e(loadstring(s, "=c")) end
-- through pcall directly the name is '?'
e(string.rep); e(math.floor, {}); e(io.open); e(function() local r = string.rep; r() end); e(function() upt.rep = string.rep; upt.rep() end); e(function() upt:rep() end); e(function() return string.rep() end); e(function() ("x"):gsub("x", string.rep) end); e(coroutine.wrap(function() string.rep() end))
