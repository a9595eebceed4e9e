-- dialects: 5.1 5.2 5.3 5.4
-- require, searchers, searchpath and module
local function t(...) print(pcall(...)) end
t(require) t(require, {}) 
package.path = "./?.lua;./?/init.lua" package.cpath = "./?.so"
t(require, "a.b")
package.preload["pre"] = function(...) print("pre", ...) return nil end
t(require, "pre") t(require, "pre") print(package.loaded.pre)
package.preload["pre2"] = function(...) print(select('#', ...), ...) return false end
t(require, "pre2") print(package.loaded.pre2) t(require, "pre2")
local f = io.open("./m1.lua", "w") f:write("print('m1', ...) return {x=1}") f:close()
t(require, "m1") t(require, "m1") print(package.loaded.m1.x)
local f = io.open("./bad.lua", "w") f:write("x = = 1") f:close() t(require, "bad")
local f = io.open("./err.lua", "w") f:write("error('oops')") f:close() t(require, "err") print(package.loaded.err) t(require, "err")
print(package.config, #(package.searchers or package.loaders))
if package.searchpath then t(package.searchpath, "m1", package.path) t(package.searchpath, "a.b", "?;?.x") t(package.searchpath, "a-b", "/nodir/?.q", "-", "+") t(package.searchpath, "a.b", "") t(package.searchpath, "m1") t(package.searchpath, "x", "./m1.lua") t(package.searchpath, "a.b", "?", "") t(package.searchpath, "a.b","?.lua",".","") end
t(package.loadlib, "./x.so", "f") t(package.loadlib, "./x.so", "*") t(package.loadlib)
local s = package.searchers or package.loaders
for i = 1, 4 do print(i, s[i]("nomod")) end for i = 1, 4 do print(i, pcall(s[i])) end print(s[1]("pre")) print(s[2]("m1")) print(pcall(s[2], "bad"))
print(s[4]("nomod.x"))
table.insert(s, 2, function(n) print("searcher", n) if n == "zz" then return function(...) print("loading", ...) return 7 end, "extra", "more" end return "\n\tcustom" end)
t(require, "zz") t(require, "nn") table.remove(s, 2)
table.insert(s, 2, function(n) return nil end) t(require, "nn") table.remove(s, 2)
table.insert(s, 2, function(n) return 1 end) t(require, "nn") table.remove(s, 2)
table.insert(s, 2, function(n) return {} end) t(require, "nn") table.remove(s, 2)
local p = package.path package.path = nil t(require, "nn") package.path = 1 t(require, "nn") package.path = {} t(require, "nn") package.path = p
local p = package.preload package.preload = nil t(require, "nn") package.preload = 1 t(require,"nn") package.preload = p
local q = package.searchers or package.loaders if package.searchers then package.searchers = nil else package.loaders = nil end t(require, "nn") if _VERSION == "Lua 5.1" then package.loaders = q else package.searchers = q end
local l = package.loaded package.loaded = {} t(require, "string") package.loaded = l
print(package.loaded == (debug and debug.getregistry or function() return {_LOADED=package.loaded} end)()._LOADED, package.loaded._G == _G, package.loaded.package == package)
if module then
  local f = io.open("./old.lua", "w") f:write("module('old.sub', package.seeall) function f() return _NAME, _PACKAGE, _M end print(type(print)) y = 5") f:close()
  t(require, "old") print(old and old.sub and old.sub.f and old.sub.f()) print(package.loaded.old, package.loaded["old.sub"] ~= nil, old.sub.y)
  t(module) t(module, "string") t(module, "print") t(module, "a.b.c")
  t(package.seeall) t(package.seeall, {})
end
local f = io.open("./hash.lua", "w") f:write("#!/usr/bin/lua\nreturn ...") f:close() t(require, "hash") print(loadfile("./hash.lua")(5))
local f = io.open("./err2.lua", "w") f:write("#!/usr/bin/lua\nerror('x')") f:close() print(pcall(dofile, "./err2.lua"))
print(require("string") == string, select(2, require("string")), select("#", require("m1")))
