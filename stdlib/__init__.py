"""Lua's standard libraries, and how a state gets those of its version (linit.c)."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec

from luapy.runtime.api import Table, rawget, rawset

# In the order of linit.c: global name -> Python module, and the versions that have it.
LIBRARIES = (
    ("_G", "luapy.stdlib.base", None),
    ("package", "luapy.stdlib.package", None),
    ("coroutine", "luapy.stdlib.coroutine", None),
    ("table", "luapy.stdlib.table", None),
    ("io", "luapy.stdlib.io", None),
    ("os", "luapy.stdlib.os", None),
    ("string", "luapy.stdlib.string", None),
    ("bit32", "luapy.stdlib.bit32", ("5.2", "5.3")),
    ("math", "luapy.stdlib.math", None),
    ("utf8", "luapy.stdlib.utf8", ("5.3", "5.4")),
    ("debug", "luapy.stdlib.debug", None),
    ("bit", "luapy.stdlib.bit", ("luajit",)),
    ("jit", "luapy.stdlib.jit", ("luajit",)),
)


def open_libs(state):
    """luaL_openlibs: all libraries of the state's version, as globals and in package.loaded."""
    loaded = loaded_table(state)
    for name, module, versions in LIBRARIES:
        if (versions is None or state.dialect.name in versions) and find_spec(module) is not None:
            library = import_module(module).open(state)
            rawset(loaded, name, library)
            rawset(state.globals, name, library)


def loaded_table(state) -> Table:
    """package.loaded, which lives in the registry."""
    loaded = rawget(state.registry, "_LOADED")
    if loaded is None:
        loaded = Table()
        rawset(state.registry, "_LOADED", loaded)
    return loaded
