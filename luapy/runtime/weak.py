"""Weak tables (manual 2.5.4): the store that takes the place of a table's contents.

CPython's reference counts free most objects at once, so entries disappear
earlier than under Lua's collector; cycles wait for ``collectgarbage()``.
Ephemerons hold as far as CPython allows: a value that refers to its own key keeps
the entry alive.
"""

from __future__ import annotations

import weakref
from types import FunctionType

from luapy.runtime.table import EMPTY_ARRAY, EMPTY_HASH, Table, get_attribute, rawset, string_keys
from luapy.runtime.values import Userdata, float_to_integer


def collectable(value) -> bool:
    """Whether a value is removed from weak tables: objects, but no strings, numbers, booleans or C functions."""
    from luapy.runtime.coroutines import Coroutine
    return isinstance(value, (Table, Userdata, FunctionType, Coroutine))


class WeakStore:
    """A mapping with the part of dict's interface that tables use; holds keys, values or both weakly."""

    __slots__ = ("weak_keys", "weak_values", "entries", "__weakref__")

    def __init__(self, mode: str):
        self.weak_keys = "k" in mode
        self.weak_values = "v" in mode
        self.entries: dict = {}  # key or id of a weak key -> (key or weak reference, value or weak reference)

    def _place(self, key):
        if key.__class__ is float:
            integer = float_to_integer(key)
            key = key if integer is None else integer
        return ("id", id(key)) if self.weak_keys and collectable(key) else key

    def _reference(self, value, place):
        entries = weakref.ref(self)

        def drop(reference):
            store = entries()
            if store is not None:
                entry = store.entries.get(place)
                if entry is not None and (entry[0] is reference or entry[1] is reference):
                    del store.entries[place]
        return weakref.ref(value, drop)

    def get(self, key, default=None):
        entry = self.entries.get(self._place(key))
        if entry is None:
            return default
        value = entry[1]
        return value() if value.__class__ is weakref.ref else value

    def put(self, key, value):
        place = self._place(key)
        if value is None:
            self.entries.pop(place, None)
            return
        held_key = self._reference(key, place) if place is not key and place.__class__ is tuple else place
        held = self._reference(value, place) if self.weak_values and collectable(value) else value
        self.entries[place] = (held_key, held)

    __setitem__ = put

    def pop(self, key, default=None):
        value = self.get(key, default)
        self.entries.pop(self._place(key), None)
        return value

    def __contains__(self, key):
        return self.get(key) is not None

    def __iter__(self):
        for key, value in list(self.entries.values()):
            if key.__class__ is weakref.ref:
                key = key()
            if key is not None:
                yield key

    def __len__(self):
        return len(self.entries)

    __bool__ = lambda self: bool(self.entries)  # noqa: E731


def make_weak(table, cls):
    """Move the contents of a table to a weak store (or to one of another mode)."""
    store = WeakStore(table.meta.f___mode)
    if table.special:
        pairs = [(key, table.hash.get(key)) for key in table.hash]
    else:
        pairs = [(key, value) for key, value in enumerate(table.arr) if key and value is not None]
        for attr in string_keys(table):
            pairs.append((attr[2:], get_attribute(table, "f_" + attr[2:])))
            object.__delattr__(table, attr)
        pairs += table.hash.items()
    table.__class__ = cls
    table.arr = EMPTY_ARRAY
    table.hash = store
    for key, value in pairs:
        store.put(key, value)


def make_strong(table, cls):
    """Move the contents of a weak table back where those of other tables lie."""
    store = table.hash
    table.__class__ = cls
    table.hash = EMPTY_HASH
    for key in store:
        rawset(table, key, store.get(key))
