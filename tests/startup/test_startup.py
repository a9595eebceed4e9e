"""What a program needs before it runs: modules are imported, and libraries opened, when they are used."""

import os
import subprocess
import sys

import pytest

from luapy.runtime import runaway

# Prints what a program has imported, after its own output.
RUN = """
import sys
from luapy.cli.main import main
status = main(sys.argv[1:])
print(*sorted(sys.modules))
sys.exit(status)
"""
# Each of these takes a noticeable part of the time that a short program needs.
NEVER_FOR_HELLO = {
    "argparse", "ast", "collections", "contextlib", "ctypes", "dataclasses", "decimal", "enum", "functools", "importlib",
    "inspect", "random", "re", "shutil", "signal", "subprocess", "tempfile", "threading", "tokenize", "typing",
    "antlr4", "greenlet", "luaparser", "requests", "rich", "urllib3",
}


def run(path, *options):
    """(output lines of the program, modules imported) of a run with a cache."""
    environment = {name: value for name, value in os.environ.items()
                   if name not in ("PYTHONDONTWRITEBYTECODE", "PYTHONPYCACHEPREFIX", "PYTHONSTARTUP")}
    found = subprocess.run([sys.executable, "-c", RUN, "run", *options, str(path)], capture_output=True, text=True,
                           env=environment, check=True, timeout=60)
    *output, modules = found.stdout.splitlines()
    return output, set(modules.split())


def modules_of_python():
    """What Python imports by itself, site-packages included."""
    found = subprocess.run([sys.executable, "-c", "import sys; print(*sys.modules)"], capture_output=True, text=True,
                           check=True, timeout=60)
    return set(found.stdout.split())


def modules_of_the_guard():
    """What CPython 3.13.0 to 3.13.7 needs against endless recursion, on a slow machine even for short programs."""
    if not runaway.IS_NEEDED:
        return set()
    found = subprocess.run([sys.executable, "-c", "import ctypes, sys; print(*sys.modules)"], capture_output=True, text=True,
                           check=True, timeout=60)
    return set(found.stdout.split())


def test_hello_imports_little(tmp_path):
    program = tmp_path / "hello.lua"
    program.write_text('print("hello")\n')
    output, cold = run(program)
    assert output == ["hello"]
    assert "luaparser.parser.LuaParser" in cold
    output, warm = run(program)
    assert output == ["hello"]
    warm -= modules_of_python() | modules_of_the_guard()
    assert not warm & NEVER_FOR_HELLO
    assert not [name for name in warm if name.startswith(("luapy.translator", "luapy.analysis", "luapy.debug"))]
    assert not [name for name in warm if name.startswith("luapy.frontend") and "." in name[6:]]
    assert {name for name in warm if name.startswith("luapy.stdlib.")} == {
        "luapy.stdlib.base", "luapy.stdlib.files", "luapy.stdlib.garbage", "luapy.stdlib.loading"}


@pytest.mark.parametrize("text, library", [
    ("print(math.pi > 3)", "math"),
    ("local t = {} table.insert(t, 1) print(#t == 1)", "table"),
    ("print(('x'):rep(2) == 'xx')", "string"),
    ("print(coroutine.isyieldable and true)", "coroutine"),
    ("local m = require 'math' print(m.pi > 3)", "math"),
    ("print(load('return os.time() > 0')())", "os"),
])
def test_a_program_gets_the_libraries_it_names(tmp_path, text, library):
    program = tmp_path / "program.lua"
    program.write_text(text)
    for _ in range(2):
        output, modules = run(program)
        assert output == ["true"]
        assert f"luapy.stdlib.{library}" in modules
        assert "luapy.stdlib.utf8" not in modules


# Ways to a library that do not name it as a global: each prints true.
DETOURS = {
    "_G": "local n = 'ma' .. 'th' print(_G[n].pi > 3)",
    "_ENV": "local n = 'ma' .. 'th' print(_ENV[n].pi > 3)",
    "_G of require": "local n = 'ma' .. 'th' print(require('_G')[n].pi > 3)",
    "package.loaded": "local n = 'ma' .. 'th' print(package.loaded[n].pi > 3)",
    "require": "local n = 'ma' .. 'th' print(require(n) == math)",
    "computed method": "local n = 'up' .. 'per' print(('a')[n]('a') == 'A')",
    "missing method": "print(('a').nonesuch == nil)",
    "metatable of strings": "local meta = getmetatable('') print(meta.__index == string)",
    "strings as numbers": "print('10' + 5 == 15 and -'2' == -2)",
    "metatable, changed": "getmetatable('').__index = function(s, key) return key .. '!' end print(('b').a == 'a!')",
    "traversal": "local found = {} for name in pairs(_G) do found[name] = true end print(found.utf8 and found.debug)",
    "chunk": "print(load('return ' .. 'ma' .. 'th.pi > 3')())",
    "own library": "string = {} print(string.rep == nil and ('x'):rep(2) == 'xx')",
    "coroutine": "print(select(2, coroutine.resume(coroutine.create(function() return table.concat({'a'}) end))) == 'a')",
}
DETOURS_51 = {
    "environment": "local n = 'ma' .. 'th' print(getfenv()[n].pi > 3)",
    "module": "module('m', package.seeall) local n = 'ma' .. 'th' print(_M[n].pi > 3)",
    "setfenv": "local print = print setfenv(1, setmetatable({}, {__index = _G})) print(string.rep('x', 2) == 'xx')",
    "globals of threads": "setfenv(0, {}) print(math.pi > 3)",
}


@pytest.mark.parametrize("version, text", [
    *(pytest.param("5.4", text, id=name) for name, text in DETOURS.items()),
    *(pytest.param("5.1", text, id="5.1 " + name) for name, text in DETOURS_51.items()),
])
def test_no_detour_misses_a_library(tmp_path, version, text):
    program = tmp_path / "program.lua"
    program.write_text(text)
    output, _ = run(program, "--lua", version)
    assert output == ["true"]


def test_threads_may_be_imported_by_the_program(tmp_path):
    """The Lua program runs on another thread than the one that has started Python."""
    program = tmp_path / "program.lua"
    program.write_text("local http = require 'socket.http' print(http.TIMEOUT ~= 0)")
    output, modules = run(program)
    assert output == ["true"] and "threading" in modules


def test_profilers_see_lua_functions(tmp_path):
    program = tmp_path / "program.lua"
    program.write_text("local function counted(n) return n + 1 end\nfor i = 1, 10 do counted(i) end\nprint('done')\n")
    found = subprocess.run([sys.executable, "-m", "cProfile", "-m", "luapy", "run", str(program)], capture_output=True,
                           text=True, timeout=60)
    assert "done" in found.stdout
    lines = [line.split() for line in found.stdout.splitlines() if "(counted)" in line]
    assert [line[0] for line in lines] == ["10"]
    assert lines[0][-1].endswith("program.lua:1(counted)")
