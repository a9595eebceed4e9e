"""Lua for Python programs: values at the border, `LuaRuntime`, the importer."""

from __future__ import annotations

from functools import wraps

from luapy.interop.border import Border, border_of  # noqa: F401
from luapy.interop.errors import LuaMemoryError, LuaSyntaxError  # noqa: F401
from luapy.interop.functions import link_of
from luapy.interop.objects import as_attrgetter, as_itemgetter  # noqa: F401
from luapy.interop.runtime import LuaRuntime  # noqa: F401
from luapy.interop.tables import LuaObject, LuaTable
from luapy.runtime.errors import LuaError  # noqa: F401
from luapy.runtime.values import MAX_INTEGER as LUA_MAXINTEGER, MIN_INTEGER as LUA_MININTEGER, type_name  # noqa: F401

LUA_VERSION = (5, 4)


def __getattr__(name):
    if name in ("install_importer", "uninstall_importer"):
        from luapy.interop import importer
        return getattr(importer, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def lua_type(obj) -> str | None:
    """The Lua type of a Lua object, as ``type`` gives it; None for other Python objects."""
    if isinstance(obj, LuaObject):
        from luapy.interop.threads import LuaCoroutineFunction
        return "function" if isinstance(obj, LuaCoroutineFunction) else type_name(obj._value)
    return None if link_of(obj) is None else "function"


def unpacks_lua_table(function):
    """Decorator: called from Lua with a table alone, the function gets its items and fields as arguments."""
    @wraps(function)
    def unpacking(*args):
        args, keywords = _named_arguments(args)
        return function(*args, **keywords)
    return unpacking


def unpacks_lua_table_method(method):
    """`unpacks_lua_table` for methods."""
    @wraps(method)
    def unpacking(self, *args):
        args, keywords = _named_arguments(args)
        return method(self, *args, **keywords)
    return unpacking


def _named_arguments(args):
    if len(args) != 1 or not isinstance(args[0], LuaTable):
        return args, {}
    return table_arguments(args[0])


def table_arguments(table: LuaTable):
    """The items of a table as positional arguments, its fields as keyword arguments."""
    args, keywords = [None] * len(table), {}
    for key, value in table.items():
        if isinstance(key, int) and not isinstance(key, bool):
            if not 1 <= key <= len(args):
                raise IndexError("table index out of range")
            args[key - 1] = value
        elif isinstance(key, (str, bytes)):
            keywords[key if isinstance(key, str) else key.decode(table._border.source_encoding)] = value
        else:
            raise TypeError("table key is neither an integer nor a string")
    return tuple(args), keywords
