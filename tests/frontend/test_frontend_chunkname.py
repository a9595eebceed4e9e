"""short_src: how a chunk's name is shown, recorded from debug.getinfo."""

import subprocess
import sys

import frontend_programs as programs
import pytest

from luapy.dialect import DIALECTS
from luapy.frontend import short_src


@pytest.mark.parametrize("dialect", DIALECTS)
@pytest.mark.parametrize("i", range(len(programs.CHUNKNAMES)))
def test_short_src(recorded, i, dialect):
    _, shown = recorded[dialect]["chunknames"][i]
    assert short_src(programs.CHUNKNAMES[i], DIALECTS[dialect]) == shown


def test_default_is_54():
    assert short_src("@a/b.lua") == "a/b.lua"
    assert short_src("=(load)") == "(load)"
    assert short_src("return 1") == '[string "return 1"]'
    assert short_src("x = 1\nreturn x") == '[string "x = 1..."]'
    assert short_src("") == '[string ""]'
    assert short_src("=a\0b") == "a"


def test_needs_no_parser():
    code = "import sys, luapy.frontend; sys.exit('luaparser' in sys.modules or 'antlr4' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code]).returncode == 0
