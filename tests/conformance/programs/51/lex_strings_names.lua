#!/usr/bin/lua
-- Lua 5.1 lexical: strings, unknown escapes, comments, names
local function bytes(s) print(#s, table.concat({s:byte(1, -1)}, " ")) end
bytes("\a\b\f\n\r\t\v\\\"\'"); bytes('\065\10\0\0001\255'); bytes("line\
next"); bytes("\q\?\c\ \%\.\x41\z\u"); bytes("\65x\0660"); bytes("")
bytes([[
first newline dropped]]); bytes([==[]]]=]]==]); bytes([[a\nb]]); bytes([=[
]]
]=])
local function chunk(s) return assert(loadstring("return " .. s))() end
bytes(chunk("[[a\nb]]")); bytes(chunk("[[a\r\nb]]")); bytes(chunk("[[a\rb]]")); bytes(chunk("[[\r\na]]")); bytes(chunk('"a\\\r\nb"')); bytes(chunk("'\0'")); bytes(chunk("[[\0\255]]"))
for _, s in ipairs{'"abc', "'abc", '"abc\n"', '"\\300"', '"\\256"', "[[abc", "[==[a]=]", "[=a", '"a\\', "[[a [[ b]] ]]"} do print(loadstring("return " .. s, "=s")) end
print("it's", 'say "hi"', "a\"b", 'a\'b', [[a"b'c]])
-- comments
--[[ long
comment ]] print("after long comment")
--[==[ ]] ]=]
]==] print("level 2")
---[[ line comment
print("line")
--]]
--[=x not long
-- goto, and names that later versions reserve
local goto = 5; goto = goto + 1; print(goto); local t = {goto = 1}; print(t.goto); function t.continue() return "continue" end print(t.continue())
local class, None, lambda, def, import, async, await, is, yield, with, global = 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11; print(class, None, lambda, def, import, async, await, is, yield, with, global)
len, str, int, list = 1, 2, 3, 4; print(len, str, int, list); local _ENV = {print = 1}; print(type(print), _ENV.print); local _ = "underscore"; print(_)
print("semicolon after a statement"); print("is fine");
for _, s in ipairs{";", "x = 1;;", "local end = 1", "x = ", "é = 1", "x @ y", "x = 1 1", "::l::", "goto l", "x = 5 // 2", "x = 5 & 3", "x = ~1", "x = 1 << 2", "x != 1", "x = a ? b", "--[[ open", "`", "local x <const> = 1", "break", "return 1; x = 2", "return; x = 1", "for i = 1, 2 do break x = 1 end", "x = 'a' 'b'", "local function = 1", "a.end = 1", "x = }", "x = \0"} do local f, m = loadstring(s, "=c"); print((s:gsub("%z", "\\0")), f and "ok" or m) end
-- call syntax: an open parenthesis on a new line is ambiguous
print(loadstring("f\n(g)", "=c")); print(loadstring("local a = f\n(g):x()", "=c")); print(type(loadstring("f()\n;(g)()", "=c")))
local function id(x) return x end print(id"a", id'b', id[[c]], id{1}[1], id"x":upper(), #"abc", ("%d"):format(3))
print(loadstring("return\t1\v+\f2\r\n+\r3")()); print(loadstring("\239\187\191return 1")); print(loadstring("# x\nreturn 1")); print(type(loadstring("")), type(loadstring("-- only a comment")), loadstring("return 1--c")())
