-- 3.3.5 generic for
for i, v in ipairs{"a", "b", nil, "d"} do io.write(i, v, " ") end print()
for w in ("one two  three"):gmatch("%S+") do io.write("<", w, ">") end print()
-- explicit triple
local function iter(s, c) c = c + 1; if c <= s then return c, c * c end end
for i, sq in iter, 4, 0 do io.write(i, "=", sq, " ") end print()
for k, v in next, {10} do print(k, v) end
for k, v in next, {10, 20}, 1 do print(k, v) end
-- expressions are evaluated once and adjusted
local function three(...) print("called", ...); return iter, 2, 0 end
for i in three("x") do io.write(i, " ") end print()
for i in three() do io.write(i, " ") end print()
for i, a, b, c in (function(s, i) if i < 2 then return i + 1, "a" end end), nil, 0 do print(i, a, b, c) end
-- callable tables, and functions that return nothing
local callable = setmetatable({n = 0}, {__call = function(self, s, c) self.n = self.n + 1; if self.n <= 3 then return self.n, s, c end end})
for a, b, c in callable, "state", "control" do print(a, b, c) end
for x in function() end do print("never") end
for x in function() return nil, "x" end do print("never") end
for x in function() return false end do print("false goes on", x); break end
-- control variable passed to the iterator is the real one
local seen = {}
for i in function(_, c) seen[#seen + 1] = tostring(c); if (c or 0) < 3 then return (c or 0) + 1 end end do i = i * 100 end
print(table.concat(seen, " "))
-- stateless, stateful and coroutine iterators
local function range(n) local i = 0; return function() i = i + 1; if i <= n then return i end end end
for i in range(3) do io.write(i, " ") end print()
for a, b in coroutine.wrap(function() for i = 1, 3 do coroutine.yield(i, i * 10) end end) do io.write(a, ":", b, " ") end print()
-- assigning existing fields and removing during traversal is allowed
local t = {a = 1, b = 2, c = 3, d = 4, 10, 20}
for k, v in pairs(t) do t[k] = v * 2 end
local sum = 0; for _, v in pairs(t) do sum = sum + v end print(sum)
for k in pairs(t) do t[k] = nil end print(next(t))
local big = {}; for i = 1, 200 do big[i] = i; big["k" .. i] = i end
local cnt = 0; for k, v in pairs(big) do cnt = cnt + 1; big[k] = nil end print(cnt, next(big))
-- ipairs stops at the first nil, and respects __index
local p = setmetatable({}, {__index = function(_, i) if i <= 3 then return i * 11 end end})
for i, v in ipairs(p) do io.write(i, ":", v, " ") end print()
local grow = {1}; for i, v in ipairs(grow) do if i < 5 then grow[i + 1] = v * 2 end end print(table.concat(grow, " "))
-- __pairs
local mp = setmetatable({}, {__pairs = function(t) return function(_, k) if not k then return 1, "only" end end, t, nil end})
for k, v in pairs(mp) do print(k, v) end
-- the fourth value is closed
local function closing(name, n)
  local i = 0
  return function() i = i + 1; if i <= n then return i end end, nil, nil,
    setmetatable({}, {__close = function(_, e) print("close " .. name, e) end})
end
for i in closing("normal", 2) do io.write(i, " ") end
for i in closing("break", 5) do if i == 2 then break end end
do local function f() for i in closing("return", 5) do if i == 2 then return "returned" end end end print(f()) end
print(pcall(function() for i in closing("error", 5) do if i == 2 then error("oops", 0) end end end))
for i in closing("goto", 5) do if i == 3 then goto out end end ::out::
for i in closing("outer", 2) do for j in closing("inner", 1) do io.write(i, j, " ") end end
for i in closing("empty", 0) do end
for x in function() end, nil, nil, nil do end for x in function() end, nil, nil, false do end
print(pcall(function() for x in print, nil, nil, {} do end end))
print(pcall(function() for x in print, nil, nil, 5 do end end))
-- errors
print(pcall(function() for x in nil do end end))
print(pcall(function() for x in 5 do end end))
print(pcall(function() for x in {} do end end))
print(pcall(function() local t = {}; for k in t do end end))
print(pcall(function() for k in pairs(nil) do end end))
print(pcall(function() for k in pairs() do end end))
print(pcall(function() for k in ipairs() do end end))
print(pcall(function() for k in ipairs(nil) do end end))
print(pcall(function() for k in next, {}, "nokey" do end end))
print(pcall(function() for k in undefinediter() do end end))
print(pcall(function() for k in function() error("in iterator") end do end end))
print(pcall(next, {}, 1), pcall(next, {1, 2}, 3))
-- order of the array part
local arr = {}; for i = 1, 20 do arr[i] = i end; local o = {} for i in pairs(arr) do o[#o + 1] = i end print(table.concat(o, " "))
