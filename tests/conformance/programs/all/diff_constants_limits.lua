--@ lua: 51 54
-- Names behind constant operands; loops whose limit is NaN; a loop's start is kept while its limit is computed.
local u = {}
local function try(f) print(select(2, pcall(f))) end
try(function() return (2^63 and u) + 1 end)
try(function() return ((1 + 2) and u) + 1 end)
try(function() return (not nil and u) + 1 end)
try(function() return (not 1 or u) + 1 end)
try(function() return ((true or true) and u) + 1 end)
try(function() local y; return ((y or true) and u) + 1 end)
try(function() local y; return ((y and nil) or u) + 1 end)
try(function() local y = 1; return ((y and 1) and u) + 1 end)
try(function() local y; return ((y or nil) or u) + 1 end)
try(function() return (1/0 and u) + 1 end)
try(function() return (0/0 and u) + 1 end)
try(function() return (not u or u) + 1 end)
try(function() return (2^63 and undefined) + 1 end)
try(function() return ((true or true) and undefined) + 1 end)
try(function() return (("x" or u) and undefined.x).y end)
try(function() return ((u or 1.5) and undefined)() end)
try(function() return ((nil and 1) or u.x).y end)
try(function() return ((nil or false) or u.x).y end)
try(function() return (nil and 1 or u.x).y end)
try(function() return (false or u.x or u.y).y end)
try(function() return (1 and 2 and u.x).y end)
try(function() return (1 and u.z and 2).y end)
try(function() local t = {} return t[1 + 1.5].x end)
try(function() local t = {} return t[2^3].x end)
try(function() local t = {} return t[3 - 1].x end)
for _, step in ipairs{1, -1, 0.5, -0.5} do
  local n = 0
  for i = 1, 0/0, step do n = n + 1 if n > 3 then break end end
  local m = 0
  for i = 0/0, 1, step do m = m + 1 if m > 3 then break end end
  local k = 0
  for i = 1.0, 0/0, step do k = k + 1 if k > 3 then break end end
  local l = 0
  for i = 1, 3.5, step do l = l + 1 if l > 3 then break end end
  print(step, n, m, k, l)
end
local n = 0
for i = 1, 0/0, -1 do n = n + 1 if n > 3 then break end end
print(n)
local function s5(p6)
  for i8 = 100 + 1000, string.byte(p6, 1000000) or 0 do
  end
end
print(pcall(s5, "aaa"))
