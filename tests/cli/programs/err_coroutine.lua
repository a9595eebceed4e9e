local t = {}
function t.m(a)
 local b = a.x.y
end
local co = coroutine.wrap(function() t.m({}) end)
local function g() co() end
g()
