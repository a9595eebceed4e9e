-- os.exit(true, true) closes the state
local x <close> = setmetatable({}, {__close = function() print("closed") end})
keep = setmetatable({}, {__gc = function() print("finalized") end})
print("exiting")
os.exit(true, true)
