"""``luapy translate`` as its user meets it: trees, errors, --check, what the files look like and what they need."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from textwrap import dedent

import pexpect
import pytest

MAIN = """\
#!/usr/bin/env lua
-- main.lua: says hello.
local util = require "pkg.util"   -- helpers
local config = require("config")

-- Say hello.
-- @param name  whom to greet
local function greet(name, ...)
  -- the default
  if not name then name = config.default end -- beside
  --[[ a longer
       comment ]]
  return util.join({"hello", name, ...}, " ")
end

print(greet(arg[1]))
print(greet("J\u00fcrgen", 1, 2.5))
local settings = {
  width = 80, -- columns
  ["key with space"] = true,
  10, 20, 30,
}
print(settings.width, #settings)
if arg[2] then
  util.fail(nil)
end
"""
UTIL = """\
--- Helpers.
local M = {limit = 3.0, words = {"\u00e4", "b"}}

--- Join values.
-- @param list values
function M.join(list, sep)
  local out = {}
  for i, v in ipairs(list) do out[i] = tostring(v) end
  return table.concat(out, sep)
end

function M.fail(x)
  local y = 1
  return x.field.other
end

return M
"""
FILES = {"main.lua": MAIN, "config.lua": 'return {default = "world"}\n', "pkg/util.lua": UTIL,
         "pkg/init.lua": 'return {version = "1.0"}\n'}
TARGETS = ["config.py", "main.py", "pkg/__init__.py", "pkg/util.py"]
# A Python that cannot import the parser or luapy's translator.
WITHOUT_PARSER = """\
import sys
class Refusal:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in ("luaparser", "antlr4") or name.startswith(("luapy.translator", "luapy.analysis")):
            raise ImportError(name + " is refused")
sys.meta_path.insert(0, Refusal())
sys.path.insert(0, "")
"""


@pytest.fixture
def source(tmp_path):
    folder = tmp_path / "src"
    write(folder, FILES)
    return folder


def write(folder, files):
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def translate(*args, status=0, cwd=None):
    """(stdout, stderr) of the command."""
    done = subprocess.run([sys.executable, "-m", "luapy", "translate", *map(str, args)], capture_output=True, text=True,
                          timeout=60, cwd=cwd)
    assert done.returncode == status, done.stderr
    return done.stdout, done.stderr


def python(folder, code, *args, check=True):
    return subprocess.run([sys.executable, "-c", WITHOUT_PARSER + code, *args], cwd=folder, capture_output=True, text=True,
                          timeout=60, check=check)


def files(folder):
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


# Trees -------------------------------------------------------------------------------------

def test_a_tree_in_a_tree_out(source, tmp_path):
    out = tmp_path / "out"
    assert translate(source, "-o", out) == ("4 of 4 files translated, 4 written\n", "")
    assert files(out) == TARGETS
    assert translate(source, "-o", out) == ("4 of 4 files translated, 0 written\n", "")
    assert translate(source, "-o", out, "-q") == ("", "")


def test_beside_the_sources(source):
    translate(source)
    assert files(source) == sorted([*FILES, *TARGETS])


def test_single_files(source, tmp_path):
    translate(source / "config.lua")
    assert (source / "config.py").is_file()
    translate(source / "config.lua", "-o", tmp_path / "named.py")
    translate(source / "config.lua", source / "main.lua", "-o", tmp_path / "both")
    assert files(tmp_path / "both") == ["config.py", "main.py"]
    assert (tmp_path / "named.py").read_text() == (tmp_path / "both" / "config.py").read_text()


def test_a_module_beside_its_folder_becomes_the_package(tmp_path):
    write(tmp_path / "src", {"a.lua": "return {name = 'a', b = require 'a.b'}", "a/b.lua": "return {name = 'b'}"})
    translate("src", "-o", "out", cwd=tmp_path)
    assert files(tmp_path / "out") == ["a/__init__.py", "a/b.py"]
    assert python(tmp_path / "out", "import a, a.b\nprint(a.name, a.b.name)").stdout == "a b\n"


def test_names_that_collide(tmp_path):
    write(tmp_path, {"a.lua": "return 1", "a/init.lua": "return 2"})
    _, err = translate(tmp_path, "-o", tmp_path / "out", status=1)
    assert err == "luapy translate: a.lua: a/init.lua has the same Python name\n"


def test_errors_are_told_per_file_and_the_rest_is_done(source, tmp_path):
    write(source, {"bad.lua": "local x = = 1\n", "pkg/worse.lua": "break\n"})
    out, err = translate(source, "-o", tmp_path / "out", status=1)
    assert out == "4 of 6 files translated, 4 written\n"
    assert err.splitlines() == ["luapy translate: bad.lua:1: unexpected symbol near '='",
                                "luapy translate: pkg/worse.lua:2: break outside loop at line 1"]
    assert files(tmp_path / "out") == TARGETS


def test_check(source, tmp_path):
    out = tmp_path / "out"
    _, err = translate(source, "-o", out, "--check", status=1)
    assert not out.exists()
    assert err.splitlines() == [f"luapy translate: {out / name} is out of date" for name in TARGETS]
    translate(source, "-o", out)
    assert translate(source, "-o", out, "--check") == ("", "")
    (source / "config.lua").write_text("return {default = 'moon'}\n")
    assert translate(source, "-o", out, "--check", status=1)[1] == f"luapy translate: {out / 'config.py'} is out of date\n"
    assert "world" in (out / "config.py").read_text()


def test_versions(tmp_path):
    write(tmp_path, {"a.lua": "-- luapy: lua=5.1\nreturn {version = _VERSION}", "b.lua": "return {version = _VERSION}",
                     "pyproject.toml": '[tool.luapy]\nlua = "5.3"\n'})
    translate("a.lua", "b.lua", cwd=tmp_path)
    assert python(tmp_path, "import a, b\nprint(a.version, b.version)").stdout == "Lua 5.1 Lua 5.3\n"
    translate("--lua", "5.4", "a.lua", cwd=tmp_path)
    assert python(tmp_path, "import a\nprint(a.version)").stdout == "Lua 5.4\n"


def test_progress_on_a_terminal(source):
    child = pexpect.spawn(sys.executable, ["-m", "luapy", "translate", str(source)], encoding="utf-8", timeout=60,
                          dimensions=(20, 100), env={**os.environ, "TERM": "xterm"})
    child.expect("Translating.*100%")
    child.expect("4 of 4 files translated, 4 written")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0


# The files ---------------------------------------------------------------------------------

def test_long_calls_of_chosen_functions(tmp_path):
    """What is called stays in its parentheses when the arguments get lines of their own."""
    words = ", ".join(["'some text'"] * 15)
    write(tmp_path, {"long.lua": f"return {{text = (missing or string.upper)({words})}}"})
    translate("long.lua", cwd=tmp_path)
    assert python(tmp_path, "import long\nprint(long.text)").stdout == "SOME TEXT\n"


def test_layout(source, tmp_path):
    translate(source, "-o", tmp_path)
    text = (tmp_path / "main.py").read_text(encoding="utf-8")
    ast.parse(text)
    code = text[text.index("def main_chunk"):text.index("\n\nlua_module(")]
    assert text.startswith('"""main.lua: says hello."""\n# Translated from main.lua (Lua 5.4) by luapy ')
    assert code == dedent('''\
        def main_chunk(E, *varargs):
            util = first(E.f_require('pkg.util'))  # helpers
            config = first(E.f_require('config'))

            def greet(name=None, *varargs):
                """Say hello.
                @param name  whom to greet
                """
                # the default
                if not truth(name):  # beside
                    name = index(config, 'default')
                # a longer
                # comment
                return index(util, 'join')(array('hello', name, *varargs), ' ')

            E.f_print(*results(greet(index(E.f_arg, 1))))
            E.f_print(*results(greet(utf8('J\u00fcrgen'), 1, 2.5)))
            settings = new_table(
                {
                    'width': 80,  # columns
                    'key with space': TRUE,
                },
                [True, 10, 20, 30],
            )
            E.f_print(index(settings, 'width'), length(settings))
            if truth(index(E.f_arg, 2)):
                index(util, 'fail')(None)
            return ()
    ''')


def test_as_programs_without_the_parser(source, tmp_path):
    translate(source, "-o", tmp_path / "out")
    run = "import runpy\nsys.argv = ['main.py', *sys.argv[1:]]\nrunpy.run_path('main.py', run_name='__main__')"
    done = python(tmp_path / "out", run, "you")
    assert done.stdout == "hello you\nhello J\u00fcrgen 1 2.5\n80\t3\n" and done.stderr == ""
    done = python(tmp_path / "out", run, "you", "fail", check=False)
    assert done.returncode == 1
    assert done.stderr == dedent("""\
        luapy: pkg/util.lua:14: attempt to index a nil value (local 'x')
        stack traceback:
        \tpkg/util.lua:14: in function 'pkg.util.fail'
        \tmain.lua:25: in main chunk
        \t[C]: in ?
    """)


def test_require_is_import(source, tmp_path):
    write(source, {"app.lua": "local util = require 'pkg.util'\nreturn {join = util.join}\n"})
    translate(source, "-o", tmp_path / "out")
    done = python(tmp_path / "out", "import app\nprint('pkg.util' in sys.modules, sys.modules['pkg.util'].join is app.join)")
    assert done.stdout == "True True\n"


USE = """
import inspect, pickle, importlib
import pkg, pkg.util as util
print(pkg.version, util.limit, list(util.words.values()), util.__doc__)
print(util.join(util.words, "-"), util.join.__name__, inspect.signature(util.join), util.join.__doc__.splitlines()[0])
print(pickle.loads(pickle.dumps(util.join)) is util.join, "fail" in dir(util), hasattr(util, "nothing"))
util.limit = 4
print(util.limit, importlib.reload(util).limit)
try:
    util.fail(None)
except Exception as error:
    import traceback
    last = traceback.extract_tb(error.__traceback__)[-1]
    print(type(error).__name__, str(error).rpartition("/")[2], last.name, last.line)
"""


def test_the_same_module_as_by_the_import_hook(source, tmp_path):
    translate(source, "-o", tmp_path / "out")
    translated = python(tmp_path / "out", USE).stdout.splitlines()
    imported = subprocess.run([sys.executable, "-c", "import luapy; luapy.install_importer()\n" + USE], cwd=source,
                              capture_output=True, text=True, timeout=60, check=True).stdout.splitlines()
    assert translated[:-1] == imported[:-1]
    assert translated[0] == "1.0 3.0 ['\u00e4', 'b'] Helpers."
    message = "LuaError util.lua:14: attempt to index a nil value (local 'x') M_fail "
    assert imported[-1] == message + "return x.field.other"
    assert translated[-1] == message + "return index(index(x, 'field'), 'other')"


def test_files_edited_by_hand_still_work(source, tmp_path):
    translate(source, "-o", tmp_path)
    path = tmp_path / "pkg" / "util.py"
    path.write_text(path.read_text().replace("    M = new_table(", "    # edited\n    M = new_table("))
    done = python(tmp_path, "import pkg.util\nprint(list(pkg.util.words.values()))\npkg.util.fail(None)", check=False)
    assert done.stdout == "['\u00e4', 'b']\n"
    number = path.read_text().splitlines().index("        return index(index(x, 'field'), 'other')") + 1
    assert f"util.py:{number}: attempt to index a nil value" in done.stderr  # positions are those of the Python file then


@pytest.mark.parametrize("source_text, printed", [
    ("local truth, index, first = 1, 2, 3 print(truth and index, first, not truth)", "2\t3\tfalse"),
    ("local print, E = print, 'mine' x = 5 print(E, x)", "mine\t5"),
    ("local class, lambda, None, True = 1, 2, 3, 4 print(class + lambda + None + True)", "10"),
    ("for i = 1, 3 do for j = 1, 3 do if j == 2 then goto continue end io.write(i, j, ' ') ::continue:: end end print()",
     "11 13 21 23 31 33 "),
    ("local t = setmetatable({}, {__close = function() print('closed') end}) do local c <close> = t end print('end')",
     "closed\nend"),
    ("print(('\\xff\\0\"quoted\\'\\\\'):byte(1, -1))", "255\t0\t34\t113\t117\t111\t116\t101\t100\t39\t92"),
    ("print(0x7fffffffffffffff + 1, -9223372036854775808, 1e308 * 10, -0.0, 3 // 0.0)",
     "-9223372036854775808\t-9.2233720368548e+18\tinf\t-0.0\tinf"),
    ("local print = print if print then _ENV = {} end x = 5 local function f() x = x + 1 end f() print(x, _ENV.x)", "6\t6"),
    ("""local function environment(level)
          local f, number = debug.getinfo(level + 1, "f").func, 0
          repeat number = number + 1 local name, value = debug.getupvalue(f, number)
          if name == "_E" .. "NV" then return value end until not name
        end
        y = 7 local function f() return environment(1).y, environment(2) == _G, y end print(f()) print((f()))""", "7\ttrue\t7\n7"),
    ("""local setup, main, kept = debug.setupvalue, debug.getinfo(1, "f").func, print
        if not again then again = true print(setup(main, 1, {print = kept, debug = debug, again = 1, only = 2})) main() else print(only) end""",
     "_ENV\n2"),
    ("n = (n or 0) + 1 if n < 3 then debug.getinfo(1, 'f').func(n) end print(n, ...)", "3\t2\n3\t1\n3"),
    ("local lua = arg[-1] os.execute('\"' .. lua .. '\" -c \"print(1 + 1)\"')", "2"),
])
def test_corners(tmp_path, source_text, printed):
    (tmp_path / "p.lua").write_text(source_text)
    translate("p.lua", cwd=tmp_path)
    done = subprocess.run([sys.executable, "-W", "error", "p.py"], cwd=tmp_path, capture_output=True, timeout=60)
    assert (done.stdout.decode("latin-1"), done.stderr) == (printed + "\n", b"")


def test_deep_nesting_is_an_error_of_its_file(tmp_path):
    write(tmp_path, {"deep.lua": "if a then " * 150 + "end " * 150, "fine.lua": "return 1"})
    out, err = translate(tmp_path, status=1)
    assert out == "1 of 2 files translated, 1 written\n"
    assert "deep.lua" in err and "nested too deeply" in err
