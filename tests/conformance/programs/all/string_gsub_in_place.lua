--@ lua: 51 54 jit
-- string.gsub with constant patterns and replacements of which only the text counts.
local gsub = string.gsub
local names = { a = "A", b = false, c = 12, d = 1.5, ["\200"] = "high", key = "value", x = "" }
local broken = { a = {}, b = "fine" }
local late = { a = "before" }

local function replaced(s)
  local a, b = (s:gsub("b", "BB")), (gsub(s, "[ab]", ""))
  local c = s:gsub("%s+", " ") .. "|"
  local d, e = (s:gsub("^%s+", "")), (s:gsub("%s+$", ""))
  local f, g = (s:gsub("x*", "-")), (s:gsub("", "."))
  local h, i = (s:gsub("%w+", "%0%0")), (s:gsub("(%w)(%w)", "%2%1"))
  local j, k = (s:gsub("a", "\\n")), (s:gsub("(b)", "%%"))
  local l = s:gsub(".", "")
  return a, b, c, d, e, f, g, h, i, j, k, l, (s:gsub("a.", "<>", 1)), pcall(string.gsub, s, ")", "]"), s:gsub("b", "")
end
local function looked_up(s)
  local a = s:gsub(".", names)
  local b = (s:gsub("%w+", names))
  local c = (gsub(s, "(.)b", names))
  local d = (s:gsub("()", names))
  local e = (s:gsub("%$(%w+)", names))
  local f = (s:gsub("a", names, 1))
  local g = (s:gsub("x", names))
  local h = (s:gsub("z*", names))
  return a, b, c, d, e, f, g, h, s:gsub("[ad]", names)
end
for _, s in ipairs({ "", "ab", "  a b\t\n c ", "axxb", "key $key $none", "a\200b\0c(d)", "aaa", "xyz" }) do
  print(replaced(s))
  print(looked_up(s))
end
print(replaced("1"), pcall(replaced, {}))
print(pcall(replaced, nil))
local function fails(s) return (s:gsub("[ab]", broken)) end
print(fails("xyz"), fails("bbb"))
print(pcall(fails, "cab"))
local function changing(s) return (s:gsub("[abc]", late)) end
print(changing("abc"))
setmetatable(late, { __index = function(_, k) return k .. k end })
print(changing("abc"))
setmetatable(late, nil)
late.a, late.b = nil, "after"
print(changing("abc"))
local function yields(s) return (s:gsub("%w", names)) end
print(coroutine.wrap(function() coroutine.yield(yields("abc")) end)())
string.gsub = function(...) return "mine" .. select("#", ...) end
print(replaced("ab"))
print(looked_up("ab"))
