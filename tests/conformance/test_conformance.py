"""Our own Lua programs print under luapy what they print under real Lua (see record.py)."""

from __future__ import annotations

import difflib
import sys
from pathlib import Path

import pytest

from conformance import FOLDERS, beside, directives, error_record, programs, run
from known_differences import KNOWN


def case(folder: str, program: Path) -> object:
    why = directives(program).get("xfail") or KNOWN.get(f"{folder}-{program.stem}")
    marks = [pytest.mark.xfail(reason=why, strict=True)] if why else []
    return pytest.param(folder, program, id=f"{folder}-{program.stem}", marks=marks)


ALL = [case(folder, program) for folder in FOLDERS for program in programs(folder)]


def diff(expected: bytes, actual: bytes, name: str) -> str:
    lines = [text.decode("latin-1").split("\n") for text in (expected, actual)]
    return "\n".join(difflib.unified_diff(*lines, f"{name} (real Lua)", f"{name} (luapy)", lineterm="", n=2))


@pytest.mark.parametrize("folder, program", ALL)
def test_program(folder: str, program: Path) -> None:
    dialect = FOLDERS[folder][0]
    result = run([sys.executable, "-m", "luapy", "run", "--lua", dialect], program, folder)
    complaints = []
    expected = beside(program, folder, "out").read_bytes()
    if result.stdout != expected:
        complaints.append(diff(expected, result.stdout, f"{program.name}: stdout"))
    err = beside(program, folder, "err")
    expected = err.read_bytes() if err.exists() else b"exit status 0\n"
    actual = error_record(result, program)
    if actual != expected:
        complaints.append(diff(expected, actual, f"{program.name}: exit status and stderr"))
    assert not complaints, "\n" + "\n".join(complaints)
