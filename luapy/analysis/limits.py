"""What the test of a while loop says of a variable that its body moves on: ``while k <= n do ... k = k + step end``.

At ``k = k + step`` the test still holds, since nothing has assigned k in between: the sum is at most
``n + step``, which keeps the bounds of k finite (see analysis.numbers).
"""

from __future__ import annotations

from luapy.frontend import nodes as lua

# op of ``k op limit`` -> (whether the limit is an upper one, how far from it k may be at most)
_UPPER = {"<": (True, -1), "<=": (True, 0), ">": (False, 1), ">=": (False, 0)}
_SWAPPED = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}


def note_limits(stat: lua.While) -> None:
    """Fill ``Variable.limits`` (definition -> list of (is upper, distance, limit node)) of the loop's variables.

    They say nothing of a variable that an inner function assigns in between: which ones are captured, is known
    when all names are resolved, so that is left to who uses the limits.
    """
    found: dict = {}
    _tests(stat.test, found)
    for variable, limits in found.items():
        definition = _first_definition(stat.body.stats, variable)
        if definition is not None:
            variable.limits[definition] = limits


def _tests(node, found):
    """Collect the comparisons that all hold when a test succeeds."""
    if type(node) is lua.Paren:
        _tests(node.expr, found)
    elif type(node) is lua.Logical and node.op == "and":
        _tests(node.left, found)
        _tests(node.right, found)
    elif type(node) is lua.BinOp and node.op in _UPPER:
        for one, other, op in ((node.left, node.right, node.op), (node.right, node.left, _SWAPPED[node.op])):
            if type(one) is lua.Name and hasattr(one.info, "limits"):
                upper, distance = _UPPER[op]
                found.setdefault(one.info, []).append((upper, distance, other))


def _first_definition(stats, variable):
    """The value that a loop's body first assigns to a variable, by a statement of its own; None: not so simple."""
    for stat in stats:
        if type(stat) is lua.Assign and any(type(target) is lua.Name and target.info is variable for target in stat.targets):
            return stat.values[0] if len(stat.targets) == len(stat.values) == 1 else None
        if type(stat) in (lua.Label, lua.Goto) or assigns(stat, variable):
            return None
    return None


def assigns(node, variable) -> bool:
    """Whether a statement assigns a variable somewhere inside."""
    nodes = [node]
    while nodes:  # not by recursion: blocks may be nested deeply
        node = nodes.pop()
        if isinstance(node, (list, tuple)):
            nodes.extend(node)
        elif isinstance(node, lua.Node):
            if type(node) is lua.Assign and any(type(target) is lua.Name and target.info is variable for target in node.targets):
                return True
            nodes.extend(getattr(node, name, None) for name in node.fields)
    return False
