"""getfenv and setfenv (5.1 manual 5.1): the environment of a function is its own closure cell ``E``.

In 5.1 every function that uses globals is made by a factory that takes the
environment of the function that makes it, so each has a cell of its own.
"""

from __future__ import annotations

from luapy.debug.frames import Level, current_levels, level_at
from luapy.debug.functions import is_lua_function, lua_body
from luapy.runtime.errors import ArgumentError, lua_error
from luapy.runtime.state import current_state

# Environments set on functions that use no globals.
_ATTRIBUTE = "luapy_environment"


def environment_cell(function):
    """The cell of a Lua function's environment, or None."""
    body = lua_body(function)
    if body is not None and "E" in body.__code__.co_freevars:
        return body.__closure__[body.__code__.co_freevars.index("E")]
    return None


def getfenv(target):
    """The environment of a function, or of the one at a level; those of the thread for library functions."""
    function = function_at(target)
    cell = environment_cell(function)
    if cell is not None:
        return cell.cell_contents
    return getattr(function, _ATTRIBUTE, None) or current_state().globals


def setfenv(target, table):
    """Set the environment of a Lua function and return the function; level 0 stands for the thread."""
    function = function_at(target)
    if target.__class__ in (int, float) and target == 0:
        state = current_state()
        state.set_globals_of(state.running, table)
        return ()
    if not set_environment(function, table):
        lua_error("'setfenv' cannot change environment of given object")
    return function


def set_environment(function, table) -> bool:
    """lua_setfenv for functions: False if it is a library function."""
    if not is_lua_function(function):
        return False
    cell = environment_cell(function)
    if cell is not None:
        cell.cell_contents = table
    else:
        setattr(function, _ATTRIBUTE, table)
    return True


def function_at(target):
    """The function at a level (functions stand for themselves); level 0 is the function that asks."""
    if target.__class__ not in (int, float):
        return target
    level, _ = level_at(current_levels(), int(target))
    if level is None:
        raise ArgumentError(1, "invalid level")
    if level.is_lost:
        lua_error(f"no function environment for tail call at level {int(target)}")
    return level.function


def function_of_level(level: Level):
    """The function object that runs at a level."""
    return level.function
