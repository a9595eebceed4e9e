"""How many values local functions return, and which are called only as their parameters say.

A call of a function with one result needs no adjustment of it, and what is known of the values returned is known of the
call; one with as many results as variables wait for them needs none either.  A function of the second kind needs no place
for surplus arguments, and what is known of all arguments is known of its parameters.  Both hold of functions whose variable
is never given another value.
"""

from __future__ import annotations

from luapy.analysis.scopes import FunctionInfo, Variable, is_multiple
from luapy.frontend import nodes as lua


def mark_results(main: FunctionInfo) -> None:
    """Set ``results`` of each function that always returns the same number of values, and ``result`` where that is one: by
    iteration from nothing known.

    A return that calls a function of which nothing is known yet says nothing: perhaps it is the function itself.
    """
    pending = [info for info in _all(main) if _ends(info.node.body, info.has_goto)]
    counts: dict = dict.fromkeys(pending)
    changed = True
    while changed:
        changed = False
        for info in list(counts):
            found = {count for count in (_count(stat, counts) for stat in info.returns) if count is not None}
            if len(found) > 1 or _UNKNOWN in found:
                del counts[info]
                changed = True
            elif found and counts[info] is None:
                counts[info], = found
                changed = True
    for info, count in counts.items():
        info.results = count
        if count == 1:
            info.result = Variable(None, info, "result")


_UNKNOWN = -1


def _count(stat, counts):
    """How many values a return statement gives, as far as is known; None: nothing speaks against any number."""
    last = stat.values[-1] if stat.values else None
    if type(last) in (lua.MethodCall, lua.Vararg):
        return _UNKNOWN
    if type(last) is not lua.Call:
        return len(stat.values)
    callee = called_function(last)
    if callee not in counts:
        return _UNKNOWN
    return None if counts[callee] is None else len(stat.values) - 1 + counts[callee]


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


def called_function(call) -> FunctionInfo | None:
    """The local function that a call certainly calls, if any."""
    if type(call) is not lua.Call or type(call.func) is not lua.Name or type(call.func.info) is not Variable:
        return None
    variable = call.func.info
    return variable.holds.info if variable.is_steady else None


def number_of_results(call) -> int | None:
    """How many values a call always gives, if it is of a local function of which that is known."""
    callee = called_function(call)
    return None if callee is None else callee.results


def gives_single_result(call) -> bool:
    """Whether a call is of a local function that is known to return exactly one value."""
    return number_of_results(call) == 1


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


def _ends(block, has_goto) -> bool:
    """Whether control certainly does not leave a block at its end: it returns, or loops for ever."""
    last = block.stats[-1] if block is not None and block.stats else None
    kind = type(last)
    if kind is lua.Return:
        return True
    if kind is lua.Do:
        return _ends(last.body, has_goto)
    if kind is lua.While:
        return type(last.test) is lua.TrueExpr and not has_goto and not _breaks(last.body)
    return kind is lua.If and all(_ends(body, has_goto) for body in last.bodies) and _ends(last.orelse, has_goto)


def _breaks(block) -> bool:
    """Whether a ``break`` in the body of a loop leaves that loop."""
    for stat in block.stats if block is not None else ():
        kind = type(stat)
        if kind is lua.Break or kind is lua.Do and _breaks(stat.body):
            return True
        if kind is lua.If and (any(map(_breaks, stat.bodies)) or _breaks(stat.orelse)):
            return True
    return False


def _all(info):
    for inner in info.inner:
        yield inner
        yield from _all(inner)
