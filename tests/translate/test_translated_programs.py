"""The conformance programs print the same when they are translated to Python files and those are run."""

from __future__ import annotations

import difflib
import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from conformance import FOLDERS, PROGRAMS, beside, directives, error_record, programs, Result
from known_differences import KNOWN
from luapy.cli.translate import main as translate

RUNNER = Path(__file__).with_name("runner.py")
#: what is different about translated files, and why
DIFFERENT = {
    "51-package_module": "one searcher more: that for Python modules",
    "51-str_dump": "no Lua source to dump",
    "54-debug_temporaries": "operands that wait for a call are on CPython's stack",
    "54-str_dump": "no Lua source to dump",
}
if sys.version_info[:2] == (3, 12):
    DIFFERENT["54-coro_direct_hooks"] = "a suspended function on a greenlet gets no line events on CPython 3.12"
#: a syntax error; modules that require one another until the stack is full, which takes seconds here
LEFT_OUT = {"51-prog_exit_syntax", "54-prog_exit_syntax", "54-package_require"}


class Programs:
    """Translated folders, and a process to run what is in them."""

    def __init__(self, home: Path):
        self.home = home
        self.done: set = set()
        env = {name: value for name, value in os.environ.items() if not name.startswith("LUA_")}
        self.process = subprocess.Popen([sys.executable, str(RUNNER)], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                        text=True, env={**env, "TZ": "UTC", "LC_ALL": "C"})

    def folder(self, folder: str) -> Path:
        """Where the translation of a folder of programs is."""
        target = self.home / folder
        if folder not in self.done:
            self.done.add(folder)
            shutil.copytree(PROGRAMS / folder, target)
            for program in programs(folder):
                shutil.copy(program, target)
            translate([str(target), "-o", str(target), "--lua", FOLDERS[folder][0], "-q"])
        return target

    def run(self, folder: str, program: Path) -> Result:
        place = self.folder(folder)
        stdin = beside(program, folder, "in")
        out, err = place / (program.stem + ".stdout"), place / (program.stem + ".stderr")
        request = {
            "file": program.stem + ".py", "folder": str(place), "stdout": str(out), "stderr": str(err),
            "args": shlex.split(directives(program).get("args", "")), "stdin": str(stdin if stdin.exists() else os.devnull),
        }
        self.process.stdin.write(json.dumps(request) + "\n")
        self.process.stdin.flush()
        status = int(self.process.stdout.readline())
        return Result(out.read_bytes(), err.read_bytes(), status)


@pytest.fixture(scope="module")
def runner(tmp_path_factory):
    running = Programs(tmp_path_factory.mktemp("translated"))
    yield running
    running.process.stdin.close()
    running.process.wait(30)


def case(folder: str, program: Path) -> object:
    name = f"{folder}-{program.stem}"
    why = directives(program).get("xfail") or KNOWN.get(name) or DIFFERENT.get(name)
    return pytest.param(folder, program, id=name, marks=[pytest.mark.xfail(reason=why)] if why else [])


ALL = [case(folder, program) for folder in FOLDERS for program in programs(folder)
       if f"{folder}-{program.stem}" not in LEFT_OUT]


def same_names(text: bytes) -> bytes:
    """Without what is different on purpose: the names of the files, and of the folders modules were found in."""
    return re.sub(rb"[\w./-]*?((?:mods/)?\w+)\.(?:py|lua)\b", rb"\1.lua", text)


@pytest.mark.parametrize("folder, program", ALL)
def test_program(runner: Programs, folder: str, program: Path) -> None:
    result = runner.run(folder, program)
    err = beside(program, folder, "err")
    wanted = beside(program, folder, "out").read_bytes() + (err.read_bytes() if err.exists() else b"exit status 0\n")
    lines = [same_names(text).decode("latin-1").split("\n")
             for text in (wanted, result.stdout + error_record(result, program))]
    assert lines[0] == lines[1], "\n" + "\n".join(difflib.unified_diff(*lines, "real Lua", "translated", lineterm="", n=2))
