-- Lua CJSON where all numbers are doubles, and cjson.safe
local c, s = require "cjson", require "cjson.safe"
print(c.null, type(c.null), c._VERSION)
for _, text in ipairs{"1", "1.5", "1e3", "12345678901234567890", "[1,2,[3]]", '{"a":{"b":[true,false,null]}}', "nan", "[1", '"\\u00e9\\ud83d\\ude00/"'} do
  print(text, pcall(function() local v = c.decode(text) return type(v) == "table" and c.encode(v) or v end))
end
for _, v in ipairs{1, 1.5, 2^53, 2^63, 1e15, 0.1, "a/b\n\"\127\200", {}, {1, 2}, {x = 1}, {{}, {y = {}}}, {nil, 2}} do print(c.encode(v)) end
print(pcall(c.encode, print)) print(pcall(c.encode, {[print] = 1})) print(pcall(c.encode, 1/0)) print(pcall(c.encode, {[100] = 1}))
print(s.decode("[1")) print(s.encode(print)) print(s.decode("[1]")[1]) print(s.encode({1})) print(s.encode(1/0)) print(s.decode({}))
local n = c.new() n.encode_sparse_array(true) print(n.encode({[100] = 1})) print(pcall(c.encode, {[100] = 1}))
print(c.decode('{"n":3}').n == 3, c.decode("[10]")[1] + 1, #c.decode("[1,2,3]"))
