"""From Python exceptions to Lua error values, in Lua's words."""

from __future__ import annotations

import re
from itertools import islice

from luapy.debug.frames import Level, current_levels, error_levels, level_of
from luapy.debug.names import called_name, global_name, site_name
from luapy.runtime.errors import ArgumentError, LibraryError, LuaError, OperandError, PendingError
from luapy.runtime.state import current_state
from luapy.runtime.values import type_name

# Python's names of the classes of basic values -> Lua types.
_CLASS_TYPES = {
    "NoneType": "nil", "int": "number", "float": "number", "str": "string", "Boolean": "boolean",
    "function": "function", "builtin_function_or_method": "function", "method": "function", "type": "function",
    "method_descriptor": "function", "Coroutine": "thread", "_Absent": "nil",
}
_NOT_CALLABLE = re.compile(r"'([\w.]+)' object is not callable")
_NO_ATTRIBUTE = re.compile(r"'([\w.]+)' object has no attribute")
_NOT_COMPARABLE = re.compile(r"'(<=?|>=?)' not supported between instances of '([\w.]+)' and '([\w.]+)'")


def to_lua_error(error: BaseException) -> LuaError:
    """Any exception as the Lua error that pcall sees: its value is final."""
    if isinstance(error, LuaError):
        return error
    border = getattr(error, "luapy_border", None)
    # what a Python function raised that Lua called is an object for Lua, as in lupa
    result = LuaError(_message(error) if border is None else border.wrap(error))
    result.__cause__ = error
    return result.with_traceback(error.__traceback__)


def _message(error):
    levels = list(islice(error_levels(error.__traceback__), 2))
    if isinstance(error, OperandError):
        return _operand_message(error, _innermost(error))
    if isinstance(error, ArgumentError):
        return argument_message(error, levels)
    if isinstance(error, LibraryError):
        return _library_position(error, levels) + error.message
    if isinstance(error, PendingError):
        return _position(_innermost(error)) + str(error)
    if isinstance(error, RecursionError):
        return (levels[0].where if levels else "") + "stack overflow"
    if isinstance(error, MemoryError):
        return "not enough memory"
    if isinstance(error, (TypeError, AttributeError)):
        level = _raising_level(error)
        if level is not None:
            return _raw_message(error, level)
        if (match := _NOT_CALLABLE.search(str(error))) and match[1] in _CLASS_TYPES:
            return f"attempt to call a {_CLASS_TYPES[match[1]]} value"  # called by a library: as lua_call says it
    return (levels[0].where if levels else "") + f"{type(error).__name__}: {error}"


def _innermost(error) -> Level | None:
    """The Lua function whose operation failed; None where a library did it."""
    levels = list(islice(error_levels(error.__traceback__), 2))
    return levels[0] if levels and levels[0].chunk is not None else None


def _position(level) -> str:
    return "" if level is None else level.where


def _library_position(error, levels) -> str:
    """Position level 1 of the library function that failed, or of the operation if a Lua function did it."""
    if not levels:
        return ""
    if levels[0].chunk is not None:
        return levels[0].where
    return levels[1].where if len(levels) > 1 else ""


def _raising_level(error) -> Level | None:
    """The Lua level that raised a raw Python exception itself."""
    traceback = error.__traceback__
    if traceback is None:
        return None
    while traceback.tb_next is not None:
        traceback = traceback.tb_next
    level = level_of(traceback.tb_frame, traceback.tb_lineno, traceback.tb_lasti)
    return level if level is not None and level.chunk is not None else None


# Operands ----------------------------------------------------------------------------

def _operand_message(error, level):
    if level is None:
        return error.message.replace("number%s has", "number has")
    return level.where + named_operand(error, level)


def named_operand(error, level) -> str:
    """The message with the name of the variable to blame, as far as the source gives one."""
    site, operand, message = level.site, error.operand, error.message
    name = None
    if site is not None and operand is not None:
        kind = site[0]
        if kind == "concat":
            place = {"left": 0, "right": 1}.get(operand, operand)
            name = site[1 + place] if place.__class__ is int and place + 1 < len(site) else None
        elif kind in ("binary", "compare"):
            name = site[2] if operand == "right" else site[1]
        else:
            name = site[1] if len(site) > 1 else None
    name = _in_dialect(name)
    if "number%s has" in message:
        return message.replace("%s", _short_name(name))
    return f"{message} ({name})" if name else message


def _short_name(name):
    return f" ({name})" if name else ""


def _in_dialect(name):
    """5.1 to 5.3 name no constants; all versions call an environment's field a global."""
    if name and name.startswith("constant") and current_state().dialect.number < (5, 2):
        return None
    return name


def _raw_message(error, level):
    site, text = level.site, str(error)
    if match := _NOT_CALLABLE.search(text):
        kind = _CLASS_TYPES.get(match[1], "userdata")
        return level.where + named_operand(OperandError(f"attempt to call a {kind} value", "func"), level)
    if match := _NO_ATTRIBUTE.search(text):
        kind = _CLASS_TYPES.get(match[1], "userdata")
        return level.where + named_operand(OperandError(f"attempt to index a {kind} value", "obj"), level)
    if match := _NOT_COMPARABLE.search(text):
        left, right = (_CLASS_TYPES.get(name, "userdata") for name in match.group(2, 3))
        if match[1][0] == ">":
            left, right = right, left
        two = f"two {left} values" if left == right else f"{left} with {right}"
        return level.where + f"attempt to compare {two}"
    return level.where + text


# Arguments -----------------------------------------------------------------------------

def argument_message(error, levels) -> str:
    """luaL_argerror: the function's name is how its caller names it, else how package.loaded does."""
    number = error.number
    where, name, is_method = "", None, False
    if levels and levels[0].chunk is None:
        function, caller = levels[0], levels[1] if len(levels) > 1 else None
        if caller is not None:
            where = caller.where
            what, name = called_name(function, caller)
            is_method = what == "method"
        if name is None:
            name = global_name(function.function) if current_state().dialect.number >= (5, 2) else None
    elif levels:
        # a library function without a frame of its own
        where = levels[0].where
        what, name = site_name(levels[0].site)
        is_method = what == "method"
    if is_method:
        number -= 1
        if number == 0:
            return f"{where}calling '{name}' on bad self ({error.message})" if \
                current_state().dialect.number >= (5, 2) else f"{where}calling '{name}' on bad self ({error.message})"
    return f"{where}bad argument #{number} to '{name or '?'}' ({error.message})"


def where(level: int) -> str:
    """luaL_where for the library function that calls this: level 1 is its caller."""
    for number, found in enumerate(current_levels()):
        if number == level:
            return found.where
    return ""


def type_of(value):
    return type_name(value)
