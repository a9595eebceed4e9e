"""Loops are Python's ranges where their step is known to be an int above or below zero; shifts by constants are Python's."""

import ast

import pytest

from luapy.dialect import dialect
from luapy.frontend import parse
from luapy.translator import translate


def python(text) -> str:
    return ast.unparse(translate(parse(text.encode(), "=test", dialect("5.4")), dialect("5.4")).tree)


@pytest.mark.parametrize("text", [
    "for i = 1, 9 do end", "for i = 9, 1, -2 do end", "for i = 1, 9 do for j = i * i, 99, i do end end",
    "local n = 3 for i = 1, 9, n do end", "for i = -9, -1 do for j = 9, 1, i do end end",
])
def test_the_direction_is_known(text):
    assert "for_range" not in python(text)


@pytest.mark.parametrize("text", [
    "for i = 1, 9, 0 do end", "for i = 0, 9 do for j = 1, 9, i do end end", "local n = ... for i = 1, 9, n do end",
    "for i = 1, 9, 0.5 do end", "local n = 3 n = n - 1 for i = 1, 9, n do end",
])
def test_the_direction_is_not_known(text):
    assert "for_range" in python(text)


def test_shifts_in_place():
    assert "<< 3" in python("local a = ... return a << 3") and ">> 63" in python("local a = ... return a >> 63")


@pytest.mark.parametrize("text", ["a << b", "a >> 0", "a << 64", "a >> -1", "a << 1.0"])
def test_shifts_by_the_runtime(text):
    found = python(f"local a, b = ... return {text}")
    assert ("shl(" in found or "shr(" in found) and "<< " not in found and ">> " not in found
