-- dialects: 5.1 5.2 5.3 5.4
-- files: arguments, results and errors
local function t(...) print(pcall(...)) end
local N="a.txt"
local f=assert(io.open(N,"w")) t(f.write,f,"12 0x1p4 -.5e1 nan\n","line2\n","\n","last") t(f.flush, f) t(f.setvbuf, f, "no") t(f.setvbuf, f, "x") t(f.seek, f) t(f.seek, f, "set", 3) t(f.seek,f,"end",-1) t(f.seek,f,"bad") t(f.seek, f, "set", -1) t(f.seek, f, "set", 1.5) t(f.read, f) t(io.type, f) t(f.close, f) t(io.type, f) t(tostring, f) t(f.close, f) t(f.read, f) t(f.lines, f) t(io.type, 1) t(io.type)
local f=io.open(N) t(f.read, f, "n", "n", "n", "n") t(f.read, f, "l") t(f.read, f, "*l", "*L", "l", "l") t(f.read, f, "a") t(f.read, f, "a") t(f.read, f, 0) t(f.read, f, 5) t(f.read, f, "x") t(f.read, f, "*x") t(f.read, f, {}) f:seek("set") t(f.read, f, 0) t(f.read, f, 3, 2, "n") t(f.read, f, "a", "l") t(f.write, f, "x") t(f.write, f) t(f.seek, f, "cur", 0) f:close()
t(io.open, "/nonexistent/x") t(io.open, "/nonexistent/x", "w") t(io.open, N, "rw") t(io.open, N, "r+b") t(io.open, N, "rb+") t(io.open, N, "") t(io.open) t(io.open, {}) t(io.open, N, "q")
t(io.open, ".") local d=io.open(".") if d then t(d.read, d) t(d.read, d, "a") t(d.read, d, 0) t(d.read, d, 1) t(d.close, d) end
t(io.open, ".", "w")
t(io.lines, N) t(io.lines, "/nonexistent") t(io.lines, N, "x") t(io.lines, N, 1, 2)
for l in io.lines(N) do io.write("[", l, "]") end print()
local it = io.lines(N) while it() do end t(it)
local f = io.open(N) local it = f:lines() while it() do end t(it) print(io.type(f)) f:close() t(it)
if _VERSION >= "Lua 5.2" then for a, b in io.lines(N, 1, 2) do io.write("[", a, "|", tostring(b), "]") end print() end
t(io.input, "/nonexistent") t(io.output, "/nonexistent/x") t(io.input, N) t(io.read) t(io.input().close, io.input()) t(io.read) t(io.lines) t(io.close, io.input()) t(io.input, 1)
local o = io.output() t(io.output, N..".2") t(io.write, "x") t(io.close) t(io.write, "y") t(io.close) t(io.flush) io.output(o) t(io.flush) t(io.stdout.close, io.stdout) t(io.close, io.stdout)
t(io.write, {}) t(io.write, 1, 2.5, nil) print() t(io.close, 1) t(io.stdout.write, 1, 2) t(io.stdout.write) t(io.stdout.seek)
t(io.popen, "echo hi; exit 3") local p = io.popen("echo hi; exit 3") t(p.read, p, "*a") t(tostring(p):match("^file %(") ~= nil and print) t(p.close, p) local p = io.popen("kill -9 $$") t(p.close, p) local p = io.popen("cat >/dev/null", "w") t(p.write, p, "x") t(p.close, p) t(io.popen, "x", "rw") t(io.popen, "x", "r+") t(io.popen) local p = io.popen("true") t(io.close, p) t(p.close, p)
local f = io.tmpfile() t(f.write, f, "abc") t(f.seek, f, "set") t(f.read, f, "a") f:close()
local f = io.open(N, "w+") f:write("hello world") f:seek("set", 2) t(f.read, f, 3) f:seek("cur", 0) f:write("XX") f:seek("set") t(f.read, f, "a") f:close()
local f = io.open(N, "a+") t(f.seek, f) t(f.read, f, 3) f:seek("cur",0) f:write("ZZ") t(f.seek, f) t(f.read, f, 1) f:seek("set", 1) t(f.read, f, "a") f:close()
local f = io.open(N, "a") t(f.seek, f) f:close()
local f = io.open(N, "r+") f:write("12") f:seek("cur",0) t(f.read, f, "a") f:close()
local mt = getmetatable(io.stdout) local ks = {} for k, v in pairs(mt) do ks[#ks+1] = k .. (v == mt and "=self" or type(v) == "string" and "="..v or "") end table.sort(ks) print(table.concat(ks, " ")) if type(mt.__index) == "table" then local ks = {} for k, v in pairs(mt.__index) do ks[#ks+1] = k end table.sort(ks) print(table.concat(ks, " ")) end
t(mt.__tostring, io.stdout) t(mt.__gc, io.stdout) t(mt.__tostring, 1) t(mt.__gc, 1)
print(select('#', io.lines(N)), select('#', io.open(N):lines()))
local f = io.open(N,"w") f:write(("9"):rep(210), " ", ("1"):rep(199), " 0x", " 1e+ ", " 0x.8 .e1 ..5 1e5x - 7 1.2.3") f:close() local f = io.open(N) for i=1,14 do t(f.read, f, "n") end t(f.read, f, "a")
t(f.read, f, "n") f:close()
t(f.__index) t(function() return io.stdout.foo end) t(function() return io.stdout < io.stdout end)
local f=io.open("/dev/full", "w") t(f.write, f, "x") t(f.flush, f) t(f.close, f) local f=io.open("/dev/full", "w") f:setvbuf("no") t(f.write, f, "x") t(f.close, f)
local f=io.open(N) t(f.lines, f, "x") t(pcall(f.lines, f, "x") and select(2, pcall(f.lines, f, "x")) or print)
t(f.read, f, "lxx") t(f.read, f, "*") t(f.read, f, "")
t(io.read, "n", {}) t(io.lines, {})
