-- calls through tables take no more depth than calls of functions
local n = 10000
local function foo() if n == 0 then return 1023 else n = n - 1; return foo() end end
for i = 1, 100 do foo = setmetatable({}, {__call = foo}) end
print(coroutine.wrap(function() return foo() end)())
n = 10000; print(foo()); print(pcall(foo)); n = 12000; print(pcall(coroutine.wrap(function() return pcall(foo) end)))
