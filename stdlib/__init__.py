"""Lua's standard libraries, and how a state gets those of its version (linit.c)."""

from __future__ import annotations

from luapy.runtime.api import Table, rawget, rawset, set_name

# In the order of linit.c: global name -> the versions that have it; the Python module is luapy.stdlib.NAME.
LIBRARIES = (
    ("package", None), ("coroutine", None), ("table", None), ("io", None), ("os", None), ("string", None),
    ("bit32", ("5.2", "5.3")), ("math", None), ("utf8", ("5.3", "5.4")), ("debug", None), ("bit", ("luajit",)),
    ("jit", ("luajit",)),
)
# Globals that libraries make beside their own table.
OPENED_BY = {"require": "package", "module": "package"}
# What lets a chunk reach globals, or package.loaded, without naming them.
REVEALING = frozenset(("_G", "getfenv", "package", "debug"))


def open_libs(state, lazily: bool = False):
    """luaL_openlibs: all libraries of the state's version, as globals and in package.loaded.

    lazily: only the basic functions; the others when a chunk is loaded that can tell (see `Unopened`).
    """
    from luapy.stdlib import base, files
    base.open(state)
    rawset(loaded_table(state), "_G", state.globals)
    state.stdout = files.standard_file(1, None)
    state.flush_hooks.append(state.stdout.flush_quietly)
    unopened = Unopened(state)
    if lazily:
        state.unopened = unopened
        state.string_index = UnopenedStrings(unopened)
    else:
        unopened.open_all()


class Unopened:
    """The libraries that a state does not have yet: each is imported and opened when a chunk is loaded that names it.

    A program cannot tell: chunks that may reach a global without naming it open all of them, and whatever asks for
    the metatable of strings opens the library that makes it.
    """

    def __init__(self, state):
        self.state = state
        self.globals = state.globals  # setfenv(0, table) gives the state others
        self.names = {name: None for name, versions in LIBRARIES if versions is None or state.dialect.name in versions}

    def open(self, name):
        """Open one library, unless it is open already or none of this version's."""
        if name in self.names:
            del self.names[name]
            library = __import__(f"luapy.stdlib.{name}", fromlist=["open"]).open(self.state)
            rawset(loaded_table(self.state), name, library)
            set_name(self.globals, name, library)
            if not self.names:
                self.state.unopened = None

    def open_all(self):
        for name in list(self.names):
            self.open(name)

    def open_for(self, names, source: bytes | None):
        """Before a chunk runs. names: those of all fields in it, globals included."""
        if not REVEALING.isdisjoint(names) or source is None or b"_ENV" in source:
            self.open_all()
            return
        for name in [name for name in self.names if name in names]:
            self.open(name)
        for name, library in OPENED_BY.items():
            if name in names:
                self.open(library)

    def open_required(self, name):
        """Before require looks for a module."""
        if name == "_G":
            self.open_all()
        else:
            self.open(name)


class UnopenedStrings:
    """Stands for the table that strings are indexed by (`State.string_index`) until the first method call."""

    __slots__ = ("unopened",)

    def __init__(self, unopened):
        self.unopened = unopened

    def __getattr__(self, name):
        self.unopened.open("string")
        return getattr(self.unopened.state.string_index, name)


def loaded_table(state) -> Table:
    """package.loaded, which lives in the registry."""
    loaded = rawget(state.registry, "_LOADED")
    if loaded is None:
        loaded = Table()
        rawset(state.registry, "_LOADED", loaded)
    return loaded
