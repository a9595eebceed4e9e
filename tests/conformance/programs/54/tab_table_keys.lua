-- Tables as keys where the variable is an operand of arithmetic too.
local mt = {__add=function(a,b) return 5 end, __sub = function(a, b) return a end}
local k = setmetatable({}, mt)
local function f(t,k) local x = k + 1; return t[k], t[k - 1] end
print(f({[k]="found"}, k))
local function g(t,k) local x = k + 1; t[k] = 7; t[k-1] = 8; return t[k] end
print(g({[k]="found"}, k))
local lt = {__add = mt.__add, __sub = mt.__sub, __lt = function(a, b) print("lt called") return true end}
local k2 = setmetatable({}, lt)
print(f({[k2]="found2"}, k2), g({[k2]="x"}, k2))
print(pcall(function(k) local x = k + 1; return k < 5 end, k))
print(pcall(function(k) local x = k + 1; return k < "5" end, 4))
print(pcall(function(k, t) local x = k + 1; return t[k] < 5 end, k, {[k] = {}}))
print(f({[1.5]="float", [0.5]="half"}, 1.5), f({["x"]=1}, 3), pcall(f, {}, "x"))
