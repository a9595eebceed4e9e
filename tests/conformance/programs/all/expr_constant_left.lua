--@ lua: 51 54
-- Comparisons with constants on the left
local none, five, yes, no = nil, 5, true, false
local function show(...)
  print(...)
end
show(nil == none, nil ~= none, nil == five, nil ~= five, nil == no, nil ~= no, none == nil, five ~= nil)
show(true == yes, true ~= yes, false == no, false ~= no, false == none, true == five, false ~= five)
show(nil == nil, nil ~= nil, nil == true, 0 == nil, 0 ~= false, "" == nil, "x" ~= true, true == true, true ~= false)
show(5 == five, 5 ~= five, "5" == five, 5.0 == five, "a" == "a", 1 < five, 9 < five, "a" < "b")
if nil ~= none and nil ~= five then show("both") elseif nil ~= five then show("one") end
local function kind(x) if nil == x then return "nil" elseif false == x then return "false" elseif true == x then return "true" end return "other" end
show(kind(nil), kind(false), kind(true), kind(0), kind(""))
show(nil == rawget(_G, "nothing"), nil ~= rawget(_G, "print"), not (nil == none), not (false ~= no))
local t = { 1, nil, 3 }
show(nil == t[2], nil ~= t[3], t[1] ~= nil, nil == t.field)
