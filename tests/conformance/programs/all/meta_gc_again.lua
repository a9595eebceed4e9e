--@ lua: 52 53 54
-- objects that their finalizer marks again; finalizers that are no functions; collectgarbage inside of finalizers
if warn then warn("@on") end
local function cg() collectgarbage() collectgarbage() end
local again = {}
again.__gc = function(o) o.n = o.n + 1 print("again", o.n) if o.n < 3 then setmetatable(o, again) end end
do setmetatable({n = 0}, again) end
cg() cg() cg() cg()
do local o = {n = 1} o.me = o setmetatable(o, again) end
cg() cg() cg()
local other = {__gc = function(o) print("other", o.n) end}
do setmetatable({n = "x"}, {__gc = function(o) print("one", o.n) setmetatable(o, other) end}) end
cg() cg()
local kept
do setmetatable({n = "kept"}, {__gc = function(o) print("first", o.n) kept = setmetatable(o, other) end}) end
cg() cg() print(kept and kept.n) kept = nil cg()
for _, handler in ipairs{5, "text", {}, true, setmetatable({}, {__call = function(self, o) print("called", type(o)) end})} do
  do local m = {__gc = true} local o = setmetatable({}, m) m.__gc = handler o = nil end cg()
end
for _, option in ipairs{"collect", "count", "step", "isrunning", "stop", "restart", "setpause", "setstepmul", "generational", "incremental"} do
  setmetatable({}, {__gc = function()
    local fine, value = pcall(collectgarbage, option)
    print(option, fine, value == nil)
  end}) cg()
end
if warn then
  for _, value in ipairs{1, {}, true, "text"} do setmetatable({}, {__gc = function() error(value) end}) cg() end
  setmetatable({}, {__gc = function() error(setmetatable({}, {__tostring = function() return "shown" end})) end}) cg()
end
print(collectgarbage("isrunning"))
