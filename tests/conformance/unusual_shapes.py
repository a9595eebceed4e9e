"""Programs of unusual shape: as deep, long or wide as Lua allows, and a little more.

``PROGRAMS`` maps names to Lua sources.  ``unusual_shapes.out`` holds what the driver prints of them on real Lua;
``python unusual_shapes.py`` records it again.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

RECORDED = Path(__file__).with_suffix(".out")

# Runs each program of its arguments; messages of errors are shortened, since they may quote the program.
DRIVER = """
for _, name in ipairs(arg) do
  print("== " .. name)
  local _, f, message = pcall(loadfile, name .. ".lua")  -- without the handler that adds a traceback
  if f then
    local ok, message = pcall(f, "argument", name)
    if not ok then print("error: " .. tostring(message):sub(1, 200)) end
  else
    print("syntax error: " .. message:sub(1, 200))
  end
end
"""


def lines(parts) -> str:
    return "\n".join(parts)


def numbered(count, form, separator=",") -> str:
    """A list like ``a0,a1,a2``: *form* with each number in place of #."""
    return separator.join(form.replace("#", str(number)) for number in range(count))


def nested(depth, opening, body, closing="end") -> str:
    """A block in a block in a block; # stands for the number of the block, both in the opening and in the closing."""
    heads = [opening.replace("#", str(number)) for number in range(depth)]
    tails = [closing.replace("#", str(number)) for number in reversed(range(depth))]
    return lines([*heads, body, *tails])


# Words that mean something to Python, or in translated code.
WORDS = """None True False class def print self __class__ __init__ import from as with lambda yield async await global nonlocal
pass raise try except finally del assert is type len str int float dict list object super eval exec globals locals vars
__name__ __file__ __builtins__ __chunk__ __debug__ __doc__ __dict__ __slots__ match case _ __ NotImplemented Ellipsis getattr
setattr id abs range tuple first results index S E TRUE FALSE arr hash meta f_x m_x t_1 c_1 block_1 left_1 jump varargs
Table make_f chunk main_chunk error_ RAW_ERRORS""".split()
VARIABLES = [word for word in WORDS if word != "print"]


def limits() -> dict:
    """What the grammar and the compiler bound by numbers."""
    letters = [numbered(100, "local a# = #", " "), numbered(154, "local b# = #", " ")]
    total = numbered(100, "a#", "+") + "+" + numbered(154, "b#", "+")
    upvalues = f"local function f() {letters[0]} return function() {letters[1]} return function() return {total} end end end"
    return {
        "locals_200": numbered(200, "local a# = #", "\n") + "\nprint(a0 + a199)",
        "locals_250": "local function f()\n" + numbered(250, "local a# = #", "\n") + "\nend",
        "locals_250_in_one": "local " + numbered(250, "a#") + " = 1",
        "locals_in_blocks": numbered(5, "do " + numbered(150, "local b#_x = #", " ") + " print(b149_x) end", " "),
        "upvalues_254": upvalues + " print(f()()())",
        "upvalues_255": upvalues.replace("+b153", "+b153+c0+c1").replace("local b0", "local c0, c1 = 1, 2 local b0"),
        "parameters_200": f"local function f({numbered(200, 'p#')}) return p0 + p199 end print(f({numbered(200, '#')}))",
        "parameters_250": f"local function f({numbered(250, 'p#')}) return p249 end print(f({numbered(250, '#')}))",
        "arguments_250": f"print(select('#', {numbered(250, '#')}))",
        "arguments_253": f"local function f(...) return select('#', ...) end print(f({numbered(253, '#')}))",
        "arguments_300": f"local function f(...) return select('#', ...) end print(f({numbered(300, '#')}))",
        "results_250": f"local function f() return {numbered(250, '#')} end print(select('#', f()), (select(250, f())))",
        "results_300": f"local function f() return {numbered(300, '#')} end print(select('#', f()))",
        "targets_100": f"{numbered(100, 'a#')} = {numbered(100, '#')} print(a0, a99)",
        "targets_300": f"{numbered(300, 'a#')} = {numbered(300, '#')} print(a0, a299)",
        "swap_100": f"local {numbered(100, 'a#')} = {numbered(100, '#')} "
                    f"{numbered(100, 'a#')} = {','.join(f'a{99 - n}' for n in range(100))} print(a0, a99)",
    }


