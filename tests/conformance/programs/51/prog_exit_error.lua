--@ traceback
-- an uncaught error under 5.1
print("before")
local function inner(t) return (t.missing.field) end
local function outer() local r = inner({}); return r end
io.stdout:write("buffered output comes first\n")
outer()
print("never")
