"""From Python exceptions to Lua error values, in Lua's words."""

from __future__ import annotations

import re
from itertools import islice

from luapy.debug.frames import Level, current_levels, error_levels, failed_entries, level_of
from luapy.debug.functions import is_stripped
from luapy.debug.lost import lost_hooks, recover_hooks
from luapy.debug.names import called_name, global_name, site_name
from luapy.runtime.errors import (
    ArgumentError, Interrupted, LibraryError, LuaError, MetamethodError, OperandError, PendingError,
)
from luapy.runtime.state import current_state

# Python's names of the classes of basic values -> Lua types.
_CLASS_TYPES = {
    "NoneType": "nil", "int": "number", "float": "number", "str": "string", "Boolean": "boolean",
    "function": "function", "builtin_function_or_method": "function", "method": "function", "type": "function",
    "method_descriptor": "function", "Coroutine": "thread", "_Absent": "nil",
}
_NOT_CALLABLE = re.compile(r"'([\w.]+)' object is not callable")
_NO_ATTRIBUTE = re.compile(r"'([\w.]+)' object has no attribute")
_NOT_COMPARABLE = re.compile(r"'(<=?|>=?)' not supported between instances of '([\w.]+)' and '([\w.]+)'")
_BLAME = re.compile(r"attempt to (.*?) a (.*) value")
# How many of the innermost frames tell whether it was C's stack that overflowed.
_OVERFLOW_SAMPLE = 60


def to_lua_error(error: BaseException) -> LuaError:
    """Any exception as the Lua error that pcall sees: its value is final."""
    if lost_hooks:
        recover_hooks()
    if isinstance(error, LuaError):
        return error
    if type(error).__name__ == "BdbQuit":
        raise error  # the debugger's way to end the program
    border = getattr(error, "luapy_border", None)
    # what a Python function raised that Lua called is an object for Lua, as in lupa
    result = LuaError(_message(error) if border is None else border.wrap(error))
    result.__cause__ = error
    return result.with_traceback(error.__traceback__)


def _message(error):
    if isinstance(error, RecursionError):
        return _overflow_message(error)
    levels = list(islice(error_levels(error.__traceback__), 2))
    if isinstance(error, OperandError):
        return operand_message(error, levels[0] if levels else None)
    if isinstance(error, ArgumentError):
        return argument_message(error, levels)
    if isinstance(error, LibraryError):
        return _library_position(levels) + error.message
    if isinstance(error, Interrupted):  # raised by a hook's C function, as it were
        return (levels[1].where if len(levels) > 1 else "") + str(error)
    place = levels[0].place if levels else ""
    if isinstance(error, PendingError):
        return place + str(error)
    if isinstance(error, MemoryError):
        return "not enough memory"
    if isinstance(error, (TypeError, AttributeError)):
        level = _raising_level(error)
        if level is not None:
            return _raw_message(error, level)
        if levels and _NOT_CALLABLE.search(str(error)):
            return operand_message(_uncallable(str(error)), levels[0])
    return f"{place}{type(error).__name__}: {error}"


def _library_position(levels) -> str:
    """Position level 1 of the library function that failed, or of the operation if a Lua function did it."""
    if not levels:
        return ""
    if levels[0].chunk is not None:
        return levels[0].place
    return levels[1].where if len(levels) > 1 else ""


def _overflow_message(error):
    """Recursion through library functions and metamethods overflows C's stack, not Lua's."""
    entries = list(islice(failed_entries(error.__traceback__), _OVERFLOW_SAMPLE))
    levels = [level_of(*entry) for entry in entries]
    found = next((level for level in levels if level is not None), None)
    in_lua = all(level is not None and level.chunk is not None for level in levels)
    return ("" if found is None else found.place) + ("stack overflow" if in_lua else "C stack overflow")


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

