"""Which local functions always return exactly one value, and which are called only as their parameters say.

A call of the first kind needs no adjustment of its results; a function of the second needs no place
for surplus arguments.  Both hold of functions whose variable is never given another value.
"""

from __future__ import annotations

from luapy.analysis.scopes import FunctionInfo, Variable
from luapy.frontend import nodes as lua


def mark_results(main: FunctionInfo) -> None:
    """Set ``single`` of each function that returns exactly one value: from the optimistic side, to a fixed point."""
    functions = list(_all(main))
    for info in functions:
        info.single = _ends(info.node.body)
    changed = True
    while changed:
        changed = False
        for info in functions:
            if info.single and not all(_is_single(stat) for stat in info.returns):
                info.single, changed = False, True


def gives_single_result(call) -> bool:
    """Whether a call is of a local function that is known to return exactly one value."""
    if type(call) is not lua.Call or type(call.func) is not lua.Name or type(call.func.info) is not Variable:
        return False
    variable = call.func.info
    return variable.is_steady and variable.holds.info.single


def takes_surplus(node: lua.Function) -> bool:
    """Whether some call may pass a function more arguments than it has parameters."""
    variable = node.info.own
    if node.is_vararg or variable is None or not variable.is_steady:
        return True
    return variable.mentions != len(variable.arities) or any(arity != len(node.params) for arity in variable.arities)


def _is_single(stat) -> bool:
    if len(stat.values) != 1:
        return False
    value = stat.values[0]
    if type(value) in (lua.MethodCall, lua.Vararg):
        return False
    return type(value) is not lua.Call or gives_single_result(value)


def _ends(block) -> bool:
    """Whether a block certainly ends with a return statement."""
    last = block.stats[-1] if block is not None and block.stats else None
    kind = type(last)
    if kind is lua.Return:
        return True
    if kind is lua.Do:
        return _ends(last.body)
    return kind is lua.If and all(map(_ends, last.bodies)) and _ends(last.orelse)


def _all(info):
    for inner in info.inner:
        yield inner
        yield from _all(inner)
