"""What a test says of the variables in it: after ``x >= 1 and y > 0``, x and y are above zero if they are ints.

They may be anything else that is compared so, also tables, whose metamethods compare as they like: the bounds are for keys
of lists, where nothing but an int finds an element.
"""

from __future__ import annotations

from luapy.analysis.numbers import fact
from luapy.analysis.scopes import Variable
from luapy.frontend import nodes as lua

# op of ``x op limit`` -> how far x is at least from the limit
_LOWER = {">=": 0, ">": 1, "==": 0}
_SWAPPED = {"<": ">", "<=": ">=", "==": "=="}


def lower_bounds(test) -> dict:
    """Variable -> what it is at least, if it is an int, where a test has succeeded."""
    found: dict = {}
    pending = [test]
    while pending:
        node = pending.pop()
        if type(node) is lua.Logical and node.op == "and":
            pending += (node.left, node.right)
        elif type(node) is lua.BinOp:
            _compared(node.left, node.op, node.right, found)
            _compared(node.right, _SWAPPED.get(node.op), node.left, found)
    return found


def _compared(node, op, limit, found):
    if op in _LOWER and type(node) is lua.Name and _is_kept(node.info):
        known = fact(limit)
        if known is not None and known.kind == "int":
            low = known.low + _LOWER[op]
            found[node.info] = max(low, found.get(node.info, low))


def _is_kept(variable) -> bool:
    """Whether nothing but the function's own assignments changes a variable."""
    return type(variable) is Variable and not (variable.captured and variable.assigned)
