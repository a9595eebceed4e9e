--@ lua: 51 54 jit
-- Values are fetched at the parenthesis that closes around them.
local function try(f, ...) print(select(2, pcall(f, ...))) end
local t = {}
try(function() return (
 t.a.b
 ) end)
try(function() while (
 t.a.b

 ) do end end)
try(function() repeat until (
 t.a.b
 ) end)
try(function() for i = 1, (
 t.a.b
 ) do end end)
try(function() local x = 1 + (
 t.a.b
 ) end)
try(function() local x = 1 .. (
 t.a.b
 ) end)
try(function() local x = t and (
 t.a.b
 ) end)
try(function() local x = t[(
 t.a.b
 )] end)
try(function() local x = {[(
 t.a.b
 )] = 1} end)
try(function() local x = {x = (
 t.a.b
 ), y = 2} end)
try(function() local x = -(
 t.a.b
 ) end)
try(function() local x = (
 t.a.b
 ) + 1 end)
try(function() local x = (
 t.a.b
 ).c end)
try(function() local x = (
 t.a.b
 ):c() end)
try(function() local x = (
 t.a.b
 )() end)
try(function() print((
 t.a.b
 )) end)
try(function() if (
 t.a.b
 ) then end end)
try(function() return (((
 t.a.b)
 )
 ) end)
try(function() t[(
 t.a.b
 )] = 1 end)
try(function() (
 t.a.b
 ).c = 1 end)
try(function() return t.a.b -- (x
 end)
try(function() return (t.a.b --[[
 ]]) end)