def expressions() -> dict:
    deep = {f"{name}_{count}": form(count) for count in (180, 250, 5000) for name, form in {
        "parentheses": lambda n: f"print({'(' * n}42{')' * n})",
        "concatenation": lambda n: f"local s = {numbered(n, 'p', ' .. ').replace('p', chr(39) + 'p' + chr(39))} print(#s)",
        "power": lambda n: f"local a = 1 print({numbered(n, 'a', ' ^ ')})",
        "minus": lambda n: f"local a = 5 print({'- ' * n}a)",
        "not": lambda n: f"print({'not ' * n}nil)",
        "tables": lambda n: f"local t = {'{' * n}1{'}' * n} local n = 0 while type(t) == 'table' do t = t[1] n = n + 1 end print(n)",
        "calls": lambda n: f"local function f(x) return x end print({'f(' * n}7{')' * n})",
        "indices": lambda n: f"local t = {{1}} print({'t[' * n}1{']' * n})",
        "functions": lambda n: f"print({'(function() return ' * (n // 2)}1{' end)()' * (n // 2)})",
    }.items()}
    chains = {f"long_{name}": text for name, text in {
        "sum": f"local a = 1 print({numbered(5000, 'a', ' + ')})",
        "sum_of_constants": f"print({numbered(5000, '#', ' + ')})",
        "and": f"local a = 1 print({numbered(5000, 'a', ' and ')})",
        "or": f"local a = false print({numbered(5000, 'a', ' or ')})",
        "comparison": f"local a = 1 print({numbered(5000, 'a', ' == ')})",
        "fields": f"local t = {{}} t.a = t print(t{'.a' * 5000} == t)",
        "elements": f"local t = {{}} t[1] = t print(t{'[1]' * 2000} == t)",
        "calls": f"local f f = function() return f end print(f{'()' * 5000} == f)",
        "methods": f"local o = {{}} function o:m() return self end print(o{':m()' * 2000} == o)",
        "string_methods": f"print(('x'){':rep(1)' * 2000})",
        "fields_missing": f"local t = {{}} t.a = t local function f() return t end return f(){'.a' * 2000}.b.c",
    }.items()}
    return deep | chains


