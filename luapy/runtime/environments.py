"""getfenv and setfenv (5.1 manual 5.1): the environment of a function is its own closure cell ``E``.

In 5.1 every function that uses globals is made by a factory that takes the
environment of the function that makes it, so each has a cell of its own.
"""

from __future__ import annotations

import gc
from types import FunctionType

from luapy.debug.frames import Level
from luapy.runtime.state import current_state

# Environments set on functions that use no globals.
_ATTRIBUTE = "luapy_environment"


def environment_cell(function):
    """The cell of a Lua function's environment, or None."""
    if isinstance(function, FunctionType) and "E" in function.__code__.co_freevars:
        return function.__closure__[function.__code__.co_freevars.index("E")]
    return None


def getfenv(function):
    """The environment of a function; the globals for library functions."""
    cell = environment_cell(function)
    if cell is not None:
        return cell.cell_contents
    return getattr(function, _ATTRIBUTE, None) or current_state().globals


def setfenv(function, table) -> bool:
    """Set the environment of a Lua function; False if it is a library function."""
    if not is_lua_function(function):
        return False
    cell = environment_cell(function)
    if cell is not None:
        cell.cell_contents = table
    else:
        setattr(function, _ATTRIBUTE, table)
    return True


def is_lua_function(function) -> bool:
    return isinstance(function, FunctionType) and "__chunk__" in function.__globals__


def function_of_level(level: Level):
    """The function object that runs at a level, found by its code and the values of its closure."""
    frame = level.frame
    found = None
    for candidate in gc.get_referrers(level.code):
        if isinstance(candidate, FunctionType) and candidate.__code__ is level.code:
            if _same_closure(candidate, frame):
                return candidate
            found = found or candidate
    return found


def _same_closure(function, frame):
    values = frame.f_locals
    for name, cell in zip(function.__code__.co_freevars, function.__closure__ or (), strict=True):
        try:
            if cell.cell_contents is not values.get(name):
                return False
        except ValueError:  # the cell is still empty
            if name in values:
                return False
    return True
