"""Adjustment of results, and variables to be closed (manual 3.3.8, 3.4.12)."""

from __future__ import annotations

from types import FunctionType
from weakref import ref

from luapy.runtime.errors import LibraryError
from luapy.runtime.metatables import check_handler, metamethod
from luapy.runtime.values import FALSE

# What raw operations of translated code raise where the runtime has to do the operation (see translator/attempts.py).
# MemoryError: a string times a large integer is that many copies of it for Python; ValueError, KeyError: ``%`` formats.
RAW_ERRORS = (AttributeError, TypeError, IndexError, ZeroDivisionError, OverflowError, MemoryError, ValueError, KeyError)


def adjust(result, wanted: int) -> tuple:
    """The result of a call as exactly *wanted* values."""
    if result.__class__ is not tuple:
        return (result,) + (None,) * (wanted - 1)
    missing = wanted - len(result)
    if missing == 0:
        return result
    return result + (None,) * missing if missing > 0 else result[:wanted]


def is_true(results) -> bool:
    """The truth of the first of several results."""
    return bool(results) and results[0] is not None and results[0] is not FALSE


class closing:
    """Context manager of a variable to be closed: leaving the block, however, calls its ``__close``."""

    __slots__ = ("value", "name")

    def __init__(self, value, name):
        if value is not None and value is not FALSE and metamethod(value, "__close") is None:
            raise LibraryError(f"variable '{name}' got a non-closable value")
        self.value = value
        self.name = name

    def __enter__(self):
        return self

    def __exit__(self, kind, error, traceback):
        value = self.value
        if value is None or value is FALSE:
            return
        if kind is None:
            self.close(value, None)
        elif isinstance(error, Exception):
            from luapy.debug import to_lua_error
            from luapy.runtime.handlers import handled_value
            from luapy.runtime.switching import wait_for_close
            error_value = handled_value(error, to_lua_error(error).value)
            wait_for_close(error)
            self.close_unwinding(value, error_value)
        elif kind.__name__ not in ("GreenletExit", "GeneratorExit") and not getattr(error, "keep_state", False):
            self.close_unwinding(value, None)
        # else a coroutine that was collected, or os.exit: Lua does not close their variables

    def close_unwinding(self, value, error):
        """Close where the functions up to the protected call have been left, as levels of the stack tell."""
        self.close(value, error)

    def close(self, value, error):
        handler = metamethod(value, "__close")
        if handler.__class__ is not FunctionType:
            check_handler(handler, "__close")
        handler(value, error)


class TailCall:
    """What a function of a group of mutually tail-calling functions returns instead of calling (manual 3.4.10)."""

    __slots__ = ("function", "args")

    def __init__(self, function, args):
        self.function = function
        self.args = args


def trampolined(body):
    """The function to be called from outside for a *body* that may return a TailCall."""
    def function(*args):
        result = body(*args)
        while result.__class__ is TailCall:
            result = result.function.body(*result.args)
        return result
    function.body = function.__wrapped__ = body
    body.outer = ref(function)
    function.__name__ = body.__name__
    function.__qualname__ = body.__qualname__
    return function
