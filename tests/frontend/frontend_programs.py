"""Programs for the tests of the front end: broken ones, literals, names of chunks, families that grow into limits."""

from __future__ import annotations

import random
import re

# One program per line; \n, \t, \r, \x.. and \\ are escapes.
_BROKEN = r"""
goto = 1
local goto = 2; goto x
do break end
break
break break
while 1 do break; print() end
while 1 do break print() end
while 1 do local function f() break end end
if x then break end
function f()\n if x then\n break\n end\nend\n\n
;;
a=1;;b=2
f\n(1)
f()\n(g)()
return 1//2
return 1>>2
return 1<<2
return 1&2
return 1|2
return ~1
return a~b
return a~~b
return a!=b
return not
return - - 1
return return
return 1 x=1
return;;
return 1;;
return 1,,
return 1,
return\nx = 1
if
if a
if a the
if x then
if x then\n\n
if x then\n\nelse\n\n
if x then else elseif b then end
if a then else else end
if a = 1 then end
while
while a
while a do
while a do\n\nx = 1\n
repeat
repeat until
repeat\n\n
repeat local x until x x
do
do\n\n
end
until
else
then
elseif
x
x,
x,y
x,1=1
x =
x = = 1
= 1
x y
x.y
x[1]
x[
x[1
x.1
x.
x:
x:y
x:y.z()
x:y = 1
(x)
(x) = 1
(x
x = (
x = (1
x = (1\n
x = ()
('a')
'a'
1
1 = x
nil = 1
x = 1,,
f(), x = 1
x, f() = 1
f() = 1
f().x
f(
f(1
f(1,
f(1,)
f(1 2)
f(\n1\n
f\n(\n1\n
x = f(\n1,\n2\n y
a+b
a.b:c=1
x = a and
x = 1 +
x = 1 + + 1
x = 1 == 
x = a..
x = a...
x = ...
... = 1
x = {
x = {1,2
x = {1,\n2\n
x = {a=}
x = {[1]}
x = {[1 = 2}
x = {[1]=}
x = {a b}
x = {,}
x = {1,,2}
x = {1;;}
x = {...}
x = }
for
for 1
for a
for a b
for a,
for a,b=1
for a.b=1,2 do end
for a=1
for a=1 do end
for a=1,2
for a=1,2,3,4 do end
for a=1,2 do
for a=1,2 do\n\n
for a in
for a in b
for a,b in c do
for a in b,c,d,e,f do end
local
local 1
local x =
local x y
local x.y
local x, 
local function
local function a.b() end
local function 1() end
local x = 1 = 2
function
function a
function a.b.c:d.e() end
function a:b:c() end
function a.1() end
function a[1]() end
function () end
function a()
function a()\n\n
function a(
function a(a
function a(a,) end
function a(...,a) end
function a(1) end
function a(a b) end
x = function
x = function a() end
function f() return ... end
function f(...) return function() return ... end end
function f() return 1 x = 2 end
local x <const> = 1
local x <foo> = 1
local x <const
local x <
local x <1>
local x <const>=1
local x <const> = 1; x = 2
local x <const> = 'a'; x = 2
local x <const> = f(); x = 2
local x <close> = nil; x = 1
local x <const> = 1; function x() end
local x <const> = 1; local function x() end
local x <const> = 1; x.y = 1
local x <const> = 1; x, y = 2
local x <const> = 1; y, x = 2
local x <const> = 1; function f() x = 2 end
local x <const>, y = 1; function f() return function() y, x = 2 end end
local x <const> = {}; function x.y() end
local x <const> = {}; function x:y() end
local x <close>, y <close> = 1
local x <const>, y <close>, z <close>
local function x<const>() end
for i <const>=1,2 do end
for i=1,2 do i=3 end
local x <const> = 1 x\n\n= 2\n
::a::
::a:: ::a::
::a::\n::b:: ::a::
::a:: do ::a:: end
do ::a:: end ::a::
::a:: do ::b:: ::a:: end
::a
::a:
::1::
::
::a:: ;;; ::a::
goto
goto 1
goto end
goto a
goto a ::a::
goto a; goto b
function f()\n goto\n xx\nend\n\n
function f()\n goto xx\nend\n\n
do goto a end ::a::
do ::a:: end goto a
goto a do ::a:: end
::a:: function f() goto a end
function f() goto a end ::a::
goto a; local x ::a:: print(x)
goto a; local x ::a::
goto a; local x ::a:: ;;
goto a; local x; local y ::a:: ::b:: print(3)
do goto a; local x ::a:: end
do goto a; local x ::a:: ; ::b:: end
do goto a end local x ::a:: f()
do goto a end local x ::a::
repeat goto a; local x ::a:: until x
repeat if x then goto cont end; local y = 10; ::cont:: until y < x
for i=1,2 do goto continue; local x; ::continue:: end
for i=1,2 do goto continue; local x; ::continue:: f() end
if x then goto a end
if x then goto a; ::a:: end
if x then goto a; local b end ::a::
if x then break; ::a:: end
while 1 do if x then break; ::a:: end end goto a
while x do if y then goto c end local z ::c:: end
while x do if y then goto c end local z ::c:: f() end
goto a; goto b; local x ::b:: ::a:: f()
return 3x
return 3g
return 3_
return 08
return 0x
return 0xg
return 0x_
return 0xp1
return 0x.p1
return 0x1p
return 0x1p+
return 0x1.8.1
return 0x1p4,0x.8p1,0x1.8
return .0x1
return 1e
return 1e+
return 1ee
return 1e5e
return 1..2
return 1..a
return 1.5x
return 1.5.5
return .5.5
return 1.e
return 1_000
return 1.3e-e-2
return 0x1p-p-2 + 1e-+1
return 5 0x10
return 5 1e+4
return 0b101
x = 'a\\q'
x = "a\\q b"
x = '\\x'
x = '\\xZ'
x = '\\x4
x = '\\xag'
x = 'a\\tb\\x4z'
x = '\\300'
x = 'ab\\999'
x = 'ab\\25
x = '\\z  a'
x = 'ab\\z \n\n
x = '\\u{110000}'
x = '\\u{7FFFFFFF}'
x = '\\u{80000000}'
x = '\\u{D800}'
x = '\\u1'
x = '\\u{'
x = '\\u{}'
x = '\\u{x'
x = '\\u{12'
x = '\\u{12x}'
x = 'abc\ndef'
x = 'abc
x = "abc
x = 'abc\\
x = 'abc\\\n
x = 'abc\\\r\n\\\n\rd\n
x = 'a\\0b' 'c\\0d'
x 'a\\nb' 5 'x'
x = [[abc
x = [[abc\n\n
x = [=[abc\n]]
x = [=abc
x = [=
x = [==a
x = [[abc\n]] 5
x = [==[\nabc\n]==] [[\n\nz]]
x = [[a\rb\r\nc]] [=[\r\nd\n\re]=]
x = [[ [[ ]] ]]
x = [=[ [[ ]] ]=] y
--[[abc
--[=[ \n\n ]]
--[[ [[ ]]
--[=x\ny
--[[ x\n\n ]] y
@
x = @
x = $
x = !
x = a ? b
x = `a`
x = \\
x = \x00 1
x = \x01
x = \x7f
x = \xc8
\xc8 = 1
\x0b\x0cx = = 1
x = '\xc3\xa9' 'y'
\r\nx =\r\n\r\n= 1
\n\rx =\n\r\n\r= 1
\rx =\r\r= 1
#!/usr/bin/lua\nx = = 1
x = 1 # 2
function f(a, b, a) end return f(
local a <const>, b <close> = 1, nil; do a = 2 end
x = function(...) local a = ... return function() return ... end end
return function() return function() while x do end return ... end end
local t = {1, 2; 3, [4] = 5, x = {y = function() return 1 end}, f(}
for i = 1, 10 do if i > 5 then print(i) else goto done end end
for k, v in pairs(t) do local function g() return k end print(g() end
while true do repeat if a then break else f() end until b end end
local s = "a" .. 'b' .. [[c]] .. d'e' .. f{g} .. h:i'j' .. 1 .. 2 k
"""


