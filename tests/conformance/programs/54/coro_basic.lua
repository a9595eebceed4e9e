-- 2.6 and 6.2 coroutines: create, resume, yield, status, wrap, running, isyieldable
local co = coroutine.create(function(a, b)
  print("start", a, b)
  local c = coroutine.yield(a + b)
  print("got", c)
  local d, e = coroutine.yield(c * 2, "two")
  print("got", d, e)
  return "final", d + e
end)
print(coroutine.status(co), type(co)); print(coroutine.resume(co, 1, 2)); print(coroutine.status(co)); print(coroutine.resume(co, 10)); print(coroutine.resume(co, 3, 4)); print(coroutine.status(co)); print(coroutine.resume(co)); print(coroutine.resume(co, 1))
-- numbers of values
local c2 = coroutine.create(function(...) local n = select("#", ...); while true do n = select("#", coroutine.yield(n)) end end); print(coroutine.resume(c2)); print(coroutine.resume(c2, nil)); print(coroutine.resume(c2, nil, nil)); print(coroutine.resume(c2, 1, nil, 3, nil)); print(coroutine.resume(c2))
local c3 = coroutine.wrap(function() coroutine.yield(); coroutine.yield(nil); coroutine.yield(nil, nil); coroutine.yield(1, nil); return end); print(c3()); print(c3()); print(c3()); print(c3()); print(select("#", c3())); print(pcall(c3))
-- status: suspended, running, normal, dead
local outer; outer = coroutine.create(function() print("outer sees itself", coroutine.status(outer)); local inner = coroutine.create(function() print("inner sees outer", coroutine.status(outer)); print(coroutine.resume(outer)) end); print(coroutine.status(inner), coroutine.resume(inner)); print(coroutine.status(inner)) end); print(coroutine.resume(outer)); print(coroutine.status(outer))
-- running, isyieldable
local main, ismain = coroutine.running(); print(type(main), ismain, coroutine.isyieldable(), coroutine.status(main)); local rc; rc = coroutine.create(function() local r, m = coroutine.running(); print(r == rc, m, coroutine.isyieldable(), coroutine.isyieldable(r), coroutine.isyieldable(main)) end); coroutine.resume(rc); print(coroutine.isyieldable(rc), coroutine.resume(main))
-- errors: resume returns false, wrap raises
local ce = coroutine.create(function() error("oops") end); print(coroutine.resume(ce)); print(coroutine.status(ce), coroutine.resume(ce)); ce = coroutine.create(function() error({code = 7}) end); print(select(2, coroutine.resume(ce)).code); ce = coroutine.create(function() error() end); print(coroutine.resume(ce)); ce = coroutine.create(function() local x = nil; return x.y end); print(coroutine.resume(ce)); print(pcall(coroutine.wrap(function() error("wrapped") end))); print(pcall(coroutine.wrap(function() error({1}) end)) == false); print(pcall(coroutine.wrap(function() error("no position", 0) end))); print(pcall(coroutine.wrap(function() error(nil) end)))
print(pcall(coroutine.resume)); print(pcall(coroutine.resume, 5)); print(pcall(coroutine.create)); print(pcall(coroutine.create, 5)); print(pcall(coroutine.wrap, {})); print(pcall(coroutine.status, {})); print(pcall(coroutine.yield, 1)); print(pcall(coroutine.isyieldable, 5)); print(pcall(coroutine.status)); print(coroutine.resume(coroutine.running())); print(pcall(coroutine.close))
-- a coroutine of a library function
print(coroutine.resume(coroutine.create(print), "printed", nil)); print(coroutine.wrap(math.max)(3, 9, 2)); local cy = coroutine.create(coroutine.yield); print(coroutine.resume(cy, 1, 2)); print(coroutine.resume(cy, 3, 4)); print(coroutine.status(cy)); print(coroutine.wrap(pcall)(error, "e")); print(coroutine.wrap(string.rep)("x", 3))
-- arguments are passed on first resume and to yield later; upvalues shared
local total = 0; local acc = coroutine.wrap(function(n) while n do total = total + n; n = coroutine.yield(total) end return "stopped" end); print(acc(1), acc(2), acc(3), total, acc())
-- yield in every kind of expression
local ex = coroutine.wrap(function() local t = {coroutine.yield(1), coroutine.yield(2), x = coroutine.yield(3)}; print(t[1], t[2], t.x); print(coroutine.yield(4) + coroutine.yield(5), coroutine.yield(6) .. "!", #coroutine.yield(7)); if coroutine.yield(8) then print("then") end; for i = coroutine.yield(9), coroutine.yield(10) do io.write(i, " ") end; print(); while coroutine.yield(11) do print("in while") end; t[coroutine.yield(12)] = coroutine.yield(13); print(t.key); return (coroutine.yield(14) or coroutine.yield(15)) and coroutine.yield(16) end)
ex(); ex("a"); ex("b"); ex("c"); ex(10); ex(20); ex("s"); ex("len"); ex(true); ex(1); ex(3); ex(true); ex(false); ex("key"); ex("val"); ex(nil); ex(true); print(ex("result"))
-- yield across nested Lua calls, recursion
local function tree(t) if t then tree(t[1]); coroutine.yield(t.v); tree(t[2]) end end local function each(t) return coroutine.wrap(function() tree(t) end) end for v in each{{{v = 1}, v = 2, {v = 3}} and {{v = 1}, v = 2, {v = 3}}, v = 4, {v = 5}} do io.write(v, " ") end print()
local function perm(a, n) n = n or #a; if n <= 1 then coroutine.yield(a) else for i = 1, n do a[n], a[i] = a[i], a[n]; perm(a, n - 1); a[n], a[i] = a[i], a[n] end end end local cnt = 0; for p in coroutine.wrap(function() perm{1, 2, 3} end) do io.write(table.concat(p), " "); cnt = cnt + 1 end print(cnt)
-- producer, filter, consumer
local function producer() return coroutine.create(function() for i = 1, 4 do coroutine.yield("item" .. i) end return nil end) end local function recv(p) local ok, v = coroutine.resume(p); return v end local function filter(p) return coroutine.create(function() local n = 1; while true do local x = recv(p); if not x then return nil end; coroutine.yield(n .. ":" .. x); n = n + 1 end end) end local f = filter(producer()); while true do local x = recv(f); if not x then break end; io.write(x, " ") end print()
-- scheduler
local out, tasks = {}, {}; for id = 1, 3 do tasks[#tasks + 1] = coroutine.create(function() for step = 1, id do out[#out + 1] = id .. "." .. step; coroutine.yield() end end) end while #tasks > 0 do for i = #tasks, 1, -1 do coroutine.resume(tasks[i]); if coroutine.status(tasks[i]) == "dead" then table.remove(tasks, i) end end end print(table.concat(out, " "))
-- many coroutines alive at once
local many = {}; for i = 1, 1000 do many[i] = coroutine.wrap(function() local n = i; while true do n = n + 1; coroutine.yield(n) end end) end local s = 0; for r = 1, 3 do for i = 1, 1000 do s = s + many[i]() end end print(s); many = nil; collectgarbage(); local n = 0; for i = 1, 5000 do local c = coroutine.wrap(function() coroutine.yield(1) end); n = n + c() end print(n)
-- fibonacci and primes
local function gen(n) return coroutine.wrap(function() for i = 2, n do coroutine.yield(i) end end) end local function sieve(p, g) return coroutine.wrap(function() for n in g do if n % p ~= 0 then coroutine.yield(n) end end end) end local g = gen(50); local pr = {}; while true do local p = g(); if not p then break end; pr[#pr + 1] = p; g = sieve(p, g) end print(table.concat(pr, " "))
