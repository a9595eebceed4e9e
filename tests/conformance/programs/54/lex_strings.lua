-- 3.1 literal strings
local function bytes(s) print(#s, table.concat({s:byte(1, -1)}, " ")) end
bytes("\a\b\f\n\r\t\v\\\"\'")
bytes('\a\b\f\n\r\t\v\\\"\'')
bytes("\0\00\000\1\12\123\1234")
bytes("\x00\x7f\xff\xFfa\x41B")
bytes("\u{0}\u{7f}\u{80}\u{7ff}\u{800}\u{ffff}\u{10000}\u{10FFFF}\u{7FFFFFFF}")
bytes("a\z
       b\z   c\z

  d\ze")
bytes("line\
next")
bytes("\z   ")
bytes("é\u{e9}日")
print("a'b", 'a"b', "a\"b", 'a\'b', [[a"b'c\n]], [==[]]]=]]==], [[]])
bytes([[
first newline is dropped]])
bytes([[

second newline stays]])
bytes([==[
]]
]=]
]==])
bytes([[x]y]])
bytes([[a[[b]])
-- line ends of every kind in long strings and after a backslash, by load
local function chunk(s) return assert(load("return " .. s))() end
bytes(chunk("[[a\nb]]")); bytes(chunk("[[a\r\nb]]")); bytes(chunk("[[a\rb]]")); bytes(chunk("[[a\n\rb]]"))
bytes(chunk("[[\r\na]]")); bytes(chunk("[[\n\ra]]")); bytes(chunk("[[\r\ra]]")); bytes(chunk("[[a\n\nb\r\r\nc]]"))
bytes(chunk('"a\\\nb"')); bytes(chunk('"a\\\r\nb"')); bytes(chunk('"a\\\rb"')); bytes(chunk('"a\\\n\rb"'))
bytes(chunk('"a\\z\r\n\t b"'))
bytes(chunk("'\0'")); bytes(chunk("[[\0\1\255]]")); bytes(chunk('"\xff\xfe"'))
bytes(chunk('"--not a comment"')); bytes(chunk("[[--x]]"))
-- errors
for _, s in ipairs{'"abc', "'abc", '"abc\n"', '"\\q"', '"\\xg"', '"\\x1"', '"\\300"', '"\\256x"', '"\\u{110000000}"', '"\\u123"', '"\\u{}"',
                   '"\\u{12"', '"\\u{80000000}"', '[[abc', '[==[abc]=]', '[=abc', "'a\\", '"\\u{g}"', '"\\xag"', '"a\\9999b"',
                   "'\\\r\n", '"\\z'} do
  local f, msg = load("return " .. s, "=s")
  print(f and #f() or msg)
end
-- strings as statements, calls without parentheses
local function id(x) return x end
print(id"a", id'b', id[[c]], id[=[d]=], #id"abc", id"x":upper(), ("%s"):format"y")
print(("x"):rep(3), #"abc", "abc" == 'abc', "\65\066\x43" == "ABC")
print("\104\101\108\108\111", "tab\tend", "nul\0end" == "nul\z
\0end")
-- what looks like an escape in a long string is not
print([[\65\n\z]], #[[\]])
print(#"\n\
\
x")