def operand_message(error, level) -> str:
    """What a failed operation says: with the name of the variable to blame, as far as the source gives one."""
    if level is None or level.chunk is None:
        return error.message.replace("number%s has", "number has")
    message = error.message
    if isinstance(error, MetamethodError):
        name = None
        message = message.partition(" (")[0]
        if current_state().dialect.number >= (5, 4):
            name = "{} '{}'".format(*site_name(level.site))
    else:
        name = _blamed(error, level.site)
        if name and is_stripped(level.chunk):
            name = _stripped(name)
    return level.place + with_name(message, name)


def _blamed(error, site) -> str | None:
    """The name of the operand of a site that an error blames."""
    operand = error.operand
    if site is None or operand is None:
        return None
    kind = site[0]
    if kind == "concat":
        place = {"left": 0, "right": 1}.get(operand, operand)
        return site[1 + place] if place.__class__ is int and place + 1 < len(site) else None
    modern = current_state().dialect.number >= (5, 4)
    if operand == "func" and kind not in ("call", "tailcall"):
        what, name = site_name(site)
        return f"{what} '{name}'" if what and modern else None
    if kind == "binary":
        name = site[2] if operand == "right" else site[1]
        return name if modern or not name or name[:8] != "constant" else None
    name = site[1] if len(site) > 1 else None
    return name if modern or not name or name[:3] != "for" else None


def _stripped(name) -> str | None:
    """What is left of a variable's name in code without debug information."""
    kind, _, rest = name.partition(" ")
    if kind == "local":
        return None
    return "upvalue '?'" if kind == "upvalue" else f"field {rest}" if kind == "global" and \
        current_state().dialect.env else name


def with_name(message, name) -> str:
    """A message with the name of a variable: "local 'x'", in the words of the dialect."""
    if "number%s has" in message:
        return message.replace("%s", f" ({name})" if name else "")
    if not name:
        return message
    if current_state().dialect.number >= (5, 3):
        return f"{message} ({name})"
    match = _BLAME.fullmatch(message)
    return f"attempt to {match[1]} {name} (a {match[2]} value)" if match else message


def _uncallable(text) -> OperandError:
    kind = _CLASS_TYPES.get(_NOT_CALLABLE.search(text)[1], "userdata")
    return OperandError(f"attempt to call a {kind} value", "func")


def _raw_message(error, level):
    text = str(error)
    if _NOT_CALLABLE.search(text):
        return operand_message(_uncallable(text), level)
    if match := _NO_ATTRIBUTE.search(text):
        kind = _CLASS_TYPES.get(match[1], "userdata")
        return operand_message(OperandError(f"attempt to index a {kind} value", "obj"), level)
    if match := _NOT_COMPARABLE.search(text):
        left, right = (_CLASS_TYPES.get(name, "userdata") for name in match.group(2, 3))
        if match[1][0] == ">":
            left, right = right, left
        return level.place + comparison_message(left, right)
    return level.place + text


def comparison_message(left, right) -> str:
    """luaG_ordererror; 5.1 tells types apart by their third letter."""
    same = left[2] == right[2] if current_state().dialect.name == "5.1" else left == right
    return f"attempt to compare two {left} values" if same else f"attempt to compare {left} with {right}"


# Arguments -----------------------------------------------------------------------------

def argument_message(error, levels) -> str:
    """luaL_argerror: the function's name is how its caller names it, else how package.loaded does."""
    number = error.number
    where, what, name = "", "", None
    if levels and levels[0].chunk is None:
        function, caller = levels[0], levels[1] if len(levels) > 1 else None
        if caller is not None:
            where = caller.where
            what, name = called_name(function, caller)
        if name is None and current_state().dialect.number >= (5, 2):
            name = global_name(function.function)
    elif levels:
        # a library function without a frame of its own
        where = levels[0].place
        what, name = site_name(levels[0].site)
    if what == "method":
        number -= 1
        if number == 0:
            return f"{where}calling '{name}' on bad self ({error.message})"
    return f"{where}bad argument #{number} to '{name or '?'}' ({error.message})"


def where(level: int) -> str:
    """luaL_where for the library function that calls this: level 1 is its caller."""
    found = next(islice(current_levels(), level, None), None)
    return "" if found is None else found.where
