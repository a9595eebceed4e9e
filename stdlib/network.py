"""What the network libraries share: loading one another, and values as LuaSocket's C code makes them."""

from __future__ import annotations

from importlib import import_module

from luapy.runtime.api import Table, first, index, lua_error, rawget, rawset, register_function, tostring, truth


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
        return result[:2]
    return (result[0], None) if result else (None, None)


def choose(table=None, *_):
    """A function ``f([name,] ...)`` that calls the entry *name* (or "default") of a table with the rest.

    mime.encode, mime.decode, mime.wrap, socket.sink and socket.source are such.
    """
    def chosen(name=None, option=None, other=None, *_):
        if name.__class__ is not str:
            name, option, other = "default", name, option
        function = index(table, name)
        if not truth(function):
            lua_error(f"unknown key ({tostring(name)})")
        return function(option, other)
    return register_function(chosen)


def call(obj, method: str, *args):
    """``obj:method(...)`` of any Lua value."""
    return index(obj, method)(obj, *args)
