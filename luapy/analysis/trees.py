"""Trees of additions, subtractions and products whose operands may be ints or floats.

If one operand is a float, so is the result of every operation between it and the root of the tree: one test of
that operand does for the checks of all those results.  `deciding_operand(node)` says which one is worth it.
"""

from __future__ import annotations

from luapy.analysis.numbers import is_integer, is_number, is_raw_float
from luapy.frontend import nodes as lua

_OPERATORS = ("+", "-", "*")
# A tree is translated twice: not large ones.
MAX_NODES = 40


def deciding_operand(root):
    """The operand of a tree that had better be tested for a float first, or None.

    It is a factor of a product of two values of which nothing is known, as vectors and matrices have it, whose result
    would have to be checked, and at least one more above it.
    """
    best, most = None, 1
    pending = [(root, 1)]
    nodes = 0
    while pending:
        node, checks = pending.pop()
        nodes += 1
        if nodes > MAX_NODES:
            return None
        if not _is_checked(node):
            continue
        if node.op == "*" and not is_number(node.left) and not is_number(node.right) \
                and type(node.left) in (lua.Name, lua.Index) and checks > most:
            best, most = node.left, checks
        for operand, other in ((node.right, node.left), (node.left, node.right)):
            pending.append((operand, checks if is_integer(other) else checks + 1))
    return best


def _is_checked(node) -> bool:
    return type(node) is lua.BinOp and node.op in _OPERATORS and not is_number(node) and not is_raw_float(node)


def with_operand(root, operand, other):
    """A copy of a tree with another node in the place of an operand."""
    if root is operand:
        return other
    if type(root) is not lua.BinOp:
        return root
    left, right = with_operand(root.left, operand, other), with_operand(root.right, operand, other)
    if left is root.left and right is root.right:
        return root
    copy = lua.BinOp(root.op, left, right).at(root)
    copy.op_line, copy.op_col = root.op_line, root.op_col
    return copy
