-- an uncaught error object with __tostring
print("before")
error(setmetatable({}, {__tostring = function() return "my error object" end}))
