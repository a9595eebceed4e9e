"""Loops that do nothing but store into elements one after the other.

``for i = 1, n do t[i] = false end`` fills a list, ``for i = 1, n do t[i] = s[i + 1] end`` copies one: where both
tables are plain lists, that is an assignment to a slice.  `bulk_stores(loop)` tells what such a loop stores.
"""

from __future__ import annotations

from luapy.analysis.scopes import Variable
from luapy.frontend import nodes as lua

# Tables that one loop fills: they are compared with each other.
MAX_STORES = 3
_CONSTANTS = (lua.Number, lua.String, lua.TrueExpr, lua.FalseExpr)


class BulkStore:
    """``table[i] = value``, or ``table[i] = source[i + offset]`` if there is a source; target: the Index node."""

    __slots__ = ("target", "value", "source", "offset")

    def __init__(self, target, value, source=None, offset=0):
        self.target = target
        self.value = value
        self.source = source
        self.offset = offset

    @property
    def table(self):
        return self.target.obj


def bulk_stores(loop: lua.NumericFor) -> list:
    """The stores of a loop that steps by one and does nothing else; empty if it is no such loop."""
    if loop.step is not None and not (type(loop.step) is lua.Number and loop.step.value.__class__ is int and loop.step.value == 1):
        return []
    counter = loop.var.info
    found = []
    for stat in loop.body.stats:
        if type(stat) is not lua.Assign or len(stat.targets) != len(stat.values):
            return []
        for target, value in zip(stat.targets, stat.values, strict=True):
            store = _store(target, value, counter)
            if store is None:
                return []
            found.append(store)
    if len(found) > MAX_STORES or len(found) > 1 and any(store.source is not None for store in found):
        return []
    return found


def _store(target, value, counter):
    if type(target) is not lua.Index or not _is_variable(target.obj) or target.obj.info is counter \
            or not _is(target.key, counter):
        return None
    if type(value) in _CONSTANTS or _is_variable(value) and value.info is not counter:
        return BulkStore(target, value)
    if type(value) is lua.Index and _is_variable(value.obj) and value.obj.info is not counter:
        offset = _offset(value.key, counter)
        if offset is not None:
            return BulkStore(target, value, value.obj, offset)
    return None


def _is(node, variable) -> bool:
    return type(node) is lua.Name and node.info is variable


def _is_variable(node) -> bool:
    return type(node) is lua.Name and type(node.info) is Variable


def _offset(key, counter):
    """n if a key is the counter plus or minus a constant n, else None."""
    if _is(key, counter):
        return 0
    if type(key) is lua.BinOp and key.op in ("+", "-") and _is(key.left, counter) \
            and type(key.right) is lua.Number and key.right.value.__class__ is int:
        return key.right.value if key.op == "+" else -key.right.value
    return None
