"""The facts of a whole chunk, in the order in which they rest on each other."""

from __future__ import annotations

from luapy.analysis.debugging import distrust
from luapy.analysis.numbers import solve
from luapy.analysis.results import follow_values, mark_results
from luapy.analysis.scopes import FunctionInfo, all_variables, resolve
from luapy.analysis.tailcalls import mark_groups
from luapy.dialect import Dialect
from luapy.frontend import nodes as lua


def analyse(chunk: lua.Chunk, dialect: Dialect) -> FunctionInfo:
    """Leave in the nodes of a chunk what is known of them; returns the info of its main function, as `resolve` does."""
    info = resolve(chunk, dialect)
    variables = list(all_variables(info))
    distrust(chunk.source, variables)
    mark_groups(info)
    mark_results(info)
    if dialect.integers:  # doubles leave the ints' range unnoticed
        solve([*variables, *follow_values(info)])
    return info
