#!/usr/bin/env lua
-- 3.1 comments, names, semicolons, white space
--[[ long
comment ]] print("after long comment")
--[==[ with ]] inside
]==] print("level 2")
---[[ not a long comment
print("line comment")
--]]
--[ x ]] still a line comment
--[=x also
--
print --[[between]] ( --[[inside]] "args" --
)
;;; print("semicolons");;
;(function() print("paren after semicolon") end)()
local a<const>, b = 1, 2; print(a, b)
local _, _1, __x, A, aB = 1, 2, 3, 4, 5
print(_, _1, __x, A, aB)
-- names that are keywords elsewhere
local class, def, import, lambda, None, True, pass, del, try, except, with, yield, async, await, global, nonlocal, is, from, as, raise =
  1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20
print(class, def, import, lambda, None, True, pass, del, try, except, with, yield, async, await, global, nonlocal, is, from, as, raise)
function print_(...) return print(...) end
len, str, int, list, dict, object, range, isinstance = 1, 2, 3, 4, 5, 6, 7, 8
print(len, str, int, list, dict, object, range, isinstance)
print_(self, cls, math.floor(2.5))
local function f(None, class, lambda) return None, class, lambda end
print(f(1, 2, 3))
local t = {class = 1, None = 2, def = function(self) return self.class end, ["end"] = 3, ["and"] = 4}
print(t.class, t.None, t:def(), t["end"], t["and"])
function t.lambda(x) return x end; function t:pass(y) return self == t, y end
print(t.lambda(1), t:pass(2))
goto done
print("skipped")
::done::
-- white space of all kinds
print(load("return\t1\v+\f2\r\n+\r3")())
print(load("x\n=\n5 return\nx")())
print(load("\xef\xbb\xbfreturn 1"))   -- a BOM is only skipped in files
print(load("# comment\nreturn 1"))    -- so is a first line with #
for _, s in ipairs{"", "   ", "--", "--[[]]", ";", "-- no newline at the end"} do print(type(load(s))) end
for _, s in ipairs{"local end = 1", "and = 2", "x = = 1", "goto = 1", "local goto", "é = 1", "x @ y", "x $ 1", "a ! b", "x ? y",
                   "x = #", "--[[ open", "--[==[ ]]", "x = 1 1", "`x`", "\\x", "a\0b = 1", "x = 'a' 'b'", "local function = 1", "a.1 = 2", "a.end = 1"} do
  print(load(s, "=c"))
end
do local x <const> = 5; print(x) end
return print("a chunk may return"), nil
