"""Lua coroutines as Python generators."""

from __future__ import annotations

from luapy.interop.entering import enter, leave
from luapy.interop.errors import leaving
from luapy.interop.tables import LuaObject
from luapy.runtime.coroutines import Coroutine
from luapy.runtime.switching import close, resume
from luapy.runtime.values import pack_results, results


class LuaThread(LuaObject):
    """A coroutine: ``next``, ``send``, ``close`` and iteration as for a generator; true until it is dead."""

    __slots__ = ("_arguments",)

    def __init__(self, border, value, arguments=None):
        super().__init__(border, value)
        object.__setattr__(self, "_arguments", arguments)

    def __iter__(self):
        return self

    def __next__(self):
        return self._resume(self._take_arguments() or ())

    def send(self, value):
        """Resume with a value; the elements of a tuple are several values."""
        arguments = self._take_arguments() if value is None else None
        if value is not None and self._arguments is not None:
            raise TypeError("can't send non-None value to a just-started generator")
        if arguments is None:
            arguments = value if isinstance(value, tuple) else (value,)
        return self._resume(arguments)

    def close(self):
        """End the coroutine, closing its pending variables."""
        error = self._in_lua(close, self._value)
        if error is not None:
            raise leaving(error, self._border)

    def __bool__(self):
        return self._value.status != "dead"

    def __setattr__(self, name, value):
        raise AttributeError(f"'LuaThread' object has no attribute {name!r}")

    def __getattr__(self, name):
        raise AttributeError(f"'LuaThread' object has no attribute {name!r}")

    def __getitem__(self, key):
        raise TypeError("item/attribute access not supported on functions")

    def __len__(self):
        raise TypeError("a coroutine has no length")

    def _take_arguments(self):
        arguments = self._arguments
        object.__setattr__(self, "_arguments", None)
        return arguments

    def _resume(self, args):
        border, co = self._border, self._value
        if co.status == "dead":
            raise StopIteration
        before = enter(border.state)
        try:
            result = resume(co, tuple(border.arguments(args)))
        except Exception as error:
            raise leaving(error, border)
        finally:
            leave(before)
        values = results(result)
        if not values and co.status == "dead":
            raise StopIteration
        return border.result(pack_results(values))


def start(link, args) -> LuaThread:
    """A new coroutine of a function; it runs when it is first resumed."""
    if "__chunk__" not in getattr(link.function, "__globals__", ()):
        raise TypeError("Lua object is not a function")
    return LuaThread(link.border, Coroutine(link.function), args)


def thread_or_function(border, co: Coroutine):
    """A coroutine that has started, or else a function that makes new ones of its function (as lupa does)."""
    if co.status == "suspended" and co.greenlet is co.generator is None:
        return LuaCoroutineFunction(border, co)
    return LuaThread(border, co)


class LuaCoroutineFunction(LuaObject):
    """A coroutine that has not started: calling it makes a coroutine of the same function."""

    __slots__ = ()

    def __call__(self, *args):
        return self.coroutine(*args)

    def coroutine(self, *args):
        """A coroutine with these arguments."""
        return LuaThread(self._border, Coroutine(self._value.function), args)

    def __getattr__(self, name):
        raise AttributeError(f"'LuaCoroutineFunction' object has no attribute {name!r}")
