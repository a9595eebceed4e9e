"""The forms that tests, loops and arithmetic take in translated code: that what analysis finds is spent."""

import ast

import pytest

from luapy.dialect import dialect
from luapy.frontend import parse
from luapy.translator import translate


def code(text, careful=False):
    lua54 = dialect("5.4")
    return ast.unparse(translate(parse(text.encode(), "=test", lua54), lua54, careful).tree)


LONG = "t[1] = x; t[2] = n; t[3] = x"


def test_long_blocks_are_jumped_over_from_behind_a_short_jump():
    python = code(f"local x, n, t = ... if x < n then {LONG} end")
    assert "if not x < n:" in python and "else:" in python


def test_the_rest_of_a_test_with_elseif_keeps_its_order():
    assert "if x < n:" in code(f"local x, n, t = ... if x < n then {LONG} elseif x > n then {LONG} end")


def test_long_loops_leave_by_a_short_jump():
    python = code(f"local x, n, t = ... while x < n do {LONG} end")
    assert "while True:" in python and "if not x < n:" in python
    assert "while x < n:" in code("local x, n = ... while x < n do n = x end")


@pytest.mark.parametrize("test, head", [("x > 0 and x <= n and t[x]", "if not (x > 0 and x <= n):"), ("x < 1 or n < x or t[x]", "if x < 1 or n < x:")])
def test_comparisons_before_something_long_are_done_first(test, head):
    assert head in code(f"local x, n, t = ... if {test} then return 1 end")


def test_keys_known_to_be_above_zero_are_not_tested():
    assert "x > 0" in code("local x, t = ... return t[x]")
    python = code("local x, t = ... if x >= 1 then return t[x] end")
    assert "x > 0" not in python and "x.__class__ is int and" not in python


def test_sums_that_become_keys_are_taken_for_ints_first():
    first = "(t_1 := (a + b)) <= 1073741823"
    assert first in code("local a, b, t = ... local k = a + b return t[k]")
    assert first not in code("local a, b, t = ... local k = a + b return t[1]")


def test_one_test_of_an_operand_for_a_tree_of_floats():
    python = code("local a, b, s = ... s = s + a * b return s")
    assert "s = s + a * b if a.__class__ is float else" in python


def test_lists_are_filled_and_copied_at_once():
    python = code("local t, n = {}, ... for i = 1, n do t[i] = 0 end")
    assert "[1:n + 1] = [0] * n" in python and "gettrace() is None" in python
    assert "[2:n + 1] = t_" in code("local t, s, n = {}, {}, ... for i = 2, n do t[i] = s[i - 1] end")
    assert "gettrace" not in code("local t, n = {}, ... for i = 1, n do t[i] = 0 end", careful=True)


def test_floor_of_a_quotient():
    python = code("local x = ... return math.floor(x / 2)")
    assert "x // 2" in python and "x.__class__ is int" in python
    assert "//" not in code("local x = ... return math.floor(x / 2.5)")


def test_the_last_element_is_cleared_by_pop():
    assert ".pop()" in code("local t, n = ... t[n] = nil")
