"""How libraries offer their functions, and how tracebacks and levels know them (luaL_setfuncs)."""

from __future__ import annotations

from types import FunctionType, MethodType

from luapy.runtime.table import Table, set_name

# Code objects of library functions: each of their frames is one level, "[C]" in tracebacks.
LIBRARY_CODES: set = set()
# Those of the functions that catch errors: the stack is unwound to one of them.
PROTECTING_CODES: set = set()


def register_function(function):
    """Make a Python function known as a Lua function of its own level; returns it."""
    inner = function.__func__ if isinstance(function, MethodType) else function
    if isinstance(inner, FunctionType):
        LIBRARY_CODES.add(inner.__code__)
    return function


def library(state, name: str, functions: dict) -> Table:
    """A table with these functions and constants (Lua name -> function or value)."""
    table = Table()
    for key, value in functions.items():
        if callable(value):
            register_function(value)
        set_name(table, key, value)
    return table