def unescape(line: str) -> str:
    r"""The text that a line of a list stands for (\\, \n, \t, \r, \xhh)."""
    simple = {"n": "\n", "t": "\t", "r": "\r", "\\": "\\"}
    return re.sub(r"\\(x..|.)", lambda m: chr(int(m[1][1:], 16)) if m[1][0] == "x" else simple[m[1]], line)


BROKEN = [unescape(line) for line in _BROKEN.strip("\n").split("\n")]

# A text with some of everything, of which `mutants` makes broken ones.
_SEED = r"""
local a, b <const>, c = 1, 0x1F, "s\65\n"
function m.n.o:p(x, y, ...)
  local t = {x, y; [x + 1] = y, z = function() return ... end, ...}
  if x == nil and not y or #t > 3 then return t, (f(x)) elseif x then t.x[1].y = -x ^ 2 else goto done end
  for i = 1, #t, 2 do while i < 3 do break end end
  for k, v in pairs(t) do print(k, v) end
  repeat local u = x .. y .. [[long
string]] until u ~= "x" --[=[ comment
]=] do local w end
  ::done:: self.q:r{1}"s"[2](3)
  return 1.5e3, 0xA.8p1, x // y, x >> 2 & 3 | ~4, a <= b, x % 2
end
-- the end
local function g(...) local q <close> = ... ; return select('#', ...) end;
x, y.z, g().w = g(1)(2), nil, true, false
"""
_WORDS = ("and break do else end for function goto if in local nil not or repeat return then until while + - * / ^ # & "
          "~ << == <= = ( ) { } [ ] :: ; : , . .. ... x 1 0x 3.5 1e \"s\" ' \" [[ ]] -- @ <const> <close> \\ \n"
          ).split(" ")
