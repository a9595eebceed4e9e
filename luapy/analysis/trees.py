"""Trees of additions, subtractions and products whose operands may be ints or floats.

If one operand is a float, so is the result of every operation between it and the root of the tree: one test of
that operand does for the checks of all those results.  `deciding_operand(node)` says which one is worth it.
If the root's value is an int, so were all operands, and one check of its range does: `bottom_operands(node)` says
where that is worth it, and what to test if it is a float.
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
        if not is_checked(node):
            continue
        if node.op == "*" and not is_number(node.left) and not is_number(node.right) \
                and type(node.left) in (lua.Name, lua.Index) and checks > most:
            best, most = node.left, checks
        for operand, other in ((node.right, node.left), (node.left, node.right)):
            pending.append((operand, checks if is_integer(other) else checks + 1))
    return best


def bottom_operands(root) -> list | None:
    """One operand below each operation of a tree that has more than one result to check: if all are floats, so are all
    results.  None, if there is no such tree of variables, fields, elements and numerals."""
    found: list = []
    pending = [(root, 1)]
    nodes = checks = 0
    while pending:
        node, check = pending.pop()
        checks += check
        inner = [(operand, not is_integer(other)) for operand, other in ((node.left, node.right), (node.right, node.left))
                 if is_checked(operand)]
        outer = [operand for operand in (node.left, node.right) if not is_checked(operand)]
        nodes += 1 + len(outer)
        if nodes > MAX_NODES or not all(type(operand) in _LEAVES or is_number(operand) for operand in outer):
            return None
        if not inner:
            leaf = next((operand for operand in outer if type(operand) in (lua.Name, lua.Index) and not is_number(operand)), None)
            if leaf is None:
                return None
            found.append(leaf)
        pending += inner
    return found if checks > 1 else None


_LEAVES = (lua.Name, lua.Index, lua.Number)


def is_checked(node) -> bool:
    """Whether a node is an operation whose result has to be checked."""
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