def blocks() -> dict:
    """Nested loops and blocks: CPython allows 20."""
    closable = "local function C(n) return setmetatable({}, {__close = function() io.write(n, ' ') end}) end "
    mixed = ["for i#=1,2 do local c# = i#*10", "for k#,v# in pairs{1} do local c#=v#", "local c#=0 while c# < 1 do c# = c# + 1",
             "local c#=0 repeat c# = c# + 1", "do local c# = #", "if n >= 0 then local c#=1", "for k#,v# in next,{1} do local c#=v#"]
    kinds = [kind.replace("#", str(number)) for number, kind in enumerate(mixed * 6)]
    ends = [f"n = n + c{number} " + (f"until c{number} >= 1" if number % 7 == 3 else "end") for number in range(42)]
    return {
        "for": f"local n = 0 {nested(48, 'for i#=1,2-#%16%2 do', 'n = n + i0 + i47 if n > 9 then return print(n) end')}",
        "while": f"local n = 0 {nested(60, 'local w# = 0 while w# < 1 + 1//(#%16+1) do w# = w# + 1', 'n = n + w0 + w59')} print(n)",
        "repeat": "local n = 0 " + nested(60, "local w# = 0 repeat w# = w# + 1 local q# = w#", "n = n + w0 + w59",
                                         "until q# >= 1 + 1//(#%16+1)") + " print(n)",
        "pairs": f"local n = 0 {nested(32, 'for k#, v# in pairs{1, #%9==0 and 2 or nil} do', 'n = n + v0 + v31')} print(n)",
        "do": f"local n = 0 {nested(190, 'do local d# = #', 'n = n + d0 + d189')} print(n)",
        "if": f"local n = 0 {nested(190, 'if n == 0 then', 'n = n + 1', 'else print(n) end')} print(n)",
        "while_190": f"local n = 0 {nested(190, 'while n < 1 do', 'n = n + 1')} print(n)",
        "too_many": nested(250, "do", ""),
        "mixed": lines(["local n, fs = 0, {}", *kinds, "n = n + c0 + c41 fs[#fs + 1] = function() c41 = c41 + 1 return c41 + c0 + c30 end",
                        *reversed(ends), "print(n, #fs, fs[1](), fs[1](), fs[2]())"]),
        "break": "local n = 0 " + nested(48, "for i#=1,3 do if i# == 2 then break end", "n = n + i0",
                                        "n = n + 1 if i# > 1 then print('no') end end") + " print(n)",
        "return": "local function f(x)\n" + nested(48, "for i#=1,3 do", "if x then return x, i0, i47 end do return end")
                  + "\nend print(f(5)) print(f()) print(select('#', f()))",
        "goto": "local n = 0\n" + nested(38, "for i#=1,2 do local u# = 1", "n = n + 1 if n > 5 then goto done end goto c30",
                                        "n = n + 1 ::c#:: end") + "\n::done:: print(n)",
        "goto_back": "local n = 0 ::top::\n" + nested(60, "while true do", "n = n + 1 if n < 5 then goto top else goto done end")
                     + "\n::done:: print(n)",
        "vararg": "local function f(...)\n" + nested(45, "for i#=1,1 do", "local a, b = ... print(a, b, select('#', ...)) return ...")
                  + "\nend print(f(1, 2, 3))",
        "close": closable + nested(60, "do local x# <close> = C(#)", "io.write('inside ')") + " print()",
        "close_return": closable + "local function f()\n" + nested(60, "do local x# <close> = C(#)", "do return 1, 2, 3 end")
                        + "\nend print(f())",
        "close_error": closable + "print(pcall(function()\n" + nested(40, "do local x# <close> = C(#)", "error('inside')") + "\nend))",
        "coroutine": "local f = coroutine.wrap(function()\n" + nested(45, "while true do", "coroutine.yield(1) coroutine.yield(2)")
                     + "\nend) print(f(), f(), f())",
        "error": "local t\n" + nested(48, "for i#=1,1 do", "local x = t.x.y"),
        "debug": "local function f(a)\n" + nested(45, "for i#=1,1 do", "local z = 7 print(debug.getinfo(1, 'l').currentline) "
                 "local names = {} for i = 1, 300 do local name, v = debug.getlocal(1, i) if not name then break end "
                 "names[i] = name end print(#names, table.concat(names, ' ')) print(debug.setlocal(1, 1, 'set'), a, "
                 "debug.getinfo(1, 'S').linedefined, debug.getinfo(1, 'f').func == f, #debug.traceback())") + "\nend f(1)",
        "closures": "local fs = {}\n" + nested(38, "for i#=1,1+1//(#%37+1) do local v# = i#",
                    "fs[#fs + 1] = function(...) v0 = v0 + 1 return v0, v37, ... end".replace("#", "@"),
                    "fs[@fs + 1] = function() v# = v# + 1 return v# end end").replace("@", "#")
                    + "\nfor i = 1, #fs do fs[i]() end print(#fs, fs[1](9), fs[2]())",
    }


def words() -> dict:
    each = list(enumerate(WORDS))
    return {
        "locals": lines(f"local {word} = {n}" for n, word in enumerate(VARIABLES)) + f"\nprint({','.join(VARIABLES)})",
        "globals": lines(f"{word} = {n}" for n, word in enumerate(VARIABLES)) + f"\nprint({','.join(VARIABLES)}, _G.None, _G['class'])"
                   + lines(f" {word} = nil" for word in VARIABLES if word not in ("type", "assert")),
        "fields": "local t = {" + ", ".join(f"{word} = {n}" for n, word in each) + "}\n"
                  "local s = 0 for k, v in pairs(t) do s = s + v end print(s)\n" + lines(f"t.{word} = t.{word} + 1" for word in WORDS)
                  + "\nprint(" + ",".join(f"t['{word}'] - t.{word}" for word in WORDS) + ")\n"
                  + "print(({}).__class__, ({}).__dict__, ('x').__class__, ('x').__len__, ({}).arr, ({}).hash, ({}).meta)",
        "functions": lines(f"do local function {word}(self, lua) if self then return {word}(nil, lua) end return lua + {n} end "
                           f"io.write({word}(1, 2), ' ') end" for n, word in each),
        "methods": "local o = {}\n" + lines(f"function o:{word}(def) return def + {n} end io.write(o:{word}(1), ' ')" for n, word in each),
        "labels": lines(f"do local i = 0 ::{word}:: i = i + 1 if i < 3 then goto {word} end io.write(i) end" for word in WORDS),
        "parameters": f"local function f({','.join(VARIABLES)}, ...) return {'+'.join(VARIABLES)}, ... end "
                      f"print(f({numbered(len(VARIABLES), '#')}, 'v'))",
        "loops": lines(f"for {word} = 1, 2 do io.write({word}, ' ') end for {word}, class in ipairs{{3}} do io.write({word}, class, ' ') end"
                       for word in WORDS),
        "closures": "local fs = {}\n" + lines(f"do local {word} = {n} fs[#fs+1] = function(d) {word} = {word} + (d or 0) return {word} end end"
                                              for n, word in each) + "\nlocal s = 0 for i = 1, #fs do fs[i](1) s = s + fs[i]() end print(s)",
    }


