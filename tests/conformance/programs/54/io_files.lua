-- 6.8 io: open modes, read formats, lines, seek, write
local name = os.tmpname()
local function clean(...) local t = table.pack(...); for i = 1, t.n do if type(t[i]) == "string" then t[i] = t[i]:gsub(name, "NAME", 1) end end return table.unpack(t, 1, t.n) end
local function put(s) local f = assert(io.open(name, "wb")); f:write(s); f:close() end
local function get() local f = assert(io.open(name, "rb")); local s = f:read("a"); f:close(); return s end
-- write returns the file; numbers are written as text
local f = assert(io.open(name, "w")); print(f:write("a", 1, 2.5, "\n") == f, f:write() == f, io.type(f), f:close(), io.type(f)); print(("%q"):format(get()))
-- modes
for _, m in ipairs{"r", "w", "a", "r+", "w+", "a+", "rb", "wb", "ab", "r+b", "w+b", "a+b"} do local h = io.open(name, m); io.write(m, ":", tostring(h ~= nil), " "); if h then h:close() end end print()
for _, m in ipairs{"x", "rw", "+r", "b", "", "br", "r+x", "r +", "R", "w+b+", "rt"} do io.write(m, " "); print(clean(pcall(io.open, name, m))) end
put("12345"); f = io.open(name, "r+"); f:write("ab"); f:seek("set", 4); f:write("Z"); f:close(); print(get()); f = io.open(name, "a"); f:write("+end"); f:close(); print(get()); f = io.open(name, "a+"); f:seek("set", 0); print(f:read(3)); f:write("!"); f:close(); print(get()); f = io.open(name, "w+"); f:write("hello"); f:seek("set"); print(f:read("a")); f:close(); f = io.open(name, "w"); f:close(); print(#get())
-- open errors
print(io.open("/nonexistent/dir/file")); print(select("#", io.open("/nonexistent"))); print(io.open("/nonexistent/x", "w")); print(clean(pcall(io.open))); print(io.open("/", "w"))
-- read formats
put("line1\nline2\n\n  42 0x1F -3.5e2 nan\nlast"); f = io.open(name); print(f:read()); print(f:read("l")); print(f:read("L")); print(f:read("n", "n", "n")); print(f:read("n")); print(f:read("l")); print(f:read(2), f:read(0)); print(f:read("a")); print(f:read("a")); print(f:read("l"), f:read("L"), f:read("n"), f:read(1), f:read(0)); f:close()
put("abc\ndef\n"); f = io.open(name); print(f:read(1, 2, "l", "L", "a")); f:close(); f = io.open(name); print(f:read("*l", "*L", "*a")); f:close(); f = io.open(name); print(f:read("l", "l", "l", "l")); f:close(); f = io.open(name); print(f:read(100)); print(f:read(100)); f:close(); f = io.open(name); print(f:read(0)); print(f:read("a")); print(f:read(0)); f:close(); f = io.open(name); print(f:read(3.0), pcall(f.read, f, 1.5)); print(pcall(f.read, f, "x")); print(pcall(f.read, f, {})); print(pcall(f.read, f, "*x")); print(f:read("lx")); f:close()
-- numbers
for _, s in ipairs{"10", " \n\t12 ", "0x10", "-0x1p4", "1e5", "1e", "1e+", ".5", "5.", ".", "-", "+5", "+-5", "0x", "0xg", "1.2.3", "12abc", "abc", "", "1e5x", "9223372036854775807", "9223372036854775808", "0xffffffffffffffff", "1_2", "--5", "inf", "nan", "1e400", ("1"):rep(250), "0x.8", "00012", "1 2", "1,2", "-.5e1", "٣"} do put(s); f = io.open(name); local n = f:read("n"); io.write(("%q"):format(#s > 30 and "long" or s), " ", tostring(n), " ", n and math.type(n) or "-", " rest:", tostring(f:read("a")), "\n"); f:close() end
-- binary data, CRLF, no newline at the end
put("a\0b\r\nc\255\n\0"); f = io.open(name, "rb"); local l = f:read("l"); print(#l, l:byte(1, -1)); l = f:read("L"); print(#l, l:byte(1, -1)); print(#f:read("a")); f:close()
-- lines
put("one\ntwo\n\nfour"); for line in io.lines(name) do io.write("[", line, "]") end print(); for line in io.lines(name, "L") do io.write("[", line, "]") end print(); for a, b in io.lines(name, 1, 2) do io.write("<", a, "|", b or "nil", ">") end print(); for a in io.lines(name, "a") do io.write(#a, " ") break end print(); for c in io.lines(name, 4) do io.write("(", c, ")") end print(); f = io.open(name); for line in f:lines() do io.write(line, ",") end print(io.type(f)); print(pcall(f.read, f)); f:close(); f = io.open(name); for line in f:lines("l") do if line == "two" then break end end print(f:read("a")); f:close(); put("1 2 3 4"); local s = 0; for n in io.lines(name, "n") do s = s + n end print(s); for a, b in io.lines(name, "n", "n") do io.write(a, "-", b, " ") end print()
print(clean(pcall(io.lines, "/nonexistent/file"))); f = io.open(name); local it = f:lines(); f:close(); print(pcall(it)); it = io.lines(name); it(); print(it()); print(pcall(it)); print(select("#", io.lines(name))); for l in io.lines(name) do break end; local a, b, c, d = io.lines(name); print(type(a), b, c, io.type(d)); print((pcall(io.lines, name, "x"))); print(pcall(function() for l in io.lines(name, "x") do end end))
-- seek
put("0123456789"); f = io.open(name, "r+"); print(f:seek(), f:seek("cur"), f:seek("end"), f:seek("set"), f:seek("set", 3), f:read(2), f:seek("cur", 1), f:read(1), f:seek("end", -2), f:read("a"), f:seek("cur", -1), f:read(1)); print(f:seek("set", -1)); print(pcall(f.seek, f, "bad")); print(pcall(f.seek, f, "set", 1.5)); print(pcall(f.seek, f, {})); print(f:seek("set", 20), f:write("X") == f, f:seek()); f:close(); print(#get(), (get():gsub("\0", "."))); f = io.open(name, "r+"); f:read(2); f:seek("cur", 0); f:write("WW"); f:seek("cur", 0); print(f:read(2)); f:close(); print(get():sub(1, 10))
-- setvbuf, flush
f = io.open(name, "w"); print(f:setvbuf("no"), f:setvbuf("full", 1024), f:setvbuf("line"), pcall(f.setvbuf, f, "x")); f:write("buffered"); print(f:flush() == f, get()); f:setvbuf("no"); f:write("+now"); print(get()); f:close()
-- a file is closed only once; methods on closed files
print(pcall(f.close, f)); print(pcall(f.write, f, "x")); print(pcall(f.read, f)); print(pcall(f.seek, f)); print(pcall(f.lines, f)); print(pcall(f.flush, f)); print(tostring(f), io.type(f), io.type(42), io.type(io.stdout), pcall(io.type)); print(pcall(io.close, f)); f = io.open(name); print((tostring(f):gsub("0x%x+", "PTR"))); print(io.close(f), tostring(f))
-- reading from write-only and writing to read-only
f = io.open(name, "w"); print(f:read("a")); f:close(); f = io.open(name, "r"); print(f:write("x")); f:close()
-- close by a to-be-closed variable, by gc
do local g <close> = io.open(name, "w"); g:write("closed by scope") end print(get()); local function lost() local g = io.open(name, "w"); g:write("collected") end lost(); collectgarbage(); collectgarbage(); print(get())
-- io.tmpfile, large writes
local tf = io.tmpfile(); tf:write("temp"); tf:seek("set"); print(tf:read("a"), io.type(tf), tf:close()); f = io.open(name, "w"); for i = 1, 10000 do f:write(i, " ") end f:close(); print(#get(), select(2, get():gsub(" ", ""))); f = io.open(name, "w"); f:write(("x"):rep(1000000)); f:close(); local n = 0; for chunk in io.lines(name, 2^16 | 0) do n = n + #chunk end print(n)
-- rename, remove
print(os.rename(name, name .. ".2")); print(io.open(name)==nil, (io.open(name .. ".2"):close())); print(clean(os.remove(name .. ".2"))); print(clean(os.remove(name))); print(clean(os.rename(name, name .. ".3"))); print(select("#", os.remove("/nonexistent")))
