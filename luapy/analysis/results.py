"""Which local functions always return exactly one value, and which are called only as their parameters say.

A call of the first kind needs no adjustment of its results, and what is known of the values returned is known of the
call; a function of the second needs no place for surplus arguments, and what is known of all arguments is known of its
parameters.  Both hold of functions whose variable is never given another value.
"""

from __future__ import annotations

from luapy.analysis.scopes import FunctionInfo, Variable, is_multiple
from luapy.frontend import nodes as lua


def mark_results(main: FunctionInfo) -> None:
    """Set ``result`` of each function that returns exactly one value: from the optimistic side, to a fixed point."""
    functions = [info for info in _all(main) if _ends(info.node.body)]
    for info in functions:
        info.result = Variable(None, info, "result")
    changed = True
    while changed:
        changed = False
        for info in functions:
            if info.result is not None and not all(_is_single(stat) for stat in info.returns):
                info.result, changed = None, True


def follow_values(main: FunctionInfo) -> list:
    """Define the parameters of functions by the arguments of all calls, where these are known, and results by what is
    returned. Returns the variables that stand for results."""
    results = []
    for info in _all(main):
        if not takes_surplus(info.node):
            for place, param in enumerate(info.node.params):
                # in the place of the unknown value that a parameter begins with
                param.info.definitions[:1] = [call.args[place] for call in info.own.calls]
        if info.result is not None:
            info.result.definitions = [stat.values[0] for stat in info.returns]
            results.append(info.result)
    return results


def gives_single_result(call) -> bool:
    """Whether a call is of a local function that is known to return exactly one value."""
    if type(call) is not lua.Call or type(call.func) is not lua.Name or type(call.func.info) is not Variable:
        return False
    variable = call.func.info
    return variable.is_steady and variable.holds.info.result is not None


def takes_surplus(node: lua.Function) -> bool:
    """Whether some call may pass a function more arguments than it has parameters."""
    variable = node.info.own
    if node.is_vararg or variable is None or not variable.is_steady:
        return True
    return variable.mentions != len(variable.calls) or not all(_fits(call, node) for call in variable.calls)


def _fits(call, function) -> bool:
    """Whether a call passes exactly one argument for each parameter."""
    if len(call.args) != len(function.params):
        return False
    return not call.args or not is_multiple(call.args[-1]) or gives_single_result(call.args[-1])


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
