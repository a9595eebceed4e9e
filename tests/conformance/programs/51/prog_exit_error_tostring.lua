-- an error object with __tostring
error(setmetatable({}, {__tostring = function() return "my error object" end}))
