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


def flag(declaration, others="") -> bool:
    """Whether a variable is tested only for being true."""
    source = f"{declaration} local function g() {others} end while flag do g() end".encode()
    return "flag is TRUE" in ast.unparse(translate(parse(source, "=test", dialect("5.4")), dialect("5.4")).tree)


@pytest.mark.parametrize("declaration, others", [
    ("local flag = false", "flag = true"), ("local flag = 1 < 2", "flag = not flag"), ("local flag", "flag = true"),
    ("local flag = true", "flag = (flag == 1)"),
])
def test_variables_of_booleans_are_compared_with_true(declaration, others):
    assert flag(declaration, others)


@pytest.mark.parametrize("declaration, others", [
    ("local flag = false", "flag = 1"), ("local flag = g()", ""), ("local flag = false", "flag = flag or 1"),
    ("local flag, other = false, ...", "other, flag = 1, 2"), ("local flag = ...", ""), ("", ""), ("flag = false", "flag = true"),
    ("local flag = false", "debug.setlocal(1, 1, 2)"), ("local flag = 1 < 2 and 3", ""),
])
def test_other_variables_are_not(declaration, others):
    assert not flag(declaration, others)


@pytest.mark.parametrize("text", ["a", "(a)", "a.x", "a()", "a and b", "a or b", "not a and b", "a == b or b", "..."])
def test_values_of_any_type_are_tested(text):
    assert "is not FALSE" in condition(text) and "is not None" in condition(text)
