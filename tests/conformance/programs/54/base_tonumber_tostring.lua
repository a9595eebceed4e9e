-- 6.1 tonumber with bases, tostring, print, type, select
for b = 2, 36 do io.write(tostring(tonumber("10", b)), " ") end print()
for _, c in ipairs{{"ff", 16}, {"FF", 16}, {"-ff", 16}, {"+ff", 16}, {" ff ", 16}, {"zz", 36}, {"ZZ", 36}, {"777", 8}, {"888", 8}, {"101", 2}, {"102", 2}, {"", 10}, {" ", 10}, {"-", 10}, {"1.5", 10}, {"1e2", 10}, {"1e2", 16}, {"0x10", 16}, {"0x10", 36}, {"7fffffffffffffff", 16}, {"ffffffffffffffff", 16}, {"10000000000000000", 16}, {"1 1", 10}, {"1\n", 10}, {"\t-7\v", 8}, {"--1", 10}, {"9223372036854775808", 10}, {"1_0", 10}, {"a", 10}, {"a", 11}, {"1\0", 10}, {"é", 36}} do local n = tonumber(c[1], c[2]); print(("%q"):format(c[1]), c[2], n, n and math.type(n)) end
print(tonumber(5), tonumber(5.5), tonumber("5"), tonumber(nil), tonumber({}), tonumber(true), tonumber(print), math.type(tonumber("5")), math.type(tonumber("5.0")), tonumber("0x"), tonumber("1e"), tonumber("  0x1F  "), tonumber("1 2"), tonumber(""), tonumber("   "))
print(pcall(tonumber)); print(pcall(tonumber, "10", 1)); print(pcall(tonumber, "10", 37)); print(pcall(tonumber, 10, 16)); print(tonumber("10", 16.0), tonumber("z", 36), pcall(tonumber, "10", 2.5)); print(select("#", tonumber("x")), tonumber("1e1", 15))
-- tostring
print(tostring(nil), tostring(true), tostring(1), tostring(1.0), tostring("s"), tostring(-0.0), tostring(1e100), tostring(2^63), tostring(10 // 1), tostring(1e15), tostring(123456789012345678)); print(pcall(tostring)); print(tostring("a\0b") == "a\0b", #tostring("a\0b"), select("#", tostring(nil)))
for _, v in ipairs{{}, print, coroutine.create(print), io.stdout, function() end} do print((tostring(v):gsub("0x%x+", "PTR"))) end; local t = {}; print(tostring(t) == tostring(t), tostring(t) ~= tostring({}), #tostring(t) > 8, tostring(print) == tostring(print))
-- print
print(); print(nil); print(nil, nil); print(1, 2.0, "x", true, nil); print("a\tb\\n"); print(("x"):rep(3), #"abc"); print("multi\nline"); print("zero\0byte"); print(""); print(" ", ""); print(select("#", print()))
-- type
for _, v in ipairs{1, 1.5, "s", true, {}, print, io.stdout, coroutine.create(print)} do io.write(type(v), " ") end print(type(nil), pcall(type)); print(type(type(1)), type(1 == 1), select("#", type(nil)))
-- select
print(select("#")); print(select("#", nil)); print(select("#", 1, nil, nil)); print(select(1, "a", "b")); print(select(2, "a", "b")); print(select(3, "a", "b")); print(select(-1, "a", "b")); print(select(-2, "a", "b")); print(pcall(select, -3, "a", "b")); print(pcall(select, 0, "a")); print((select(2, "a", "b", "c"))); print(select("2", "a", "b")); print(select(2.0, "a", "b")); print(pcall(select, 1.5, "a")); print(pcall(select, "x", "a")); print(pcall(select)); print(select(100, "a")); print(select("#", table.unpack({}, 1, 100)))
local function sum(...) local s = 0; for i = 1, select("#", ...) do s = s + (select(i, ...) or 0) end return s end print(sum(1, nil, 3), sum())
-- rawequal, rawlen, rawget, rawset
local mt = {__index = function() return "idx" end, __newindex = function() error("no") end, __len = function() return 99 end, __eq = function() return true end}; local a, b = setmetatable({}, mt), setmetatable({}, mt); print(rawequal(a, b), a == b, rawlen(a), #a, rawget(a, "x"), a.x, rawset(a, "x", 1) == a, a.x, rawlen("abc"), rawequal("a", "a"), rawequal(1, 1.0), rawequal(0/0, 0/0), rawequal(nil, false))
for _, f in ipairs{function() rawset({}, nil, 1) end, function() rawset({}, 0/0, 1) end, function() rawset(1, 1, 1) end, function() rawget("x", 1) end, function() rawlen(5) end, function() rawequal(1) end, function() rawset({}) end, function() rawget({}) end} do print(pcall(f)) end; rawset(a, 1.0, "one"); print(rawget(a, 1), next({[2^53] = 1}))
-- _VERSION, _G
print(_VERSION, type(_G), _G._G == _G, rawget(_G, "print") == print)
-- warn
warn("@on"); warn("shown ", "in parts"); warn("@off"); warn("not shown"); warn("@on", "x"); print(pcall(warn)); print(pcall(warn, 1)); print(pcall(warn, {}))
