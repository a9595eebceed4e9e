"""How many values functions return, and which are called only as their parameters say.

A call of a function with one result needs no adjustment of it, and what is known of the values returned is known of the
call; one with as many results as variables wait for them needs none either.  A function of the second kind needs no place
for surplus arguments, and what is known of all arguments is known of its parameters.  All that holds where the functions
that are called, or all calls of the function, are known (see flows).
"""

from __future__ import annotations

from luapy.analysis.flows import fits, follow_functions
from luapy.analysis.scopes import FunctionInfo, Variable, all_functions, called_variable
from luapy.frontend import nodes as lua


def mark_results(main: FunctionInfo) -> None:
    """Set ``results`` of each function that always returns the same number of values, and ``result`` where that is one.

    Which functions are called depends on where functions go that are results: all that may have one are taken to have
    one, until something speaks against it.
    """
    functions = list(all_functions(main))
    ending = [info for info in functions if _ends(info.node.body, info.has_goto)]
    for info in ending:
        if all(map(_may_be_single, info.returns)):
            info.result = Variable(None, info, "result")
            info.result.definitions = [stat.values[0] for stat in info.returns]
    while True:
        follow_functions(functions, main.flows)
        counts = _counts(ending)
        wrong = [info for info in ending if info.result is not None and counts.get(info) != 1]
        if not wrong:
            break
        for info in wrong:
            info.result = None
    for info, count in counts.items():
        info.results = count


def _counts(functions) -> dict:
    """How many values functions return, None if they never return: by iteration from nothing known.

    A return that calls a function of which nothing is known yet says nothing: perhaps it is the function itself.
    """
    counts: dict = dict.fromkeys(functions)
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
    return counts


_UNKNOWN = -1


def _count(stat, counts):
    """How many values a return statement gives, as far as is known; None: nothing speaks against any number."""
    last = stat.values[-1] if stat.values else None
    if type(last) in (lua.MethodCall, lua.Vararg):
        return _UNKNOWN
    if type(last) is not lua.Call:
        return len(stat.values)
    callees = called_functions(last)
    found = {counts.get(callee, _UNKNOWN) for callee in callees} - {None} or {None}
    if not callees or len(found) > 1 or _UNKNOWN in found:
        return _UNKNOWN
    count, = found
    return None if count is None else len(stat.values) - 1 + count


def follow_values(main: FunctionInfo) -> list:
    """Define the parameters of functions by the arguments of all calls, where these are known. Returns the variables that
    stand for results."""
    functions = list(all_functions(main))
    for info in functions:
        if not takes_surplus(info.node):
            for place, param in enumerate(info.node.params):
                # in the place of the unknown value that a parameter begins with
                param.info.definitions[:1] = [call.args[place] for call in info.sites]
    return [info.result for info in functions if info.result is not None]


def called_functions(call) -> tuple:
    """The functions of which a call certainly calls one; none if it may call others."""
    variable = called_variable(call)
    return () if variable is None else variable.functions


def number_of_results(call) -> int | None:
    """How many values a call always gives, if that is known."""
    counts = {callee.results for callee in called_functions(call)}
    return counts.pop() if len(counts) == 1 else None


def gives_single_result(call) -> bool:
    """Whether a call is known to give exactly one value."""
    return number_of_results(call) == 1


def takes_surplus(node: lua.Function) -> bool:
    """Whether some call may pass a function more arguments than it has parameters."""
    sites = node.info.sites
    return node.is_vararg or sites is None or not all(fits(call, node, gives_single_result) for call in sites)


def _may_be_single(stat) -> bool:
    value = stat.values[0] if len(stat.values) == 1 else None
    if type(value) is lua.Call:
        return called_variable(value) is not None
    return value is not None and type(value) not in (lua.MethodCall, lua.Vararg)


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
