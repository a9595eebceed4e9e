"""Pickles of Lua values: functions by reference, tables of plain data by value.

A function of an imported module is pickled as Python's own functions are, by the
names of its module and of itself.  Unpickling may happen in a process that has
not installed the importer (a worker of multiprocessing or dask): the module's
name is a string that, when it is unpickled, installs it first.
"""

from __future__ import annotations

import pickle

from luapy.runtime.errors import LuaError
from luapy.runtime.table import Table, items, rawget, rawset
from luapy.runtime.values import Userdata, is_function


class ModuleName(str):
    """The name of a Lua module; see above."""

    def __new__(cls, name, version):
        self = str.__new__(cls, name)
        self.version = version
        return self

    def __reduce__(self):
        return importable, (str(self), self.version)


def importable(name: str, version: str) -> str:
    """The name of a module, after making sure that it can be imported."""
    import sys
    if name not in sys.modules:
        from luapy.interop.importer import Importer, install_importer
        if not any(isinstance(finder, Importer) for finder in sys.meta_path):
            install_importer(version)
    return name


# Tables ------------------------------------------------------------------------------------

def reduce_table(table):
    """``__reduce__`` of Lua tables: contents; a metatable only if it belongs to an imported module."""
    pairs = [(_portable(key), _portable(value)) for key, value in items(table)]
    meta = None
    if table.meta is not None:
        meta = _reference_to(table.meta)
        if meta is None:
            raise pickle.PicklingError("cannot pickle a Lua table whose metatable is not part of an imported module")
    return Table, (), (pairs, meta), None, None, fill


def fill(table, state):
    """Give an unpickled table its contents."""
    pairs, meta = state
    for key, value in pairs:
        rawset(table, resolve(key), resolve(value))
    if meta is not None:
        from luapy.runtime.metatables import setmetatable
        setmetatable(table, resolve(meta))


class Reference:
    """A function or metatable of an imported module: where to find it."""

    def __init__(self, module, path, version):
        self.module = module
        self.path = path
        self.version = version

    def find(self):
        """The Lua value."""
        from importlib import import_module
        module = import_module(importable(self.module, self.version))
        value = module.__fields__.table
        for name in self.path:
            value = rawget(value, name)
        return value


def resolve(value):
    return value.find() if isinstance(value, Reference) else value


def _portable(value):
    """A value as it is pickled inside of a table."""
    if is_function(value):
        reference = _reference_to(value)
        if reference is None:
            name = getattr(value, "__name__", "?")
            raise pickle.PicklingError(f"cannot pickle the Lua function {name!r}: it is no field of an imported module")
        return reference
    if isinstance(value, Userdata):
        raise pickle.PicklingError(f"cannot pickle {value!r}")
    return value


def _reference_to(value) -> Reference | None:
    """Where an imported module has a function or table: itself, its fields, or one level deeper."""
    import sys
    from luapy.interop.modules import LuaModule
    for name, module in list(sys.modules.items()):
        if isinstance(module, LuaModule) and "__fields__" in module.__dict__:
            path = _path_to(value, module.__fields__.table, 2)
            if path is not None:
                return Reference(name, path, module.__fields__.view._border.universe)
    return None


def _path_to(value, table, depth):
    if table is value:
        return ()
    if depth and isinstance(table, Table):
        for key, inner in items(table):
            if inner is value:
                return (key,)
            if isinstance(inner, Table):
                path = _path_to(value, inner, depth - 1) if inner is not table else None
                if path is not None:
                    return (key, *path)
    return None


def reduce_view(view):
    """``__reduce__`` of LuaTable."""
    version = getattr(view._border, "universe", None) or view._border.state.dialect.name
    return restore_view, (view._value, version)


def restore_view(table, version):
    """A view of an unpickled table: it belongs to the state of the importer."""
    from luapy.interop.importer import universe_for
    from luapy.interop.tables import LuaTable
    return LuaTable(universe_for(version).border, table)


def reduce_error(error):
    """``__reduce__`` of LuaError: the value if it is plain data, else its text."""
    value = error.lua_value
    if not isinstance(value, (str, int, float, type(None))):
        try:
            pickle.dumps(value)
        except Exception:
            value = str(error)
    return restore_error, (type(error), value, error.border is not None)


def restore_error(cls, value, outside):
    error = cls(value)
    if outside and issubclass(cls, LuaError):
        from luapy.interop.border import Border
        error.border = Border(None)
    return error


