-- A coroutine that dies by an error keeps its variables open for coroutine.close
local function C(n) return setmetatable({},{__close=function(_,e) print("close",n,e) end}) end
local co = coroutine.create(function()
  local a <close> = C"a"
  local function inner()
    local b <close> = C"b"
    print(pcall(function() local c <close> = C"c"; error("in c") end))
    error("E!")
  end
  inner()
end)
print(coroutine.resume(co)) print(coroutine.status(co)) print(debug.traceback(co))
print(coroutine.resume(co))
print(coroutine.close(co)) print(coroutine.close(co))
-- nested
co = coroutine.create(function()
  local a <close> = C"oa"
  local co2 = coroutine.create(function() local b <close> = C"ob"; error("x") end)
  print(coroutine.resume(co2)); print(coroutine.close(co2))
  for i in coroutine.wrap(function() local w <close> = C"w"; coroutine.yield(1); error"werr" end) do print(i) end
end)
print(coroutine.resume(co)) print(coroutine.close(co))
-- error in close
co = coroutine.create(function()
  local a <close> = C"first"
  local b <close> = setmetatable({},{__close=function(_, e) print("bclose", e, coroutine.running() == co, coroutine.status(co)); error("second",0) end})
  error("first")
end)
print(coroutine.resume(co)) print(coroutine.close(co))
-- yield in close of dead
co = coroutine.create(function()
  local b <close> = setmetatable({},{__close=function(_, e) print("y", pcall(coroutine.yield, 5)) end})
  error("first")
end)
print(coroutine.resume(co)) print(coroutine.close(co))
-- sort, gsub
co = coroutine.create(function() local b <close> = C"s"; table.sort({3,2,1}, function() local z <close> = C"z" error"srt" end) end)
print(coroutine.resume(co)) print(coroutine.close(co))
co = coroutine.create(function() local b <close> = C"rt"; local x; x() end)
print(coroutine.resume(co)) print(coroutine.close(co))
co = coroutine.create(function() local b <close> = C"never"; error"q" end)
print(coroutine.resume(co)) co=nil collectgarbage() collectgarbage()
local function so() local x <close> = nil; return 1 + so() end
co = coroutine.create(function() local b <close> = C"so"; so() end)
local a,b = coroutine.resume(co) print(a, b:match("stack overflow")) print(coroutine.close(co) )
co = coroutine.create(function()
  local a <close> = C"aa"
  local b <close> = setmetatable({},{__close=function(_, e) print("y", e, pcall(coroutine.yield, 5)); coroutine.yield(1) print'no' end})
  coroutine.yield(1)
end)
print(coroutine.resume(co)) print(coroutine.close(co)) print(coroutine.status(co))
