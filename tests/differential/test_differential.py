"""Generated programs: luapy's optimised translation against its careful one, and against real Lua where it is on PATH.

LUAPY_DIFFERENTIAL=20000 runs that many programs of each kind instead of a few; LUAPY_DIFFERENTIAL_SEED is that of the
first one.  ``python -m tests.differential`` is better for long runs: it shrinks what it finds.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from .comparison import Comparison
from .generator import generate
from .runners import interpreter
from .shrink import shrink

COUNT = int(os.environ.get("LUAPY_DIFFERENTIAL", "0"))
SEED = int(os.environ.get("LUAPY_DIFFERENTIAL_SEED", "0"))
SECONDS_FOR_ONE = 2
DIALECTS = ("5.1", "5.4")


def differences(lua: str, careful: bool, count: int, folder: Path) -> list[str]:
    comparison = Comparison(lua, careful, folder)
    try:
        found = [comparison.compare(f"p{seed}") for seed in range(SEED, SEED + (COUNT or count))]
    finally:
        comparison.close()
    return [difference.report(folder) for difference in found if difference is not None]


@pytest.mark.timeout(120 + SECONDS_FOR_ONE * COUNT)
@pytest.mark.parametrize("lua", DIALECTS)
def test_against_real_lua(lua, tmp_path):
    if interpreter(lua) is None:
        pytest.skip(f"no interpreter of Lua {lua} on PATH")
    found = differences(lua, False, 40, tmp_path)
    assert not found, "\n".join(found)


@pytest.mark.timeout(120 + SECONDS_FOR_ONE * COUNT)
@pytest.mark.parametrize("lua", DIALECTS)
def test_optimised_against_careful(lua, tmp_path):
    found = differences(lua, True, 20 if interpreter(lua) else 150, tmp_path)
    assert not found, "\n".join(found)


def test_seeds_decide_programs():
    assert generate(7, "5.4") == generate(7, "5.4") != generate(8, "5.4")


def test_shrinking_keeps_what_differs():
    source = "local a = 1\nif a then\n  local b = 2\n  wanted()\nend\nfor i = 1, 3 do\n  a = i\nend\n"
    assert shrink(source, lambda text: "wanted" in text).strip() == "wanted()"


def test_a_difference_is_found(tmp_path):
    comparison = Comparison("5.4", True, tmp_path)
    try:
        source = "show(1)\n"
        assert comparison.compare("same", source) is None
        comparison.expected.run = lambda path: b"2\nstatus 0\n"
        difference = comparison.compare("other", source)
        assert difference is not None and difference.actual == b"1\nstatus 0\n"
    finally:
        comparison.close()
