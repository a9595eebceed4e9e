"""The programs of the socket libraries print under luapy what they print under real Lua (see record_sockets.py)."""

import difflib
import sys

import pytest
from socket_programs import DIALECTS, NAMES, expected, run


@pytest.mark.parametrize("dialect", DIALECTS)
@pytest.mark.parametrize("name", NAMES)
def test_program(name, dialect):
    printed = run([sys.executable, "-W", "error::ResourceWarning", "-m", "luapy", "run", "--lua", dialect], name)
    wanted = expected(name, dialect).read_bytes()
    lines = [text.decode("latin-1").splitlines() for text in (wanted, printed)]
    assert printed == wanted, "\n" + "\n".join(difflib.unified_diff(*lines, "real Lua", "luapy", lineterm="", n=1))
