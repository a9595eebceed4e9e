"""Statements that keep failing because elements are absent look first: which of their reads do (luapy.runtime.attempts)."""

import pytest

from luapy import LuaRuntime
from luapy.loader import load_chunk
from luapy.runtime import attempts

ROWS = "local rows = {} for y = 1, 200 do rows[y] = { y } end "


@pytest.fixture(autouse=True)
def patient(monkeypatch):
    """Failures count as frequent on a slow machine, too."""
    monkeypatch.setattr(attempts, "_SHORT_TIME", 60.0)


def flags(source):
    """(the result of a chunk, its flags for absent elements in their order)."""
    main = load_chunk(LuaRuntime()._state, source.encode(), "=test")
    result, names = main(), main.__globals__
    found = [name for name in names if name.startswith("absent_") and name[7:].isdigit()]
    return result, [names[name] for name in sorted(found, key=lambda name: int(name[7:]))]


def test_of_several_reads_only_the_failing_one_looks_first():
    result, found = flags(ROWS + "local n = 0 for y = 1, 200 do if rows[y][2] == nil then n = n + 1 end end return n")
    assert result == 200 and found == [False, True, True]  # of rows[y], of rows[y][2], of the statement


def test_another_read_of_the_same_statement_learns_later():
    result, found = flags(ROWS + """
        local function total(list, more)
          local n = 0
          for y = 1, 200 do n = n + (list[y] or 0) + (more[y] or 0) end
          return n
        end
        return total({ 1 }, rows[1]), total({}, { 5 })""")
    assert result == (2, 5) and found == [True, True, True, False]


def test_a_statement_that_does_not_fail_does_not_look_first():
    result, found = flags(ROWS + "local n = 0 for y = 1, 200 do n = n + rows[y][1] end return n")
    assert result == 20100 and found == [False, False, False]


def test_all_reads_look_first_where_cpython_does_not_tell_which_one_failed(monkeypatch):
    monkeypatch.setattr(attempts, "position_of", lambda code, lasti: (1, None, None, None))
    result, found = flags(ROWS + "local n = 0 for y = 1, 200 do if rows[y][2] == nil then n = n + 1 end end return n")
    assert result == 200 and found == [True, True, True]
