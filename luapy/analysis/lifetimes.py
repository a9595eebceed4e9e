"""Where in a function each of its local variables lives: what debug.getlocal needs (manual 3.5, 6.10).

A variable is active from the end of its declaration to the end of its block.
"""

from __future__ import annotations

from luapy.frontend import nodes as lua

# The hidden variables of loops, by version: (numeric for, generic for).
_HIDDEN_OLD = ("(for index)", "(for limit)", "(for step)"), ("(for generator)", "(for state)", "(for control)")
_HIDDEN_NEW = ("(for state)",) * 3, ("(for state)",) * 4


def lifetimes(node: lua.Function, dialect) -> list:
    """The variables of a function but its parameters: (Variable, or name of a hidden one; start, end), in order.

    start, end: (line, column) of the first position where the variable is active, and of the first after it.
    """
    found: list = []
    hidden = _HIDDEN_NEW if dialect.number >= (5, 4) else _HIDDEN_OLD
    _Walker(found, hidden).block(node.body, (node.end_line, node.end_col))
    return found


def _end(node):
    return node.end_line, node.end_col


class _Walker:
    def __init__(self, found, hidden):
        self.found = found
        self.numeric, self.generic = hidden

    def add(self, names, start, end):
        for name in names:
            self.found.append((name if name.__class__ is str else name.info, start, end))

    def block(self, block, end=None):
        """end: that of the block, None for the end of its last statement."""
        stats = block.stats
        if not stats:
            return
        end = end or _end(stats[-1])
        for stat in stats:
            kind = type(stat)
            if kind is lua.Local:
                self.add(stat.names, _end(stat), end)
            elif kind is lua.LocalFunction:
                self.add([stat.name], _end(stat), end)
            elif kind is lua.If:
                for body in stat.bodies:
                    self.block(body)
                if stat.orelse is not None:
                    self.block(stat.orelse)
            elif kind in (lua.Do, lua.While):
                self.block(stat.body)
            elif kind is lua.Repeat:
                self.block(stat.body, _end(stat.test))
            elif kind is lua.NumericFor:
                header = _end(stat.step or stat.stop)
                self.add(self.numeric, header, _end(stat))
                self.add([stat.var], header, _end(stat))
                self.block(stat.body)
            elif kind is lua.GenericFor:
                header = _end(stat.exprs[-1])
                self.add(self.generic, header, _end(stat))
                self.add(stat.names, header, _end(stat))
                self.block(stat.body)
