"""What tests say of the ints that have passed them."""

import pytest
from analysed import Analysed

from luapy.analysis.bounds import lower_bounds
from luapy.frontend import nodes as lua


def bounds(test, head="local x, y = ..."):
    """Name -> lower bound, behind the test of the last if."""
    analysed = Analysed(f"{head} if {test} then end")
    return {variable.name: low for variable, low in lower_bounds(analysed.nodes(lua.If)[-1].tests[0]).items()}


@pytest.mark.parametrize("test, expected", [
    ("x > 0", {"x": 1}),
    ("x >= 1", {"x": 1}),
    ("x == 5", {"x": 5}),
    ("0 < x", {"x": 1}),
    ("3 <= x", {"x": 3}),
    ("7 == x", {"x": 7}),
    ("x > -2", {"x": -1}),
    ("(x > 0)", {"x": 1}),
    ("x >= 1 and x <= 9 and y > 4", {"x": 1, "y": 5}),
    ("x > 1 and x > 5 and x > 3", {"x": 6}),
    ("x > 0 and (y or true)", {"x": 1}),
])
def test_bounds_of_a_test(test, expected):
    assert bounds(test) == expected


@pytest.mark.parametrize("test", [
    "x < 9", "x ~= 3", "x", "not (x > 0)", "x > 0 or y", "x > y", "x > 0.5", "x > '0'", "x > g", "x > #y", "g > 0", "x + 1 > 0",
    "x.y > 0", "f(x > 0)", "(x > 0) == true",
])
def test_tests_that_say_nothing(test):
    assert bounds(test) == {}


def test_a_limit_may_be_a_variable_with_a_bound():
    assert bounds("x > k", "local x = ... local k = 3") == {"x": 4}


def test_nothing_is_said_of_a_variable_that_a_call_may_change():
    assert bounds("x > 0", "local x = ... local function f() x = nil end") == {}
    assert bounds("x > 0", "local x = ... local function f() return x end") == {"x": 1}
    assert bounds("x > 0", "local x = ... x = x - 1") == {"x": 1}
