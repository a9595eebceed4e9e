"""Chunks that use the debug library on their own variables: what must not be known of those."""

import pytest
from analysed import Analysed

from luapy.analysis.debugging import changes_variables, reads_functions
from luapy.analysis.results import takes_surplus


@pytest.mark.parametrize("text, changes, reads", [
    ("debug.setlocal(1, 1, 5)", True, False),
    ("local d = require 'debug' d.setupvalue(f, 1, 5)", True, False),
    ("debug.upvaluejoin(f, 1, g, 1)", True, False),
    ("debug.getlocal(1, 1)", False, True),
    ("debug.getupvalue(f, 1)", False, True),
    ("debug.getinfo(1, 'f').func(1)", False, True),
    ("debug.getinfo(1)['func'](1)", False, True),
    ("debug.getinfo(1).short_src", False, False),
    ("debug.traceback()", False, False),
    ("setlocal(1)", False, False),
    ("debug.setlocals(1)", False, False),
    ("local function debug() end", False, False),
])
def test_uses_of_the_debug_library(text, changes, reads):
    assert (changes_variables(text.encode()), reads_functions(text.encode())) == (changes, reads)


CHANGE = " debug.setlocal(1, 1, other)"


@pytest.mark.parametrize("text", ["local x = 1", "local x = 1 x = x + 1", "for x = 1, 9 do end", "local x = 0.5"])
def test_numbers(text):
    assert Analysed(text)["x"].fact is not None
    assert Analysed(text + CHANGE)["x"].fact is None


def test_functions():
    text = "local function f(n) return f(n) end f(1) local a, b function a() return b() end function b() return a() end"
    trusted, changed = Analysed(text), Analysed(text + CHANGE)
    assert trusted["f"].is_steady and trusted.function("f").loops_to_itself and trusted.function("a").group
    assert not changed["f"].is_steady and not changed.function("f").loops_to_itself and not changed.function("a").group


def test_functions_that_are_read_may_get_more_arguments():
    text = "local function f(a) return a end f(1)"
    assert not takes_surplus(Analysed(text)["f"].holds)
    for use in (CHANGE, " debug.getupvalue(g, 1)", " debug.getinfo(1, 'f').func(1, 2)"):
        assert takes_surplus(Analysed(text + use)["f"].holds)


def test_compile_time_constants_stay():
    assert Analysed("local x <const> = 1 y = x" + CHANGE)["x"].constant is not None
