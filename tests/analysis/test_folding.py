"""Constant expressions that are folded as PUC Lua folds them, and those that are not."""

import pytest
from analysed import Analysed

from luapy.analysis.folding import folded, has_constant_left, loaded_last
from luapy.frontend import nodes as lua


def expression(text):
    return Analysed(f"return {text}").nodes(lua.Return)[0].values[0]


@pytest.mark.parametrize("text, value", [
    ("1 + 2", 3), ("7 // -2", -4), ("-7 % 3", 2), ("~0", -1), ("6 & 3 | 8", 10), ("5 ~ 1", 4), ("-(2)", -2),
    ("9223372036854775807 + 1", -9223372036854775808), ("4611686018427387904 * 2", -9223372036854775808),
])
def test_folded(text, value):
    node = folded(expression(text))
    assert type(node) is lua.Number and node.value == value


@pytest.mark.parametrize("text", ["1 + x", "1 // 0", "1 % 0", "1 + 2.5", "'1' + 1", "7 / 2", "2 ^ 3", "1 .. 2", "1 < 2"])
def test_not_folded(text):
    node = expression(text)
    assert folded(node) is node


@pytest.mark.parametrize("text, constant", [
    ("true and x", True), ("1 and x", True), ("'a' and x", True), ("nil or x", True), ("false or x", True),
    ("2^63 and x", True), ("(1 + 2) and x", True), ("not nil and x", True), ("not 1 or x", True), ("(true or true) and x", True),
    ("(y or true) and x", True), ("(y and nil) or x", True), ("(y and 1) and x", False), ("(y or nil) or x", False),
    ("1/0 and x", False), ("0/0 and x", False), ("1.5 & 1 and x", False), ("not y and x", False), ("2^63 or x", False),
    ("x and 1", False), ("x or 1", False), ("nil and x", False), ("true or x", False), ("{} and x", False),
])
def test_constant_left_operands(text, constant):
    assert has_constant_left(expression(text)) == constant


@pytest.mark.parametrize("text, last", [
    ("x and y or z", "z"), ("x and y", None), ("x or y", None), ("(x or 1 < y) and z", "z"), ("x and 1 < y or z", "z"), ("x and (y or 1) or z", "z"),
    ("1 and x", "x"), ("not nil and x", "x"), ("(1 and x) or y", None), ("not (x and y) or z", None), ("(x or y) and w or z", None), ("x and y and w or z", "z"),
    ("false or x", "x"), ("x and (y and w or z)", None), ("nil and x or y", "y"), ("not (x or y) or z", "z"),
])
def test_operand_that_is_loaded_last(text, last):
    found = loaded_last(expression(text))
    assert (found and found.id) == last
