"""``luapy run`` as its user meets it: Ctrl-C, pipes, depth, the cache, the choice of the Lua version."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
import time

import pytest

from cli_command import COMMAND, environment

VERSION = "print(_VERSION)\n"
#: run with the modules that were imported as the last line of its output
WITH_MODULES = "import sys; from luapy.cli.main import main; status = main(sys.argv[1:]); print(*sorted(sys.modules)); sys.exit(status)"


# Ctrl-C ------------------------------------------------------------------------------------

def interrupted(path, text, times=1):
    """(stdout after the first line, stderr, status) of a program that gets SIGINT when it has printed a line."""
    path.write_text(text)
    process = subprocess.Popen([*COMMAND, "run", path.name], cwd=path.parent, env=environment(), stdin=subprocess.PIPE,
                               stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    try:
        for _ in range(times):
            process.stdout.readline()
            time.sleep(0.3)
            process.send_signal(signal.SIGINT)
        process.stdin.flush()
        process.wait(30)
        out, err = process.stdout.read(), process.stderr.read()
    finally:
        process.kill()
        for stream in (process.stdin, process.stdout, process.stderr):
            stream.close()
    return out.decode(), err.decode(), process.returncode


START = "io.write('ready\\n') io.stdout:flush()\n"


def test_interrupt_is_an_error(tmp_path):
    text = START + "local function f() while true do end end\nf()\n"
    assert interrupted(tmp_path / "p.lua", text) == ("", (
        "luapy: p.lua:3: interrupted!\nstack traceback:\n\tp.lua:2: in local 'f'\n"
        "\tp.lua:3: in main chunk\n\t[C]: in ?\n"), 1)


def test_interrupt_can_be_caught_once(tmp_path):
    text = START + "print(pcall(function() while true do end end))\nio.stdout:flush() while true do end"
    out, err, status = interrupted(tmp_path / "p.lua", text, times=2)
    assert (out, err, status) == ("", "", -signal.SIGINT)


def test_interrupt_while_waiting_for_input(tmp_path):
    text = START + "local function ask() return (io.read()) end\nask()\n"
    out, err, status = interrupted(tmp_path / "p.lua", text)
    assert (out, status) == ("", 1)
    assert err.startswith("luapy: p.lua:2: interrupted!\nstack traceback:\n\t[C]: in function 'io.read'\n")


# Pipes -------------------------------------------------------------------------------------

@pytest.mark.parametrize("text", ["for i = 1, 1e5 do print(i) end", "for i = 1, 1e5 do io.write(i, '\\n') end",
                                  "pcall(function() for i = 1, 1e5 do print(i) end end) print(1) error('x')"])
def test_closed_output_ends_the_program_quietly(tmp_path, text):
    path = tmp_path / "p.lua"
    path.write_text(text)
    process = subprocess.Popen([*COMMAND, "run", str(path)], env=environment(), stdout=subprocess.PIPE,
                               stderr=subprocess.PIPE)
    assert process.stdout.readline() == b"1\n"
    process.stdout.close()
    assert process.stderr.read() == b""
    process.stderr.close()
    assert process.wait(30) == 128 + signal.SIGPIPE


def test_standard_input_is_the_programs(luapy, tmp_path):
    path = tmp_path / "p.lua"
    path.write_text("print(io.read('n', 'l', 'a'))")
    assert luapy("run", path, stdin=b"12 rest\nmore\n").stdout == b"12\t rest\tmore\n\n"


# Depth -------------------------------------------------------------------------------------

DEEP = {
    "parentheses": ("return " + "(" * 5000 + "1" + ")" * 5000, "C stack overflow"),
    "tables": ("return " + "{" * 5000 + "}" * 5000, "C stack overflow"),
    "not": ("return " + "not " * 5000 + "1", "C stack overflow"),
    "concatenation": ("local a = 'x' return " + "a .. " * 5000 + "a", "C stack overflow"),
    "sum": ("local a = 1 print(" + "a + " * 5000 + "a)", None),
    "calls": ("local function f() return f end print(f" + "()" * 5000 + " == f)", None),
}


@pytest.mark.parametrize("name", DEEP)
def test_deep_expressions(luapy, tmp_path, name):
    text, message = DEEP[name]
    path = tmp_path / "p.lua"
    path.write_text(text)
    done = luapy("run", path.name, cwd=tmp_path)
    if message is None:
        assert (done.returncode, done.stderr) == (0, b"")
        assert done.stdout.strip() in (b"5001", b"true")
    else:
        assert (done.returncode, done.stdout) == (1, b"")
        assert message in done.stderr.decode() and b"Traceback" not in done.stderr


@pytest.mark.parametrize("text", [
    "local function f() return 1 + f() end f()",
    "local function f() return 1 + f() end print(pcall(f)) print(pcall(f)) error('end')",
    "local function f(a, b) local x = f(a) return x end print(pcall(f, 1, 2)) f()",
    "local t = setmetatable({}, {}) getmetatable(t).__index = function(t, k) return t[k] end print(t.x)",
    "local function f() local ok = pcall(f) return ok end print(f()) error('end')",
    "local function f(s) return (s:gsub('.', f)) end f('x')",
    "table.sort({3, 2, 1}, function(a, b) local function f() return f() + 1 end return f() end)",
    "coroutine.wrap(function() local function f() return 1 + f() end f() end)()",
])
def test_endless_recursion_is_an_error(luapy, text):
    done = luapy("run", "-e", text)
    assert done.returncode == 1
    assert b"stack overflow" in done.stderr or b"end\nstack traceback" in done.stderr
    assert b"Traceback (most recent call last)" not in done.stderr


# The cache ---------------------------------------------------------------------------------

def cache_files(folder):
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*.pyc"))


@pytest.fixture
def program(tmp_path):
    path = tmp_path / "main.lua"
    path.write_text("print(require('mod').value)\n")
    (tmp_path / "mod.lua").write_text("return {value = 'one'}\n")
    return path


def run_with_modules(path, env=None):
    """(lines printed, names of imported modules)."""
    done = subprocess.run([sys.executable, "-c", WITH_MODULES, "run", path.name], cwd=path.parent, env=environment(env),
                          capture_output=True, text=True, timeout=60, check=True)
    *lines, modules = done.stdout.splitlines()
    return lines, modules.split()


def test_warm_runs_parse_nothing(program):
    lines, modules = run_with_modules(program)
    assert lines == ["one"] and "luaparser.parser.LuaParser" in modules
    tag = sys.implementation.cache_tag
    assert cache_files(program.parent) == [f"__pycache__/{name}.lua.{tag}.lua54.pyc" for name in ("main", "mod")]
    lines, modules = run_with_modules(program)
    assert lines == ["one"] and not [name for name in modules if name.startswith(("luaparser", "antlr4", "luapy.translator"))]


def test_changed_content_is_seen_even_if_the_time_is_not(program, luapy):
    module = program.parent / "mod.lua"
    before = module.stat()
    assert luapy("run", program.name, cwd=program.parent).stdout == b"one\n"
    module.write_text("return {value = 'two'}\n")
    os.utime(module, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert luapy("run", program.name, cwd=program.parent).stdout == b"two\n"


def test_versions_have_caches_of_their_own(tmp_path, luapy):
    path = tmp_path / "p.lua"
    path.write_text(VERSION)
    for version in ("5.1", "5.4", "5.1"):
        assert luapy("run", "--lua", version, path).stdout == f"Lua {version}\n".encode()
    assert len(cache_files(tmp_path)) == 2


def test_a_damaged_cache_is_replaced(program, luapy):
    luapy("run", program.name, cwd=program.parent)
    for path in program.parent.rglob("*.pyc"):
        path.write_bytes(path.read_bytes()[:-20])
    assert luapy("run", program.name, cwd=program.parent).stdout == b"one\n"
    assert not [name for name in run_with_modules(program)[1] if name.startswith("luaparser")]


def test_a_cache_that_others_can_write_is_not_used(program, luapy):
    luapy("run", program.name, cwd=program.parent)
    for path in program.parent.rglob("*.pyc"):
        assert not path.stat().st_mode & (stat.S_IWGRP | stat.S_IWOTH)
        path.chmod(0o666)
    lines, modules = run_with_modules(program)
    assert lines == ["one"] and "luaparser.parser.LuaParser" in modules


def test_pythons_variables_for_caches(program, luapy, tmp_path_factory):
    folder = program.parent
    luapy("run", program.name, cwd=folder, env={"PYTHONDONTWRITEBYTECODE": "1"})
    assert cache_files(folder) == []
    elsewhere = tmp_path_factory.mktemp("cache")
    luapy("run", program.name, cwd=folder, env={"PYTHONPYCACHEPREFIX": str(elsewhere)})
    assert cache_files(folder) == []
    assert [name.split(".")[0].endswith(f"{folder}/main"[1:]) for name in cache_files(elsewhere) if "main.lua" in name] == [True]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_folders_that_cannot_be_written(program, luapy):
    program.parent.chmod(0o555)
    try:
        assert luapy("run", program.name, cwd=program.parent).stdout == b"one\n"
    finally:
        program.parent.chmod(0o755)


def test_a_pycache_that_is_a_file(program, luapy):
    (program.parent / "__pycache__").write_text("")
    assert luapy("run", program.name, cwd=program.parent).stdout == b"one\n"


# The Lua version ---------------------------------------------------------------------------

@pytest.mark.parametrize("text, version", [
    (VERSION, "5.4"), ("#!/usr/bin/env lua5.1\n" + VERSION, "5.1"), ("#!/usr/bin/lua5.3 -W\n" + VERSION, "5.3"),
    ("-- luapy: lua=5.2\n" + VERSION, "5.2"), ("#!/usr/bin/env lua\n-- luapy: lua=5.3\n" + VERSION, "5.3"),
    ("#!/usr/bin/env luajit\nprint(jit and 'Lua jit')", "jit"),
])
def test_the_file_says_its_version(luapy, tmp_path, text, version):
    (tmp_path / "p.lua").write_text(text)
    assert luapy("run", "p.lua", cwd=tmp_path).stdout == f"Lua {version}\n".encode()


@pytest.mark.parametrize("value, version", [('"5.1"', "5.1"), ("5.3", "5.3")])
def test_the_project_says_its_version(luapy, tmp_path, value, version):
    (tmp_path / "pyproject.toml").write_text(f"[tool.luapy]\nlua = {value}\n")
    inner = tmp_path / "src" / "deep"
    inner.mkdir(parents=True)
    (inner / "p.lua").write_text(VERSION)
    expected = f"Lua {version}\n".encode()
    assert luapy("run", inner / "p.lua", cwd="/").stdout == expected
    assert luapy("run", "-e", VERSION, cwd=inner).stdout == expected
    assert luapy("run", "-", stdin=VERSION.encode(), cwd=inner).stdout == expected
    assert luapy("run", "--lua", "5.2", inner / "p.lua", cwd="/").stdout == b"Lua 5.2\n"
    (inner / "q.lua").write_text("-- luapy: lua=5.2\n" + VERSION)
    assert luapy("run", inner / "q.lua", cwd="/").stdout == b"Lua 5.2\n"


def test_unknown_versions(luapy, tmp_path):
    done = luapy("run", "--lua", "5.9", "-e", VERSION)
    assert (done.returncode, done.stderr) == (1, b"luapy: unknown Lua version '5.9' (known: 5.1, luajit, 5.2, 5.3, 5.4)\n")
    (tmp_path / "pyproject.toml").write_text('[tool.luapy]\nlua = "5.9"\n')
    done = luapy("run", "-e", VERSION, cwd=tmp_path)
    assert done.returncode == 1
    assert done.stderr.decode().startswith(f"luapy: {tmp_path}/pyproject.toml: unknown Lua version '5.9'")
    (tmp_path / "p.lua").write_text("-- luapy: lua=5.0\n" + VERSION)
    for command in ("run", "translate"):
        done = luapy(command, "p.lua", cwd=tmp_path)
        assert done.returncode == 1 and b": p.lua: unknown Lua version '5.0' (known: " in done.stderr


def test_broken_projects_are_no_concern(luapy, tmp_path):
    (tmp_path / "pyproject.toml").write_text("[tool.luapy\n")
    assert luapy("run", "-e", VERSION, cwd=tmp_path).stdout == b"Lua 5.4\n"
