-- Loops over pairs and ipairs: holes, fields and elements cleared or appended meanwhile, other functions of those names.
local t = {1,2,3,nil,5,x=1,y=2,[10]=3,[2.5]=4,[true]=6}
local function show(...) local n = {} for k, v in ... do n[#n+1] = tostring(k).."="..tostring(v) end table.sort(n) print(table.concat(n," ")) end
local n={} for k,v in pairs(t) do n[#n+1]=tostring(k)..":"..tostring(v) end table.sort(n) print(table.concat(n," "))
n={} for i,v in ipairs(t) do n[#n+1]=i..":"..v end print(table.concat(n," "))
n={} for k in pairs(t) do n[#n+1]=tostring(k) end table.sort(n) print(table.concat(n," "))
n={} for i in ipairs(t) do n[#n+1]=tostring(i) end print(table.concat(n," "))
for k, v in pairs(t) do t[k]=nil end print(next(t))
local q = setmetatable({1,2,3,4,5,a=1}, {__index=function(_,k) return type(k)=="number" and k < 9 and -k or nil end})
n={} for i,v in ipairs(q) do n[#n+1]=i..":"..v end print(table.concat(n," "))
n={} for k,v in pairs(q) do n[#n+1]=tostring(k)..":"..v; q[k]=nil end table.sort(n) print(table.concat(n," "), rawlen(q))
local a = {} for i=1,5 do a[i]=i end
n={} for i,v in ipairs(a) do n[#n+1]=v if i < 10 then a[#a+1]=i*10 end end print(table.concat(n," "))
n={} for i,v in ipairs(a) do n[#n+1]=v if v==3 then a[4]=nil end end print(table.concat(n," "))
for i,v in ipairs({}) do print"no" end for k,v in pairs({}) do print"no" end
local pp = setmetatable({}, {__pairs=function(t) return function(_,k) if not k then return 1,nil elseif k<3 then return k+1,k end end, t, nil end})
for k,v in pairs(pp) do print(k,v) end
do local ipairs = function(t) return function(_, i) i=(i or 0)+1 if i<4 then return i, nil end end, t, nil end
 for i,v in ipairs({}) do print(i,v) end end
do local pairs, ipairs = ipairs, pairs for i,v in pairs({1,nil,3}) do print("swapped",i,v) end for i,v in ipairs({1,nil,3}) do print("sw2",i,v) end end
print(pcall(function() for i,v in ipairs() do end end))
print(pcall(function() for i,v in pairs(nil) do end end))
local fs={} for i,v in ipairs{7,8} do fs[i]=function() v=v+1 return i,v end end print(fs[1](),fs[1](),fs[2]())
for i,v in ipairs{1,2,3} do if i==2 then goto continue end print(i) ::continue:: end
local function find(t,x) for i,v in ipairs(t) do if v==x then return i end end return nil end
print(find({5,6,7},6), find({5},9))
for k,v in next,{a=1} do print(k,v) end
local h = {} for i=1,100 do h["k"..i]=i; h[i*1000]=i end
local s=0 for k,v in pairs(h) do s=s+v; h[k]=nil end print(s,next(h))
local qd = {} for i=1,200 do qd[i]=i end
s=0 for k,v in pairs(qd) do s=s+v; qd[k]=nil end print(s,next(qd))
local w=setmetatable({1,2,x=3},{__mode="v"}) s=0 for k,v in pairs(w) do s=s+v end print(s)
for _, row in ipairs{{1,2},{3}} do for _, c in ipairs(row) do if c==2 then break end io.write(c," ") end end print()
