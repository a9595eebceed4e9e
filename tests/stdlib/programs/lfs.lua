-- LuaFileSystem
local l = require "lfs"
local function t(f, ...) local r = {n=select('#', pcall(f, ...)), pcall(f, ...)} for i = 1, r.n do r[i] = tostring(r[i]) end print(table.concat(r, "\t")) end
local D = "./lfst/" 
os.execute("mkdir ./lfst ./lfst/sub; echo hello > ./lfst/f; ln -s f ./lfst/ln; ln -s nowhere ./lfst/broken; chmod 640 ./lfst/f; touch -d @1000000000 ./lfst/f; mkfifo ./lfst/fifo")
for _, n in ipairs{"dev","ino","mode","nlink","uid","gid","rdev","access","modification","change","size","permissions","blocks","blksize"} do local v = l.attributes(D.."f", n) print(n, type(v), (n == "dev" or n == "ino" or n == "access" or n == "change" or n == "blksize" or n == "blocks" or n == "uid" or n == "gid") and "" or v) end
for _, n in ipairs{"f","sub","ln","broken","fifo"} do print(n, l.attributes(D..n, "mode"), l.symlinkattributes(D..n, "mode"), l.symlinkattributes(D..n, "target"), l.symlinkattributes(D..n, "permissions")) end
print(l.attributes("/dev/null", "mode"), l.attributes("/dev/null", "rdev"))
local a = l.attributes(D.."f") local k = {} for n in pairs(a) do k[#k+1] = n end table.sort(k) print(table.concat(k, " ")) local a = l.symlinkattributes(D.."ln") local k = {} for n in pairs(a) do k[#k+1] = n end table.sort(k) print(table.concat(k, " "), a.target)
local tt = {x=1} print(l.attributes(D.."f", tt) == tt, tt.mode, tt.x)
t(l.attributes) t(l.attributes, D.."nofile") t(l.attributes, D.."nofile", "mode") t(l.attributes, D.."f", "bad") t(l.attributes, D.."f", 1) t(l.attributes, D.."f", nil) t(l.attributes, D.."f", true) t(l.attributes, {}) t(l.symlinkattributes, D.."nofile", "target") t(l.symlinkattributes, D.."f", "target") t(l.symlinkattributes, D.."f", "bad")
t(l.mkdir, D.."new") t(l.mkdir, D.."new") t(l.mkdir, D.."a/b") t(l.mkdir) t(l.rmdir, D.."new") t(l.rmdir, D.."new") t(l.rmdir, D) t(l.rmdir, D.."f") t(l.rmdir)
local here = l.currentdir() t(l.chdir, D.."sub") print(l.currentdir() == here.."/lfst/sub") t(l.chdir, here) t(l.chdir, D.."nodir") t(l.chdir) t(l.chdir, D.."f")
local names = {} for n in l.dir(D) do names[#names+1] = n end table.sort(names) print(table.concat(names, " "))
t(l.dir, D.."nodir") t(l.dir) local f, o, x, y = l.dir(D) print(type(f), type(o), (_VERSION=="Lua 5.4") and tostring(x), y == o, tostring(o):match("^[^:]*"), select('#', l.dir(D))) 
print(type(o:next())) t(o.close, o) t(o.next, o) t(f, o) t(o.close, o) t(f) t(f, 1) t(f, {}) local f, o = l.dir(D) while f(o) do end t(f, o)
local mt = getmetatable(o) local k = {} for n, v in pairs(mt) do k[#k+1] = tostring(n) .. (v == mt and "=self" or "") .. ":" .. type(v) end table.sort(k) print(table.concat(k, " ")) k = {} for n in pairs(mt.__index) do k[#k+1] = n end table.sort(k) print(table.concat(k, " "))
t(l.touch, D.."f", 1000, 2000) print(l.attributes(D.."f", "access"), l.attributes(D.."f", "modification")) t(l.touch, D.."f", 5000) print(l.attributes(D.."f", "access"), l.attributes(D.."f", "modification")) t(l.touch, D.."nofile") t(l.touch, D.."f") t(l.touch) t(l.touch, D.."f", "x") t(l.touch, D.."f", 1, "x") t(l.touch, D.."f", 1.7) t(l.touch, D.."f", nil, 3)
t(l.link, D.."f", D.."hard") t(l.link, "f", D.."soft", true) print(l.symlinkattributes(D.."soft", "mode"), l.attributes(D.."hard", "nlink")) t(l.link, D.."f", D.."hard") t(l.link, D.."no", D.."x") t(l.link) t(l.link, "a") t(l.link, "f", D.."soft", true) t(l.link, "zz", "/nodir/x", true)
local f = io.open(D.."f", "r+") t(l.lock, f, "w") t(l.unlock, f) t(l.lock, f, "r", 1, 2) t(l.lock, f, "x") t(l.lock, 1, "w") t(l.lock) t(l.lock, f) t(l.unlock, f, "x") t(l.setmode, f, "binary") t(l.setmode, f, "text") t(l.setmode, f, "x") t(l.setmode, f) t(l.setmode, 1, "text") f:close() t(l.lock, f, "w") t(l.setmode, f, "text") local f = io.open(D.."f") t(l.lock, f, "w") t(l.lock, f, "r") f:close()
local lk = l.lock_dir(D) print(type(lk), tostring(lk):match("^[^:]*"), l.symlinkattributes(D.."lockfile.lfs", "target") ~= nil) t(l.lock_dir, D) t(l.lock_dir, D, 10) t(lk.free, lk) t(lk.free, lk) print(l.symlinkattributes(D.."lockfile.lfs", "mode")) t(l.lock_dir, D.."nodir") t(l.lock_dir) 
local lk = l.lock_dir(D) local mt = getmetatable(lk) local k = {} for n, v in pairs(mt) do k[#k+1] = tostring(n) .. (v == mt and "=self" or "") .. ":" .. type(v) end table.sort(k) print(table.concat(k, " ")) lk = nil collectgarbage() collectgarbage() print(l.symlinkattributes(D.."lockfile.lfs", "mode"))
