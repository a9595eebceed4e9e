--@ lua: 51 52 53 54 jit
-- hooks tell of tail calls of the function itself, which take no stack, and of returns as each version does
local function tr(n, g) if n == 0 then return 1 end; return tr(n - 1) end
function gl(n) if n == 0 then return end return gl(n - 1) end
local t = {} function t.m(n) if n == 0 then return 1 end return t.m(n - 1) end
local function even(n) if n == 0 then return true end return odd(n - 1) end
function odd(n) if n == 0 then return false end return even(n - 1) end
for _, f in ipairs{tr, gl, t.m, even} do
for _, w in ipairs{"c", "r", "cr", "l", "crl"} do
  local log = {}
  debug.sethook(function(e, l) log[#log+1] = e .. (l or "") end, w)
  f(3)
  debug.sethook()
  print(table.concat(log, " "))
end end
local log = {}
debug.sethook(function(e, l) log[#log+1] = e .. (l or "") end, "cr")
local function f() return 1 end
f()
tostring(1)
math.abs(1)
string.rep("x", 2)
pcall(f)
debug.getinfo(1)
string.format("%d", 1)
debug.sethook()
print(table.concat(log, " "))
-- a hook that takes itself away
for _, last in ipairs{"call", "tail call", "return", "tail return"} do
  local seen, left = {}, 2
  debug.sethook(function(e)
    seen[#seen + 1] = e
    if e == last then left = left - 1 end
    if left == 0 then debug.sethook() end
  end, "cr")
  tr(3)
  debug.sethook()
  print(last, #seen > 0, seen[#seen])
end
