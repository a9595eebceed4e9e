"""Lua code run in a state of its own, for the tests of HTTP."""

from __future__ import annotations

from luapy.runtime.api import library, rawset, results
from luapy.runtime.launch import new_state
from luapy.runtime.state import enter_state


class Lua:
    """A state; ``run`` gives the results of a chunk, to which Python values are passed as ``...``."""

    def __init__(self, version="5.4"):
        self.state = new_state(version)

    def run(self, source: str, *args) -> tuple:
        before = enter_state(self.state)
        try:
            return results(self.state.compile(source.encode("utf-8"), "=test")(*args))
        finally:
            enter_state(before)

    def define(self, **functions):
        """Global functions written in Python."""
        table = library(self.state, "test", functions)
        for name in functions:
            rawset(self.state.globals, name, getattr(table, "f_" + name))


def lua(source: str, *args, version="5.4") -> tuple:
    """A chunk's results in a fresh state."""
    return Lua(version).run(source, *args)