_PIECES = re.compile(r"\w+|\s+|\"[^\"\n]*\"|.", re.S)


def mutants(count: int, seed: int) -> list[str]:
    """Programs made of parts of one text, with tokens deleted, inserted, exchanged."""
    rng = random.Random(seed)
    lines = _SEED.strip().split("\n")
    result = []
    while len(result) < count:
        first = rng.randrange(len(lines))
        pieces = _PIECES.findall("\n".join(lines[first:first + rng.choice((1, 2, 5, 20))]))
        for _ in range(rng.choice((1, 1, 2, 4))):
            at = rng.randrange(len(pieces) or 1)
            pieces[at:at + rng.choice((0, 1, 1, 2))] = [" ", rng.choice(_WORDS), " "][:rng.choice((0, 3))]
        result.append("".join(pieces))
    return result


def _names(n: int) -> str:
    return ",".join(f"a{i}" for i in range(n))


def _upvalues(n: int) -> str:
    """A function with *n* upvalues, from functions of 150 locals within one another."""
    names, head, ends = _names(n).split(","), "", ""
    for first in range(0, n, 150):
        head += f"local {','.join(names[first:first + 150])}\nlocal function f()\n"
        ends += " end"
    return head + "local function g() x = " + "\n+".join(names) + " end" + ends


# name -> (program of size n, range of n that holds all limits)
FAMILIES = {
    "parentheses": (lambda n: "x=" + "(" * n + "1" + ")" * n, (190, 205)),
    "minuses": (lambda n: "x=" + "- " * n + "1", (190, 205)),
    "constructors": (lambda n: "x=" + "{" * n + "1" + "}" * n, (190, 205)),
    "blocks": (lambda n: "do " * n + "end " * n, (190, 205)),
    "functions": (lambda n: "x=function() " * n + "end " * n, (90, 110)),
    "concatenations": (lambda n: "x=" + "a.." * n + "a", (190, 205)),
    "powers": (lambda n: "x=" + "2^" * n + "a", (190, 205)),
    "targets": (lambda n: "a," * n + "a=1", (190, 205)),
    "targets in blocks": (lambda n: "do do " + "a," * n + "a=1 end end", (185, 205)),
    "ifs": (lambda n: "if x then " * n + "end " * n, (190, 205)),
    "repeats": (lambda n: "repeat " * n + "until x " * n, (190, 205)),
    "indices": (lambda n: "x=" + "a[" * n + "1" + "]" * n, (190, 205)),
    "additions": (lambda n: "x=a" + "+(a" * n + ")" * n, (90, 105)),
    "locals": (lambda n: "local " + _names(n), (195, 205)),
    "local statements": (lambda n: "".join(f"local a{i}\n" for i in range(n)), (195, 205)),
    "parameters": (lambda n: f"x=function({_names(n)}) end", (195, 205)),
    "parameters and dots": (lambda n: f"function x:y({_names(n)},...) end", (190, 205)),
    "locals and loop": (lambda n: f"local {_names(n)} for i=1,2 do end", (190, 205)),
    "locals and iteration": (lambda n: f"local {_names(n)} for i in 1,2 do end", (190, 205)),
    "upvalues": (_upvalues, (50, 265)),
    "calls": (lambda n: "x=" + "f(" * n + "1" + ")" * n, (190, 205)),
    "string calls of tables": (lambda n: "f{" * n + "1" + "}" * n, (120, 130)),
    "arguments": (lambda n: "f(" + "a," * n + "1)", (240, 260)),
    "arguments and dots": (lambda n: "f(" + "a," * n + "...)", (240, 260)),
    "arguments of a method": (lambda n: "a:f(" + "a," * n + "g())", (240, 260)),
    "returns": (lambda n: "return " + "a," * n + "1", (240, 260)),
    "nested arguments": (lambda n: "x=" + "f(a,a.b+1,-a," * n + "1" + ")" * n, (45, 70)),
    "locals and arguments": (lambda n: f"local {_names(n)} f(" + "1," * 52 + "1)", (185, 201)),
    "constants and arguments": (lambda n: f"local {_names(n)} local z <const> = 1 f(" + "1," * 60 + "z)", (180, 199)),
    "loops": (lambda n: "for i in x do " * n + "end " * n, (30, 70)),
}
# LuaJIT's registers are its own.
NOT_JIT = {
    "calls", "string calls of tables", "arguments", "arguments and dots", "arguments of a method", "returns",
    "nested arguments", "locals and arguments", "constants and arguments", "loops", "upvalues",
}

