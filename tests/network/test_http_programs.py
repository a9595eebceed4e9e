"""The programs of this folder print under luapy what they print under real Lua with LuaSocket (record_http.py)."""

import sys

import pytest
from http_programs import NAMES, expected, run


@pytest.mark.parametrize("name", NAMES)
def test_program(name):
    got = run([sys.executable, "-m", "luapy", "run"], name)
    assert got == expected(name).read_bytes().decode("latin-1")
