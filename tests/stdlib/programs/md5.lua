-- dialects: 5.1 5.2
local m = require "md5"
local function t(...) local r = {pcall(...)} for i = 1, #r do r[i] = string.format("%q", tostring(r[i])) end print(table.concat(r, " ")) end
t(m.sum, "") t(m.sumhexa, "hello") t(m.sum, {}) t(m.sumhexa, 12) t(m.exor, "abc", "\1\2\3") t(m.exor, "a", "bc") t(m.exor, "") t(m.exor)
t(m.crypt, "a message that is longer than sixteen bytes", "key", "seed") t(m.crypt, "x", "k", "") t(m.crypt, "", "k", "s") t(m.crypt, "x", ("k"):rep(257), "s") t(m.crypt, "x", "k", ("s"):rep(17)) t(m.crypt, "x") t(m.crypt, "x", "k", {}) t(m.crypt)
t(m.decrypt, m.crypt("a message that is longer than sixteen bytes", "key", "seed"), "key") t(m.decrypt, "", "k") t(m.decrypt, "\20abc", "k") t(m.decrypt, "\3ab", "k") t(m.decrypt, m.crypt("secret", "k"), "k") t(m.decrypt, "\0", "k") t(m.decrypt) t(m.decrypt, "\255", "k")
print(m == require "md5.core", #m.crypt("x", "k"))
