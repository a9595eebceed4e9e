-- dialects: 5.1 5.2 5.3 5.4
-- the table library: arguments, results, metamethods and errors
local function t(...) print(pcall(...)) end
local T=table
t(T.insert) t(T.insert, 1) t(T.insert, {}) t(T.insert, {}, 1, 2, 3) t(T.insert, {1,2}, 5, 1) t(T.insert, {1,2}, 0, 1) t(T.insert, {1,2}, "x", 1) t(T.insert, {1}, nil) t(T.insert, nil, 1) t(T.insert, {1,2}, 1.5, 1)
t(T.remove) t(T.remove, {}) t(T.remove, {}, 1) t(T.remove, {}, 0) t(T.remove, {1,2}, 5) t(T.remove, {1,2}, 3) t(T.remove, {1,2,3}, 1) t(T.remove, {[0]=5}) t(T.remove, {1,2}, 0) t(T.remove,{1,2},-1) t(T.remove, {}, 5) t(T.remove, {}, -1) print(select('#', T.remove({}))) 
print(select('#', T.remove({1,2}, 3)))
t(T.concat) t(T.concat, {1,{},3}) t(T.concat, {1,2}, 3) t(T.concat, {1,2}, {}) t(T.concat, {1,2}, ",", 1, 3) t(T.concat, {1,2}, ",", 2) t(T.concat, {1.5, 2, "x"}, ",") t(T.concat, {}, "x", 1, 0) t(T.concat, {true}) t(T.concat, {}, ",", "a") t(T.concat, {1,2,3}, ",", nil, 2)
if T.pack then t(T.pack) t(T.pack, 1, nil, nil) print(T.pack(1,nil,nil).n) end
if T.unpack then t(T.unpack) t(T.unpack, 1) t(T.unpack, "abc") t(T.unpack, {1,2,3}, 2) t(T.unpack, {1,2,3}, 2, 5) t(T.unpack, {}, 1, 1e7) t(T.unpack, {}, 1, 1e6) t(T.unpack, {}, "a") t(T.unpack, {}, 2, 1) t(T.unpack, {1,2}, 1.5) t(T.unpack, {}, math.mininteger, math.maxinteger) end
if T.move and math.maxinteger then local mm,mi=math.maxinteger or 2^53, math.mininteger or -2^53 t(T.move) t(T.move, {}, 1) t(T.move, {}, 1, 2) t(T.move, {1,2,3}, 1, 3, 2) t(T.move, {}, 1, 2, 3, 4) t(T.move, {}, mi, 1, 2) t(T.move, {}, 1, mm, 2) t(T.move,{},-1,mm, 2) end
t(T.sort) t(T.sort, {3,1,"x"}) t(T.sort, {{},{}}) t(T.sort, {1,2,3}, 1) t(T.sort, {1,2,3}, {}) t(T.sort, {3,2,1,4}, function() return true end) t(T.sort, {3,2,1}, function() return true end) t(T.sort, {1, nil, 3}) t(T.sort, {true, false}) t(T.sort, {1,2,3,4,5,6,7,8,9,10}, function() return true end) t(T.sort, {1}, 1) t(T.sort, {}, "x") t(T.sort, {1,2}, nil)
t(T.sort, {3,2}, setmetatable({}, {__call=function(_,a,b) return a<b end}))
t(T.sort, {"a", 1}) t(T.sort, {1, "a"}) t(T.sort, {1,2}, function() error("x") end)
local p = setmetatable({}, {__index=function(_, i) return i <= 3 and i*10 or nil end, __len=function() return 3 end, __newindex=function(t,k,v) print("set",k,v) end})
t(T.concat, p, ",") t(T.insert, p, 5) t(T.remove, p) if T.unpack then t(T.unpack, p) end t(unpack or print, p)
local q = setmetatable({}, {__len=function() return "x" end})
t(T.concat, q) t(T.insert, q, 1) local q = setmetatable({}, {__len=function() return 1.5 end}) t(T.insert, q, 1) t(T.unpack or print, q)
t(T.maxn or print) t(T.getn or print) t(T.setn or print) t(T.foreach or print, {}) t(T.foreach or print) t(T.foreachi or print, {}, 1)
if math.maxinteger then t(T.sort, setmetatable({}, {__len=function() return math.maxinteger end})) end
t(T.insert, setmetatable({}, {__len=function() return math.maxinteger or 2^53 end}), 1)
t(T.concat, setmetatable({}, {__index=function(t,k) return k end}), ",", math.maxinteger and math.maxinteger-1 or 1, math.maxinteger or 1)
