-- os.exit with a code: output is flushed, to-be-closed variables are not closed
local x <close> = setmetatable({}, {__close = function() print("closed?") end})
keep = setmetatable({}, {__gc = function() print("gc at exit?") end})
io.write("written without newline")
os.exit(7)
