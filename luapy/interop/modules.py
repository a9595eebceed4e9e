"""A Lua module as a Python module object.

The attributes are the fields of the table that the module returns; if it
returns no table, the globals that its code defined.  Functions are put into the
module when it is imported, as ``from`` imports are: finding them costs what it
costs in any module.  Other fields are read from the table each time.  What
Python assigns goes into the table, so that Lua code sees it (and tests can
replace functions).
"""

from __future__ import annotations

from types import FunctionType, ModuleType

from luapy.interop.documentation import module_documentation
from luapy.interop.functions import link_of
from luapy.interop.pickling import ModuleName
from luapy.interop.tables import LuaTable
from luapy.runtime.table import Table, items, rawget
from luapy.runtime.values import Userdata


class LuaModule(ModuleType):
    """A module that lives in Lua; ``__lua__`` is its table (LuaTable) or other value."""

    def __setattr__(self, name, value):
        if _is_python(name, value) or "__fields__" not in self.__dict__:
            super().__setattr__(name, value)
            return
        self.__fields__.set(name, value)
        if isinstance(value, FunctionType):
            super().__setattr__(name, value)
        else:
            self.__dict__.pop(name, None)

    def __delattr__(self, name):
        found = self.__dict__.pop(name, self) is not self
        if "__fields__" in self.__dict__ and not _is_python(name, None):
            found = self.__fields__.has(name) or found
            self.__fields__.set(name, None)
        if not found:
            raise AttributeError(name)

    def __call__(self, *args):
        """Modules that are functions, or tables that can be called."""
        return self.__lua__(*args)

    def __reduce__(self):
        from importlib import import_module
        return import_module, (ModuleName(self.__name__, self.__fields__.view._border.universe),)

    def __dir__(self):
        return sorted({*self.__dict__, *self.__fields__.names()}) if "__fields__" in self.__dict__ else super().__dir__()


class Field:
    """A field of a module's table as an attribute of the module's class.

    A descriptor tells tools that replace attributes for a while (pytest's monkeypatch) to put back the value that they
    found, and not to delete what they take for an addition to the module's dict.
    """

    __slots__ = ("name",)

    def __init__(self, name):
        self.name = name

    def __get__(self, module, cls):
        return self if module is None else module.__fields__.get(self.name)

    def __set__(self, module, value):
        module.__fields__.set(self.name, value)


def _is_python(name, value) -> bool:
    """Whether an attribute is Python's own matter."""
    return name[:2] == "__" == name[-2:] or isinstance(value, ModuleType)


class Fields:
    """The table behind a module; for modules that return none: those of the globals that it defined."""

    def __init__(self, border, table, only=None):
        self.view = LuaTable(border, table)
        self.table = table
        self.only = only
        self.adopted: list = []  # keeps the Python functions that have got their names in the module
        self.foreign = None if only is None else {key for key, _ in items(table)} - only

    def names(self) -> list:
        """The names of all fields that can be attributes."""
        border = self.view._border
        names = [border.to_python(key) for key, _ in items(self.table)
                 if key.__class__ is str and (self.foreign is None or key not in self.foreign)]
        return [name for name in names if isinstance(name, str)]

    def has(self, name) -> bool:
        return name in self.view and (self.foreign is None or name not in self.foreign)

    def get(self, name):
        """A field, also one by __index. AttributeError: there is none."""
        value = None
        if self.foreign is None or name not in self.foreign:
            value = self.view[name]
        if value is None:
            raise AttributeError(name)
        return value

    def set(self, name, value):
        self.view[name] = value
        if self.foreign is not None:
            self.foreign.discard(name)


def populate(module, universe, value):
    """Give a module the attributes for what its Lua code returned."""
    border, name = universe.border, module.__name__
    table, only = value, None
    if isinstance(value, Userdata) and not isinstance(value, Table):
        module.__lua__ = border.to_python(value)
    if not isinstance(value, Table):
        table, only = universe.state.globals, universe.globals_of(name)
    fields = Fields(border, table, only)
    names = module.__dict__
    for stale in [key for key, old in names.items() if isinstance(old, FunctionType) and link_of(old)]:
        del names[stale]  # reloading
    names["__fields__"] = fields
    names["__lua__"] = border.to_python(value) if only is None or not isinstance(value, bool) else fields.view
    names["__doc__"] = module_documentation(names.get("__file__"))
    names["__getattr__"] = _getter(module.__name__, fields)
    public = fields.names()
    described: dict = {}
    names["__all__"] = [one for one in public if not one.startswith("_")]
    for one in public:
        field = rawget(table, border.to_lua(one))
        wrapper = _wrapper(border, field)
        if wrapper is not None:
            names[one] = adopt(wrapper, name, one, border.universe)
            continue
        if not _is_python(one, None):
            described[one] = Field(one)
        if isinstance(field, Table) and field is not table and field is not universe.state.globals:
            for key, function in items(field):  # a class, or a table of functions
                wrapper = _wrapper(border, function) if key.__class__ is str and key.isidentifier() else None
                if wrapper is not None:
                    fields.adopted.append(wrapper)
                    adopt(wrapper, name, f"{one}.{border.to_python(key)}", border.universe)
    module.__class__ = type("LuaModule", (LuaModule,), {"__module__": LuaModule.__module__, "__doc__": None, **described})


def _wrapper(border, value):
    """The Python function for a Lua function; None for other values."""
    if not callable(value) or isinstance(value, Table):
        return None
    wrapper = border.to_python(value)
    return wrapper if isinstance(wrapper, FunctionType) and link_of(wrapper) is not None else None


def _getter(module_name, fields):
    """The ``__getattr__`` of a module (PEP 562)."""
    def __getattr__(name):
        if name[:2] != "__":
            try:
                return fields.get(name)
            except AttributeError:
                pass
        raise AttributeError(f"module {module_name!r} has no attribute {name!r}")
    return __getattr__


def adopt(wrapper, module_name, name, version):
    """Give a function the name under which it is found in its module (and pickled): the first, or the first without dots."""
    if not isinstance(wrapper.__module__, ModuleName) or "." in wrapper.__qualname__ and "." not in name:
        wrapper.__module__ = ModuleName(module_name, version)
        wrapper.__qualname__ = name
        wrapper.__name__ = name.rpartition(".")[2]
    return wrapper
