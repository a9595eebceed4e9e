--@ traceback
-- an uncaught error: message and traceback on standard error, exit status 1
print("before")
local function inner(t) return t.missing.field end
local function outer() inner({}) end
io.stdout:write("buffered output comes first\n")
outer()
print("never")
