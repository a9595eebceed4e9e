-- Metatables that get and change their metamethods after tables have them.
local C = {}
C.__index = C
function C.new(v)
  local o = setmetatable({}, C)
  o.name = v
  return o
end
function C.direct(v) return setmetatable({value = v}, C) end
function C:area() return self.name end
local list = {C.new(1), C.new(2), C.direct(3), C.direct(4)}
for _, o in ipairs(list) do print(o.name, o.value, o:area(), o.missing) end
C.__index = function(t, k) return "got " .. tostring(k) end
for _, o in ipairs(list) do print(o.name, o.value, o.area, o.missing, o[1]) end
C.__newindex = function(t, k, v) rawset(t, k, "new " .. tostring(v)) end
for _, o in ipairs(list) do o.fresh = 1; o[1] = 2; print(o.fresh, o[1]) end
C.__index = nil
for _, o in ipairs(list) do print(o.fresh, o.missing, o.area, rawget(o, "name")) end
-- without __index at first
local D = {}
function D.new(v) return setmetatable({value = v, x = D}, D) end
local a, b = D.new(1), D.new(2)
D.__index = function(t, k) return k end
print(a.name, b.name, a.value, b[1])
-- the tables of the libraries, and the globals
local meta = {}
setmetatable(_G, meta)
setmetatable(string, meta)
meta.__index = function(t, k) return "missing " .. k end
print(undefined, string.undefined, ("x").undefined)
meta.__newindex = function(t, k, v) rawset(t, k, "new " .. v) end
defined = "1"
string.defined = "2"
print(defined, string.defined)
