"""Operands whose test for a float does for the checks of a tree of operations."""

import pytest
from analysed import Analysed

from luapy.analysis.trees import MAX_NODES, bottom_operands, deciding_operand, is_checked, with_operand
from luapy.frontend import nodes as lua


def tree(expression):
    return Analysed(f"local a, b, c, d, t, k, z = ... local n, h = 3, 0.5 local r = {expression}").nodes(lua.Local)[-1].values[0]


def name_of(node):
    while type(node) is lua.Index:
        node = node.obj
    return node and node.id


@pytest.mark.parametrize("expression, operand", [
    ("z + a * b", "a"),
    ("a * b + z", "a"),
    ("z - t[k] * b", "t"),
    ("a.x * b.x + c.x * d.x", "a"),
    ("z + (a * b)", "a"),
    ("z + (a) * b", "a"),
    ("z * (b - c * d)", "c"),           # the deepest product
    ("a * b + z * (c * d + k)", "c"),
    ("a * b + c * n", "a"),
    ("z + a * b + 1", "a"),
])
def test_the_operand_that_decides(expression, operand):
    assert name_of(deciding_operand(tree(expression))) == operand


@pytest.mark.parametrize("expression", [
    "a", "a * b", "a + b", "a + b + c",         # one check, or no product
    "a * b + 1", "1 + a * b",                   # one check does for both
    "a * 2 + b", "n * a + b",                   # rather ints
    "z + h * a",                                # a float anyhow
    "z + f() * a", "z + '1' * a",               # no variables or elements
    "z + -a * b", "z .. a * b", "z / (a * b)", "(z + a) % 7",
    "n + n * n",
])
def test_trees_without_one(expression):
    assert deciding_operand(tree(expression)) is None


def test_large_trees_are_not_translated_twice():
    assert deciding_operand(tree("z + a * b" + " + c" * MAX_NODES)) is None


def test_a_copy_with_another_operand_leaves_the_tree_alone():
    root = tree("z + (a * b)")
    other = lua.Name("other").at(root)
    copy = with_operand(root, deciding_operand(root), other)
    assert copy.right.left is other and copy.left is root.left and copy.right.right is root.right.right
    assert name_of(deciding_operand(root)) == "a" and copy.line == root.line and copy.op_col == root.op_col


@pytest.mark.parametrize("expression, operands", [
    ("a - b - c", ["a"]),
    ("a - (b - c)", ["b"]),
    ("6 - a - c", ["a"]),
    ("a * b + c * d", ["c", "a"]),
    ("(a + b) * (c - d)", ["c", "a"]),
    ("t[k] + b.x - c", ["t"]),
    ("z * (b - c * d)", ["c"]),
])
def test_the_operands_below_all_operations(expression, operands):
    assert [name_of(operand) for operand in bottom_operands(tree(expression))] == operands


@pytest.mark.parametrize("expression", [
    "a + b", "a * 2 + 1", "(a + b) * 2",        # one check does anyhow
    "a + b + f()", "a + -b - c", "a + #t - c", "a .. b - c - d", "a + b + '1'",
    "a + b + c % d", "h + a + b", "a + b + h * n",
    "z" + " + c" * MAX_NODES,
])
def test_trees_that_are_checked_as_they_are(expression):
    root = tree(expression)
    assert not is_checked(root) or bottom_operands(root) is None
