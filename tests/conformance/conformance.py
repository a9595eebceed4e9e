"""How a conformance program is run and what is compared: shared by the recorder and the test.

A program is ``programs/DIALECT/NAME.lua``, run inside its folder. Beside it lie

* ``NAME.out``: its standard output;
* ``NAME.err``: if present, its standard error and exit status (the first line);
* ``NAME.in``: if present, its standard input.

A program for several dialects is ``programs/all/NAME.lua``; what it prints and gets lies in ``NAME.DIALECT.out`` and so on.

Directives are comments at the beginning of a program:

* ``--@ lua: 51 54 jit`` names the dialects of a program in ``all``;
* ``--@ args: a b "c d"`` gives it arguments;
* ``--@ xfail: why`` marks a program that luapy is known not to run like real Lua;
* ``--@ traceback`` compares the whole standard error; without it only what
  stands before ``stack traceback:`` counts.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
PROGRAMS = HERE / "programs"

#: folder -> (name of the dialect for ``luapy run --lua``, names of the real interpreter)
FOLDERS = {
    "51": ("5.1", ["lua5.1"]),
    "52": ("5.2", ["lua5.2"]),
    "53": ("5.3", ["lua5.3"]),
    "54": ("5.4", ["lua5.4"]),
    "jit": ("luajit", ["luajit"]),
}


@dataclass(frozen=True)
class Result:
    stdout: bytes
    stderr: bytes
    status: int


def programs(folder: str) -> list[Path]:
    """The programs of a dialect: those in its folder, and those for several dialects."""
    shared = [program for program in (PROGRAMS / "all").glob("*.lua") if folder in directives(program)["lua"].split()]
    return sorted([*(PROGRAMS / folder).glob("*.lua"), *shared], key=lambda program: program.name)


def beside(program: Path, folder: str, kind: str) -> Path:
    """The file of a kind (out, err, in) that lies beside a program for a dialect."""
    return program.with_suffix(f".{folder}.{kind}" if program.parent.name == "all" else f".{kind}")


def directives(program: Path) -> dict[str, str]:
    found = {}
    for line in program.read_bytes().decode("latin-1").splitlines():
        m = re.match(r"--@ (\w+)(?:: (.*))?$", line)
        if m:
            found[m[1]] = m[2] or ""
        elif found or not line.startswith("#"):
            break
    return found


def run(command: list[str], program: Path, folder: str, env: dict[str, str] | None = None, timeout: float = 60) -> Result:
    """Run a program by ``command`` as a user would: from inside its folder."""
    stdin = beside(program, folder, "in")
    env = {**(os.environ if env is None else env), "TZ": "UTC", "LC_ALL": "C"}
    for name in [name for name in env if name.startswith(("LUA_INIT", "LUA_PATH", "LUA_CPATH"))]:
        del env[name]
    args = shlex.split(directives(program).get("args", ""))
    done = subprocess.run(
        [*command, program.name, *args],
        cwd=program.parent, env=env, timeout=timeout, capture_output=True,
        input=stdin.read_bytes() if stdin.exists() else b"",
    )
    return Result(done.stdout, done.stderr, done.returncode)


def mask_stderr(stderr: bytes, program: Path) -> bytes:
    """Standard error without the interpreter's name, and without the traceback if it does not count."""
    stderr = re.sub(rb"(?m)^[^\s:]*lua[^\s:]*: ", b"lua: ", stderr, count=1)
    if "traceback" not in directives(program):
        stderr = stderr.split(b"stack traceback:")[0]
    return stderr


def error_record(result: Result, program: Path) -> bytes:
    """What ``NAME.err`` holds for this result."""
    return b"exit status %d\n" % result.status + mask_stderr(result.stderr, program)
