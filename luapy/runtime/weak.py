"""Weak tables (manual 2.5.4): the store that takes the place of a table's contents.

CPython's reference counts would free most objects at once; what is put into a weak table is held until the next
cycle of the collector (see finalizers).

Ephemerons: where only the keys are weak, the value of an entry is kept by its key, in the attribute ``ephemerons``. So
the two are garbage together, whatever refers to what among them.
"""

from __future__ import annotations

import weakref
from types import FunctionType

from luapy.runtime.finalizers import WeakValue
from luapy.runtime.table import EMPTY_ARRAY, EMPTY_HASH, Table, get_attribute, rawset, string_keys
from luapy.runtime.values import Userdata, float_to_integer


def collectable(value) -> bool:
    """Whether a value is removed from weak tables: objects, but no strings, numbers, booleans or C functions."""
    from luapy.runtime.coroutines import Coroutine
    return isinstance(value, (Table, Userdata, FunctionType, Coroutine))


IN_KEY = object()  # stands for a value that the key keeps


class WeakStore:
    """A mapping with the part of dict's interface that tables use; holds keys, values or both weakly."""

    __slots__ = ("weak_keys", "weak_values", "ephemeral", "collector", "entries", "places", "__weakref__")

    def __init__(self, mode: str):
        from luapy.runtime.state import current_state
        state = current_state()
        self.weak_keys = "k" in mode
        self.weak_values = "v" in mode
        self.ephemeral = self.weak_keys and not self.weak_values and state.dialect.number >= (5, 2)
        self.collector = state.finalizers
        self.places: dict = {}  # of entries -> the place that follows, for the loop that uses `next`
        self.entries: dict = {}  # key or id of a weak key -> (key or weak reference, value or weak reference or IN_KEY)

    def __del__(self):
        if self.ephemeral:
            for key, value in list(self.entries.values()):
                if value is IN_KEY:
                    self._take_from_key(key())

    def _place(self, key):
        if key.__class__ is float:
            integer = float_to_integer(key)
            key = key if integer is None else integer
        return ("id", id(key)) if self.weak_keys and collectable(key) else key

    def _reference(self, value, place, kind, hold=True):
        entries = weakref.ref(self)

        def drop(reference):
            store = entries()
            if store is not None:
                entry = store.entries.get(place)
                if entry is not None and (entry[0] is reference or entry[1] is reference):
                    del store.entries[place]
        if hold:
            self.collector.hold(value)
        return kind(value, drop)

    def _keep_in_key(self, key, value) -> bool:
        """Let the key keep the value; whether it can."""
        kept = getattr(key, "ephemerons", None)
        if kept is None:
            kept = {}
            try:
                object.__setattr__(key, "ephemerons", kept)
            except AttributeError:
                return False
        kept[id(self)] = value
        return True

    def _take_from_key(self, key):
        kept = getattr(key, "ephemerons", None)
        if kept is not None:
            kept.pop(id(self), None)

    def get(self, key, default=None):
        if self.collector.recent:
            self.collector.let_go()
        entry = self.entries.get(self._place(key))
        if entry is None:
            return default
        value = entry[1]
        if value is IN_KEY:
            return key.ephemerons.get(id(self), default)
        return value() if value.__class__ is WeakValue else value

    def put(self, key, value, hold=True):
        place = self._place(key)
        is_weak_key = place is not key and place.__class__ is tuple
        if self.ephemeral and is_weak_key:
            self._take_from_key(key)
        if value is None:
            self.entries.pop(place, None)
            return
        held_key = self._reference(key, place, weakref.ref, hold) if is_weak_key else place
        held = value
        if collectable(value):
            if self.weak_values:
                held = self._reference(value, place, WeakValue, hold)
                self.collector.has_weak_values = True
            elif self.ephemeral and is_weak_key and self._keep_in_key(key, value):
                held = IN_KEY
        self.entries[place] = (held_key, held)

    __setitem__ = put

    def pop(self, key, default=None):
        value = self.get(key, default)
        self.put(key, None)
        return value

    def next_entry(self, key):
        """What `table.next_entry` returns. No key that the table does not hold is held here."""
        if key is None:
            found = list(self.entries)
            self.places = dict(zip([None, *found], [*found, None], strict=True))
            place = None
        else:
            place = self._place(key)
            if place not in self.places:
                if place not in self.entries:
                    raise KeyError(key)
                self.next_entry(None)
        while (place := self.places[place]) is not None:
            entry = self.entries.get(place)
            if entry is not None:
                key = entry[0]() if entry[0].__class__ is weakref.ref else entry[0]
                value = None if key is None else self.get(key)
                if value is not None:
                    return key, value
        self.places = {}
        return None

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
        store.put(key, value, hold=False)  # a program that waits for such an entry to go makes no other garbage


def make_strong(table, cls):
    """Move the contents of a weak table back where those of other tables lie."""
    store = table.hash
    table.__class__ = cls
    table.hash = EMPTY_HASH
    for key in store:
        rawset(table, key, store.get(key))
