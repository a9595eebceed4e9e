"""Lua programs that try a library, and their outputs on the real interpreters.

A program is ``programs/NAME.lua``; its first line may be ``-- dialects: 5.3 5.4``.
It runs in an empty folder, and what it prints is recorded in
``programs/NAME.DIALECT.out`` by ``record_libraries.py`` (``NAME.out`` where all
dialects agree). Addresses, and names of functions in "bad argument", which
depend on the calling code, are not compared.
"""

import io
import os
import re
import subprocess
import sys
import time
from pathlib import Path

PROGRAMS = Path(__file__).with_name("programs")
INTERPRETERS = {"5.1": "lua5.1", "5.2": "lua5.2", "5.3": "lua5.3", "5.4": "lua5.4", "luajit": "luajit"}

_ADDRESS = re.compile(rb"\b(0x[0-9a-f]{6,}|builtin#\d+)")
_NAME = re.compile(rb"(bad argument #\d+ to )'[^']*'")


def dialects(program: Path) -> list[str]:
    """The dialects a program is for."""
    first = program.read_text("latin-1").partition("\n")[0]
    return first.split()[2:] if first.startswith("-- dialects:") else list(INTERPRETERS)


def cases(library: str) -> list[tuple[str, str]]:
    """(program, dialect) for the programs of a library: NAME.lua and NAME_*.lua."""
    programs = [path for path in sorted(PROGRAMS.glob("*.lua"))
                if path.stem == library or path.stem.startswith(library + "_")]
    return [(path.stem, dialect) for path in programs for dialect in dialects(path)]


def expected(name: str, dialect: str) -> bytes:
    path = PROGRAMS / f"{name}.{dialect}.out"
    return (path if path.exists() else PROGRAMS / f"{name}.out").read_bytes()


def normalized(output: bytes) -> bytes:
    return _NAME.sub(rb"\1'?'", _ADDRESS.sub(b"ADDRESS", output))


def run_real(name: str, dialect: str, folder) -> bytes:
    """What the real interpreter prints."""
    environment = {key: value for key, value in os.environ.items() if not key.startswith("LUA_")}
    done = subprocess.run([INTERPRETERS[dialect], "-"], input=_source(name), capture_output=True, cwd=folder,
                          env=environment | ENVIRONMENT, timeout=60)
    if done.returncode or done.stderr:
        raise RuntimeError(f"{name} on {dialect}: {done.stderr.decode()}")
    return normalized(done.stdout)


ENVIRONMENT = {"TZ": "UTC", "LC_ALL": "C", "LUAPY_TEST": "value"}


def _source(name):
    return b"do io.stdout:setvbuf('full') end " + (PROGRAMS / f"{name}.lua").read_bytes()


def run_luapy(name: str, dialect: str) -> bytes:
    """What the program prints on luapy, in this process and the current folder."""
    from luapy.runtime.launch import new_state
    from luapy.runtime.state import enter_state
    state = new_state(dialect)
    before = enter_state(state)
    output = state.stdout.stream = io.BytesIO()
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(10 * limit)  # as the command does
    try:
        state.compile(_source(name), "=stdin")()
    finally:
        sys.setrecursionlimit(limit)
        enter_state(before)
    return normalized(output.getvalue())


def check(case, folder, monkeypatch):
    """Assert that a program prints on luapy what it printed on real Lua."""
    name, dialect = case
    monkeypatch.chdir(folder)
    for key, value in ENVIRONMENT.items():
        monkeypatch.setenv(key, value)
    time.tzset()
    try:
        output = run_luapy(name, dialect)
    finally:
        monkeypatch.undo()
        time.tzset()
    assert output.decode("latin-1").splitlines() == expected(name, dialect).decode("latin-1").splitlines()
