"""What the network libraries share: loading one another, and values as LuaSocket's C code makes them."""

from __future__ import annotations

from importlib import import_module

from luapy.debug import where
from luapy.runtime.api import (
    ArgumentError, LuaError, Table, first, index, lua_error, number_to_str, rawget, rawset, register_function, tostring,
    truth, type_name_of,
)


def require(state, name: str):
    """The library *name* of the state, the same table that Lua's ``require`` gives.

    Goes through the state's own ``require`` when there is one, so that
    ``package.preload`` and replaced entries of ``package.loaded`` count for
    the libraries' needs as they do for those written in Lua.
    """
    function = rawget(state.globals, "require")
    if function is not None:
        return first(function(name))
    loaded = rawget(state.registry, "_LOADED")
    if loaded is None:
        loaded = Table()
        rawset(state.registry, "_LOADED", loaded)
    table = rawget(loaded, name)
    if table is None:
        table = import_module("luapy.stdlib." + name).open(state)
        rawset(loaded, name, table)
    return table


def pair(result) -> tuple:
    """The first two values of a call's result."""
    if result.__class__ is not tuple:
        return result, None
    if len(result) >= 2:
        return result if len(result) == 2 else result[:2]
    return (result[0], None) if result else (None, None)


def string_for(function: str, value) -> str:
    """A string argument of a function that LuaSocket has in Lua, where the string library's *function* checks it."""
    if value.__class__ is str:
        return value
    if value.__class__ is int or value.__class__ is float:
        return number_to_str(value)
    lua_error(f"bad argument #1 to '{function}' (string expected, got {type_name_of(value)})")


def choose(table=None, *_):
    """A function ``f([name,] ...)`` that calls the entry *name* (or "default") of a table with the rest.

    mime.encode, mime.decode, mime.wrap, socket.sink and socket.source are such.
    """
    def chosen(name=None, option=None, other=None, *_):
        if name.__class__ is not str:
            name, option, other = "default", name, option
        function = index(table, name)
        if not truth(function):
            # to blame is not the caller but whoever called that with the name
            raise LuaError(where(2) + f"unknown key ({tostring(name)})")
        return function(option, other)
    return register_function(chosen)


def call(obj, method: str, *args):
    """``obj:method(...)`` of any Lua value."""
    try:
        return index(obj, method)(obj, *args)
    except ArgumentError as error:
        # here, where a method is called, the object does not count as an argument
        lua_error(f"bad argument #{error.number - 1} to '{method}' ({error.message})" if error.number > 1
                  else f"calling '{method}' on bad self ({error.message})")
