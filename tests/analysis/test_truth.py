"""Conditions whose value is known to be a boolean, or true, are not tested for nil and false."""

import ast

import pytest

from luapy.dialect import dialect
from luapy.frontend import parse
from luapy.translator import translate


def condition(text) -> str:
    """What a chunk tests before it calls a function, in Python."""
    source = f"local a, b = ... local i = 1 local function g() return 1 end if {text} then a() end".encode()
    tree = translate(parse(source, "=test", dialect("5.4")), dialect("5.4")).tree
    return "\n".join(line for line in ast.unparse(tree).splitlines() if "if " in line or "test = " in line)


@pytest.mark.parametrize("text", [
    "a < b", "a == b", "a ~= nil", "(a <= b)", "not (a == b)", "a < b and b < a", "a == 1 or b == 2", "1", "'x'",
    "true", "{}",
])
def test_no_test_for_nil_and_false(text):
    assert "FALSE" not in condition(text)


@pytest.mark.parametrize("text", ["a", "(a)", "a.x", "a()", "a and b", "a or b", "not a and b", "a == b or b", "..."])
def test_values_of_any_type_are_tested(text):
    assert "is not FALSE" in condition(text) and "is not None" in condition(text)
