--@ lua: 51 52
-- positions are C's ints: NaN is 0
local t = {3, 1, 2}
print(pcall(table.insert, t, 0/0, "x"))
print(#t, t[0], t[1], t[4])
