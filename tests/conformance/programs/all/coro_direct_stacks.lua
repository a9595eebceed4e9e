--@ lua: 51 54
-- What the debug library and error positions tell of coroutines whose own bodies yield.
local function inner(x) error("deep " .. x, 2) end
local function show(level) print(debug.traceback("here", level)) end
local co
co = coroutine.create(function(a)
  local k = 7
  coroutine.yield(a)
  print(k)
  show(1)
  show(2)
  print(debug.traceback(co, "itself"))
  inner(k)
end)
print(debug.traceback(co), debug.getinfo(co, 0))
print(coroutine.resume(co, 1))
print(debug.traceback(co))
print(debug.traceback(co, "message"))
print(debug.traceback(co, nil, 1))
local info = debug.getinfo(co, 0, "nSl") print(info.what, info.currentline, info.short_src)
info = debug.getinfo(co, 1, "Slu") print(info.what, info.currentline, info.linedefined, info.lastlinedefined, info.nups)
print(debug.getinfo(co, 2))
print(debug.getlocal(co, 1, 1)) print(debug.getlocal(co, 1, 2)) print(debug.getlocal(co, 1, 3))
print(debug.setlocal(co, 1, 2, "changed"))
print(pcall(debug.getlocal, co, 2, 1))
local func = debug.getinfo(co, 1, "f").func
print(type(func), func == debug.getinfo(co, 1, "f").func, debug.getinfo(func, "S").linedefined)
print(coroutine.resume(co))
print(debug.traceback(co))
print(debug.traceback(co, "dead"))
print(coroutine.status(co))

-- the function, taken from the stack, is an ordinary one
local count = 0
local once = coroutine.create(function(x) count = count + 1 coroutine.yield(count, x) return "end" end)
print(coroutine.resume(once, "a"))
local again = coroutine.create(debug.getinfo(once, 1, "f").func)
print(coroutine.resume(again, "b")) print(debug.traceback(again)) print(coroutine.resume(again)) print(coroutine.resume(once))
print((pcall(debug.getinfo(once, 1, "f") or error, "x")))

-- one that waits for another
local outer
local function look()
  local function deep() print(debug.traceback(outer, "outer")) print(debug.traceback("inner")) print(debug.getinfo(outer, 1, "l").currentline) end
  deep()
end
outer = coroutine.create(function()
  local stream = coroutine.wrap(function() look() coroutine.yield(1) coroutine.yield(2) end)
  for v in stream do coroutine.yield(v) end
  local step = coroutine.wrap(function() coroutine.yield(look()) end)
  step()
end)
print(coroutine.resume(outer)) print(debug.traceback(outer)) print(coroutine.resume(outer)) print(coroutine.resume(outer))

-- handlers see the stack of the error, and of the coroutine only
local co = coroutine.create(function()
  print(xpcall(function() local x; x.y = 1 end, debug.traceback))
  print(select(2, xpcall(function() for v in coroutine.wrap(function() coroutine.yield(1) error("inside") end) do end end, function(m) return m end)))
  coroutine.yield()
end)
print(coroutine.resume(co))
print(xpcall(function() coroutine.wrap(function() error("wrapped") coroutine.yield() end)() end, function(m) return m .. "!" end))
