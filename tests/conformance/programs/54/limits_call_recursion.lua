-- tables that call themselves nest as functions do, in coroutines too
local down = setmetatable({}, {__call = function(self, n) if n == 0 then return 0 end return 1 + self(n - 1) end})
print(down(40000))
print(coroutine.wrap(function() return down(40000) end)())
local endless = setmetatable({}, {__call = function(self) return 1 + self() end})
local ok, message = pcall(endless)
print(ok, message:match("stack overflow"), down(40000))
print(select(2, coroutine.resume(coroutine.create(function() endless() end))):match("stack overflow"))
