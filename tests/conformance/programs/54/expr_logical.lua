-- 3.4.5 logical operators
print(10 or 20, 10 or error(), nil or "a", nil and 10, false and error(), false and nil, false or nil, 10 and 20, nil or false, 0 and "zero is true", "" and "empty is true")
print(not nil, not 0, not not nil, not not 1, not "" == false, not (1 and nil), nil == not 1)
print(1 and 2 and 3, 1 and nil and 3, nil or false or 3, nil or false or nil, 1 or 2 or 3, false or nil and 1, 1 or nil and error(), (nil and 1) or 2, nil and (1 or 2))
print(1 and 2 or 3, nil and 2 or 3, 1 and nil or 3, 1 and false or nil, false == false and "eq", 1 == 2 or 2 == 2, not 1 == 2, not (1 == 2))
-- short circuit order
local log = {}
local function v(x, n) log[#log + 1] = n; return x end
local function show(...) print(..., table.concat(log, " ")); log = {} end
show(v(nil, "a") and v(1, "b")); show(v(1, "a") and v(2, "b")); show(v(1, "a") or v(2, "b")); show(v(false, "a") or v(nil, "b"))
show(v(1, "a") and v(nil, "b") or v(3, "c")); show(v(false, "a") or v(false, "b") and v(1, "c")); show((v(nil, "a") or v(1, "b")) and (v(nil, "c") or v(2, "d")))
show(not v(nil, "a") and v(1, "b")); show(v(1, "a") == v(1, "b") and v("x", "c")); show(v(nil, "a") and v(1, "b") and v(1, "c") or v(2, "d") or v(3, "e"))
-- adjusts to one value, except a plain call at the end
local function two() return 1, 2 end
local function none() end
print(two() and two()); print(two() or two()); print((two())); print(none() or "none"); print(nil or two()); print(two() and none()); print(not two(), not none()); print(none() and 1, (none()))
local a, b = two() and two(); print(a, b)
local t = {two() or 1}; print(#t); t = {nil or two()}; print(#t); t = {(two())}; print(#t)
local function ret(x) return x and two() end print(ret(1)); print(ret(nil)); print(select("#", ret(false)))
local function va(...) return ... or "default" end print(va(), va(1, 2), va(nil, 2), va(false))
-- idioms
local function opt(x) x = x or 5; return x end print(opt(), opt(1), opt(false), opt(0))
local function opt2(x) if x == nil then x = true end return x end print(opt2(), opt2(false))
local max = function(x, y) return (x > y) and x or y end print(max(1, 2), max(3, 2))
local n = nil; print(n and n.field, n and n.a.b.c, (n or {}).field, ((n or {}).a or {}).b)
local cfg = {a = false}; print(cfg.a or "default", cfg.a == nil and "unset" or cfg.a, cfg.b == nil and "unset" or cfg.b)
local s = "x"; s = s == "x" and "y" or s == "y" and "z" or "w"; print(s); s = s == "x" and "y" or s == "y" and "z" or "w"; print(s)
-- in conditions, with side effects kept in order
local cnt = 0; local function inc() cnt = cnt + 1; return cnt end
if inc() > 5 and inc() or inc() == 2 then print("cond", cnt) end
while inc() < 6 and (cnt ~= 5 or inc()) do end print(cnt)
if not (nil or false) and not (1 and nil) then print("not") end
if (function() return nil end)() then else print("nil call") end
-- as arguments, table fields, indices, concatenation, returns
print(#(nil or "abc"), (nil or "a") .. (false or "b"), ({1, 2})[nil or 2], (1 and print) == print)
local tt = {x = nil or 1, [1 and "k"] = false or "v", 1 and "a", nil and 1 or "b"}; print(tt.x, tt.k, tt[1], tt[2])
print((nil or string).format("%d", 1 and 42), (false or ("x")):rep(3))
local f = nil or function(x) return x and "true" or "false" end; print(f(true), f(nil))
-- and/or with assignment of booleans
local p, q = true, false; print(p and q, p or q, not p, not q, p ~= q, p == not q, (p and not q) or (q and not p))
for _, x in ipairs{true, false} do for _, y in ipairs{true, false} do io.write(tostring(x and y), tostring(x or y), tostring(not x or y), tostring(x == y), " ") end end print()
-- comparison results are real booleans
print((1 < 2) == true, (1 < 2) and true, type(1 == 1 and nil), type(not 1), (not nil) == true, (1 == 1) ~= 1)
-- long chains
local function chain(x) return x == 1 and "one" or x == 2 and "two" or x == 3 and "three" or x == 4 and nil or "other" end
for i = 0, 5 do io.write(chain(i), " ") end print()
local r = nil or nil or nil or nil or nil or nil or nil or nil or "end"; print(r); r = 1 and 2 and 3 and 4 and 5 and 6 and 7 and 8 and "end2"; print(r)