def sizes() -> dict:
    kinds = ["t[#] = #", "function t.f#(a) return a + # end", "if t.x and t.x > 5 then t.y = (t.y or 0) + 1 end", "t.x = 'text' .. # and #"]
    longest = lines(kinds[n % 4].replace("#", str(n)) for n in range(10_000))
    return {
        "elseif_1000": "local function f(x)\nif x == 0 then return 'zero'\n" + numbered(1000, "elseif x == # then return 'v#'", "\n")
                       + "\nelse return 'other' end end print(f(0), f(1), f(500), f(999), f(1000))",
        "constructor_100000": f"local t = {{{numbered(100_000, '#')}}} print(#t, t[1], t[100000])",
        "constructor_of_records": f"local t = {{{numbered(3000, '{#, x = #}')}}} print(#t, t[1].x, t[3000][1])",
        "constructor_named": f"local t = {{{numbered(3000, 'k# = #')}}} local n = 0 for _, v in pairs(t) do n = n + v end print(n, t.k2999)",
        "constructor_of_calls": f"local function f(x) return x, x end local t = {{{numbered(3000, 'f(#)')}}} print(#t, t[3000], t[3001])",
        "lines_10000": f"local t = {{}}\n{longest}\nprint(t[0], t[9996], t.f1(1), t.f9997(1), t.x, t.y, debug.getinfo(1, 'l').currentline)",
        "long_string": f"local s = '{'x' * 1_000_000}' print(#s) local l = [[{'y' * 9 + chr(10)}]] print(#l)",
        "long_string_of_lines": f"local l = [==[{'y' + chr(10)}".replace("\n", "\n" * 200_000) + "]==] print(#l, debug.getinfo(1, 'l').currentline)",
        "long_comment": "--[==[" + "x\n" * 200_000 + "]==] print(debug.getinfo(1, 'l').currentline)",
        "long_name": "local " + "n" * 10_000 + " = 5 " + "g" * 10_000 + " = " + "n" * 10_000 + " print(_G[('g'):rep(10000)])",
        "long_line": "local s = 0 " + numbered(5000, "s = s + #", " ") + " print(s)",
        "long_number": f"print({'1' * 5000}, 0.{'1' * 5000}, 0x{'f' * 5000})",
        "many_functions": numbered(2000, "function g#() return # end", "\n") + "\nlocal s = 0 for i = 0, 1999 do s = s + _G['g' .. i]() "
                          "_G['g' .. i] = nil end print(s)",
        "many_labels": numbered(1000, "goto l# print('no') ::l#::", "\n") + " print('done')",
        "many_semicolons": ";" * 10_000 + "print('semi')",
    }


PROGRAMS = {f"{prefix}{name}": text for prefix, group in
            (("", limits()), ("", expressions()), ("nested_", blocks()), ("words_", words()), ("", sizes())) for name, text in group.items()}


def run(command, folder: Path, env=None) -> str:
    """What the driver prints of all programs, run by a command inside a folder."""
    for name, text in PROGRAMS.items():
        (folder / f"{name}.lua").write_text(text, "latin-1")
    (folder / "driver.lua").write_text(DRIVER)
    done = subprocess.run([*command, "driver.lua", *PROGRAMS], cwd=folder, capture_output=True, timeout=300, env=env)
    return done.stdout.decode("latin-1") + done.stderr.decode("latin-1")


def sections(output: str) -> dict:
    """The output of each program."""
    parts = output.split("== ")[1:]
    return dict(part.split("\n", 1) for part in parts)


def main():
    with tempfile.TemporaryDirectory() as folder:
        RECORDED.write_text(run([shutil.which("lua5.4")], Path(folder)), "latin-1")


if __name__ == "__main__":
    sys.exit(main())