NUMERALS = """
0 1 42 007 08 1234567890123 9007199254740991 9007199254740992 9007199254740993 9223372036854775807 9223372036854775808
18446744073709551615 18446744073709551616 123456789012345678901234567890 1e308 1e309 1e400 1e-400 4.9e-324 2e-324
0.0 1.0 1. .5 0.1 3.14159 1e3 1E+3 1e-3 5e20 123.456e2 0x0 0xF 0Xff 0x7fffffffffffffff 0x8000000000000000
0xffffffffffffffff 0x10000000000000000 0x123456789abcdef01 0x.8p1 0xA.8 0x1p4 0x1P-4 0x1p+4 0x.1 0x1. 0x1.8p0
0x1p1023 0x1p1024 0x1p-1074 0x1p-1075 0xA.8p1 0x0.0000000000001p0 0x1fffffffffffff.8 1e15 1e16 1e17 123456789012345680
""".split()

_STRINGS = r"""
'' | 'a' | "a" | '"' | "'" | 'a\'b' | "a\"b" | '\a\b\f\n\r\t\v\\' | '\0' | '\00' | '\000' | '\0001' | '\65\066\67'
'\255' | '\1a' | 'a\
b' | "a\
b" | '\x41\xff\x00' | '\z  a' | 'a\z
   b' | 'a\z' | '\u{41}' | '\u{7F}\u{80}\u{7FF}\u{800}\u{FFFF}' | '\u{10FFFF}' | '\u{00041}'
[[]] | [[a]] | [[
a]] | [[

a]] | [=[]]]=] | [==[]=]]==] | [[a\n]] | [=[[[a]]]=]
"""
STRINGS = [text.strip(" \n") for text in re.split(r" \| |\n(?='\\255|\[\[\]\])", _STRINGS) if text.strip(" \n")]
STRINGS += ["'a\\\r\nb'", "'a\\\n\rb'", "'a\\\rb'", "[[\r\na]]", "[[\n\ra]]", "[[\ra]]", "[[a\rb\r\nc\n\rd\n\ne\r\rf]]",
            "'\xc3\xa9\xff'", "'a\0b'", "'\\z\r\n\t\v\f x'", "'\\u{7FFFFFFF}'", "'\\u{200000}\\u{4000000}'"]

CHUNKNAMES = (
    ["=" + "x" * n for n in (0, 1, 58, 59, 60, 61, 79, 80, 90)]
    + ["@" + ("0123456789" * 10)[:n] for n in (0, 1, 51, 52, 53, 58, 59, 60, 61, 71, 72, 73, 80, 90)]
    + [("0123456789" * 10)[:n] for n in (1, 42, 43, 44, 45, 46, 47, 48, 49, 60, 62, 63, 64, 70)]
    + ["a\nb", "a\rb", "\n", "\nabc", "a\tb", "x=1 -- \x7f", "0123456789" * 5 + "\nabc", "0123456789" * 7 + "\nabc"]
    + ["0123456789" * 4 + tail for tail in ("\nabc", "1234\nabc", "12345\nabc", "1234567\nabc", "12345678\nabc")]
)
