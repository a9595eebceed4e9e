"""newtry and protect: errors as return values, and back (LuaSocket manual, socket.html; LTN13)."""

from __future__ import annotations

from luapy.runtime.api import (
    FALSE, LuaError, Table, pack_results, rawget, rawset, register_function, setmetatable, truth,
)


class Exceptions:
    """The functions of one state. What ``try`` raises is a table {message} with a metatable of its own."""

    def __init__(self):
        self.metatable = Table()
        rawset(self.metatable, "__metatable", FALSE)

    def wrapped(self, message) -> LuaError:
        """The exception for a message."""
        table = Table()
        rawset(table, 1, message)
        setmetatable(table, self.metatable)
        return LuaError(table)

    def newtry(self, finalizer=None, *_):
        """socket.newtry([finalizer]): a ``try`` that calls the finalizer before it raises."""
        def try_(*values):
            if values and truth(values[0]):
                return pack_results(values)
            if finalizer is not None:
                finalizer()
            raise self.wrapped(values[1] if len(values) > 1 else None)
        return register_function(try_)

    def protect(self, function=None, *_):
        """socket.protect(func): func, but what ``try`` raises is returned as nil, message."""
        def protected(*args):
            try:
                return function(*args)
            except LuaError as error:
                value = error.value
                if isinstance(value, Table) and value.meta is self.metatable:
                    return None, rawget(value, 1)
                raise
        return register_function(protected)
