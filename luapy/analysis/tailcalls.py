"""Groups of local functions that call each other in tail position.

Their calls in ``return f(...)`` must not take stack (manual 3.4.10).  A variable that holds one and the same
function from its first assignment on tells which function such a call means.
"""

from __future__ import annotations

from luapy.analysis.scopes import FunctionInfo, all_functions


def mark_groups(main: FunctionInfo) -> None:
    """Set ``group`` of each function that can come back to itself by tail calls of others."""
    functions = {info: _targets(info) for info in all_functions(main) if info.tail_calls}
    for info in functions:
        reachable, pending = set(), list(functions[info])
        while pending:
            other = pending.pop()
            if other not in reachable:
                reachable.add(other)
                pending += functions.get(other, ())
        if info in reachable and len(reachable) > 1:
            info.group = {other for other in reachable if info in _reach(other, functions)}


def _reach(info, functions):
    reachable, pending = set(), [info]
    while pending:
        for other in functions.get(pending.pop(), ()):
            if other not in reachable:
                reachable.add(other)
                pending.append(other)
    return reachable


def _targets(info) -> set:
    return {variable.holds.info for variable in info.tail_calls if variable.is_steady}
