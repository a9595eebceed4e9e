--@ lua: 51 52 53 54 jit
-- lines of files that are closed meanwhile
local name = os.tmpname() local f = io.open(name, "w") f:write("a\nb") f:close()
io.input(name) io.close(io.input())
print(pcall(function() local it = io.lines() return type(it), pcall(it) end))
local it = io.lines(name) it() print(it()) print(it()) print(pcall(it))
f = io.open(name) it = f:lines() f:close() print(pcall(it)) print(pcall(f.lines, f)) os.remove(name)
