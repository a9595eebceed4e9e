--@ lua: 51 54
-- Strings with operators and calls of their own
local meta = getmetatable("")
print(pcall(function() return "%d" % 5 end))
meta.__mod = function(s, a) return s:format(a) end
meta.__mul = function(s, n) return s:rep(n) end
meta.__add = function(a, b) return a .. "+" .. tostring(b) end
meta.__unm = function(s) return s:reverse() end
meta.__concat, meta.__lt, meta.__eq = error, error, error
print("%d" % 5, "ab" * 3, "a" + 1, -"abc", "10" + 5, "10" * 2, "a" .. "b", "a" < "b", "a" == "b", #"abc")
for _, s in ipairs { "x%dy", "q" } do print(s % 3, s * 2, -s, s + s, 1 + s) end
meta.__call = function(s, ...) return s:sub(...) end
local s = "hello"
print(s(2, 3), ("abc")(1, 1), pcall(s, 2))
print(select("#", s(1, 2)), pcall(function() return s(1), (s(2)) end))
local later = (loadstring or load)("local s, t = ... local a = s(2) return a, t.name(3), ('xyz')(-1), #s(2, 3)", "=later")
print(pcall(later, "word", { name = "field" }))
meta.__call = nil
print(pcall(later, "word", {}))
