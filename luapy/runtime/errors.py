"""Lua errors as Python exceptions (manual 2.3).

An error's message often needs what only the calling code knows: its position,
the name of a variable or function.  Those classes keep what they know and
leave the rest to `luapy.debug`, which looks at the traceback when the error is
caught: raising stays cheap.
"""

from __future__ import annotations


class LuaError(Exception):
    """A Lua error whose value (any Lua value) is known.

    value: the error object, in Python's terms while the error is outside of Lua code (see border);
    traceback: Lua's traceback as text, once it is outside.
    """

    # The `luapy.interop.border.Border` that the error has left Lua by, and Python's traceback with all frames.
    border = None
    raised = None

    def __init__(self, value=None):
        super().__init__(value)
        self.lua_value = value

    @property
    def traceback(self) -> str | None:
        return self.border.lua_traceback(self.raised) if self.raised else None

    @property
    def value(self):
        return self.lua_value if self.border is None else self.border.to_python(self.lua_value)

    @value.setter
    def value(self, value):
        self.lua_value = value

    def __reduce__(self):
        from luapy.interop.pickling import reduce_error
        return reduce_error(self)

    def __str__(self):
        if self.border is not None:
            return self.border.text(self.lua_value)
        from luapy.runtime.messages import value_text
        return value_text(self.lua_value)


class PendingError(Exception):
    """An error whose message is completed from its traceback when it is caught."""


class LibraryError(PendingError):
    """luaL_error: the position of the Lua code that called the library comes in front."""

    def __init__(self, message: str):
        super().__init__(message)
        self.message = message


class Interrupted(PendingError):
    """Ctrl-C (laction of lua.c); raised between any two instructions of a program's thread.

    is_pending: the last one has not been raised yet, for all that is known.
    """

    is_pending = False

    def __init__(self):
        super().__init__("interrupted!")
        Interrupted.is_pending = False


class ArgumentError(PendingError):
    """luaL_argerror: ``bad argument #n to 'f' (message)``."""

    def __init__(self, number: int, message: str):
        super().__init__(number, message)
        self.number = number
        self.message = message


class OperandError(PendingError):
    """An operator met an operand of a wrong type.

    message: text up to the variable's name, such as "attempt to index a nil value";
    operand: which operand of the expression is to blame ('left', 'right', 'obj', 'func',
    'operand', 'key'...), or None where the message names no variable.
    """

    def __init__(self, message: str, operand: str | None = None):
        super().__init__(message)
        self.message = message
        self.operand = operand


class MetamethodError(OperandError):
    """A metamethod that cannot be called."""

    def __init__(self, handler, event: str):
        from luapy.runtime.metatables import type_name_for_error
        super().__init__(f"attempt to call a {type_name_for_error(handler)} value (metamethod '{event[2:]}')")


class CoroutineKilled(BaseException):
    """Unwinds the stack of a coroutine that is closed or collected."""


def lua_error(message: str):
    """luaL_error: raise an error with the position of the calling Lua code in front."""
    raise LibraryError(message)
