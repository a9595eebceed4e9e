"""``__gc`` (manual 2.5.3), and what waits for cycles of the collector.

CPython frees most objects at once, and their finalizers run then.  What a finalizer leaves behind waits for the next
cycle, or those that make their like would never end; while the collector is stopped, all wait.  What is put into weak
tables is held as long, so that tables which cache what nobody else holds are of use.  Cycles are those that
``collectgarbage`` asks for, CPython's own searches for garbage, and some after many objects or some time.
"""

from __future__ import annotations

import gc
import sys
import weakref
from time import monotonic

from luapy.runtime.table import rawget
from luapy.runtime.values import is_function

# So many dead objects wait for their finalizers, and so many objects are held for weak tables.
MAX_WAITING = 100
MAX_RECENT = 10_000
# Seconds that an object waits at the most, if others follow.
PERIOD = 0.1


class WeakValue(weakref.ref):
    """A weak table's reference to a value: its callback takes the entry away, before the value's finalizer, too."""

    __slots__ = ()


class Companion:
    """Refers to an object that is marked once more, and is referred to by it alone: CPython tells of an object's end once,
    so that the second time it has to be this one's."""

    __slots__ = ("obj",)

    def __init__(self, obj):
        self.obj = obj

    def __del__(self):
        if self.obj.__dict__.get("companion") is self:
            run_finalizer(self.obj)


class Finalizers:
    """Of one state.

    marked: id of each object that is marked for finalization -> (number, weak reference); waiting: those that are dead,
    in any order; due: those whose finalizers run now, from the end; telling: the one of whose end CPython tells just now;
    calling: a finalizer runs; recent: objects in weak tables.
    """

    def __init__(self):
        self.marked: dict = {}
        self.number = 0
        self.waiting: list = []
        self.due: list = []
        self.recent: list = []
        self.deadline = 0.0
        self.telling = None
        self.closed = self.stopped = self.busy = self.calling = self.has_weak_values = False
        self.callback = None

    def mark(self, obj):
        """Have the object finalized once, however often it is marked before."""
        if self.closed or id(obj) in self.marked and self.marked[id(obj)][1]() is obj:
            return
        ended = obj is self.telling or gc.is_finalized(obj)
        if ended and _are_marked_once():
            return
        if self.callback is None:
            self.watch()
        self.number += 1
        self.marked[id(obj)] = self.number, weakref.ref(obj)
        if ended:
            object.__setattr__(obj, "companion", Companion(obj))

    def watch(self):
        """Take CPython's searches for garbage, but the quick ones for young objects, for cycles of the collector."""
        def callback(phase, info):
            finalizers = reference()
            if finalizers is not None and phase == "stop" and info["generation"]:
                finalizers.finish_cycle()

        self.callback = reference = weakref.ref(self, lambda _: gc.callbacks.remove(callback))
        gc.callbacks.append(callback)

    def hold(self, obj):
        """Keep an object that was put into a weak table for now."""
        if self.callback is None:
            self.watch()
        if not self.recent:
            self.deadline = monotonic() + PERIOD
        self.recent.append(obj)
        if len(self.recent) > MAX_RECENT:
            self.let_go()

    def let_go(self, force=False):
        """Hold the objects of weak tables no longer, if it is time."""
        if force or not self.stopped and (len(self.recent) > MAX_RECENT or monotonic() > self.deadline):
            self.recent = []

    def died(self, obj):
        """An object that was marked is garbage (and alive again by this call)."""
        if self.closed or id(obj) not in self.marked:
            return
        self.waiting.append(obj)
        if self.stopped or self.busy:
            return
        if len(self.waiting) == 1 or len(self.waiting) > MAX_WAITING or monotonic() > self.deadline:
            self.telling = obj
            self.finish_cycle()
            self.telling = None

    def collect(self):
        """A whole cycle; raises the error of a finalizer where the version does."""
        self.let_go(True)
        busy, self.busy = self.busy, True  # what is found runs after all has been found
        try:
            gc.collect()
        finally:
            self.busy = busy
        self.run_waiting(True)

    def finish_cycle(self):
        """CPython has searched for garbage."""
        if not (self.busy or self.stopped):
            self.let_go(True)
            self.run_waiting()

    def run_waiting(self, strict=False):
        """Call the finalizers of the dead objects, the last marked first.

        strict: errors are those of the caller; what is left then is first in the next cycle.
        """
        if self.busy:
            return
        self.busy = True
        try:
            batch = [obj for obj in self.waiting if id(obj) in self.marked]
            self.waiting = []
            batch.sort(key=lambda obj: self.marked[id(obj)][0])
            if self.has_weak_values:
                for obj in batch:
                    _clear_weak_values(obj)
            self.due = due = batch + self.due
            batch = None
            while due:
                error = self.run(due.pop())
                if error is not None and strict and not _are_errors_warnings():
                    raise _collector_error(error)
        finally:
            self.busy = False
            self.deadline = monotonic() + PERIOD

    def run(self, obj):
        """Call the finalizer of one object, once per marking; returns its error."""
        if self.marked.pop(id(obj), None) is None:
            return None
        meta = obj.meta
        handler = None if meta is None else rawget(meta, "__gc")
        if not is_function(handler) and (handler is None or not _are_errors_warnings()):
            return None
        before = _enter_state_of(handler)
        calling, self.calling = self.calling, True
        try:
            _call(handler, obj)
        except Exception as error:
            if _are_errors_warnings() or self.closed:
                from luapy.runtime.state import current_state
                current_state().finalizer_failed(error)
            return error
        finally:
            self.calling = calling
            if before is not _SAME:
                from luapy.runtime.state import enter_state
                enter_state(before)
        return None

    def run_all(self):
        """At the end of the state: all that are left, the last marked first. What they mark is not finalized."""
        self.closed = self.busy = True
        while self.marked:
            _, reference = self.marked[next(reversed(self.marked))]
            obj = reference()
            if obj is None:
                self.marked.popitem()
            else:
                self.run(obj)
        self.waiting, self.due, self.recent = [], [], []


def _call(handler, obj):
    """Call a finalizer of any type."""
    if not is_function(handler):
        from luapy.runtime.errors import LuaError
        from luapy.runtime.metatables import is_callable, type_name_for_error
        if not is_callable(handler):
            raise LuaError(f"attempt to call a {type_name_for_error(handler)} value (metamethod '__gc')")
    handler(obj)


def _clear_weak_values(obj):
    """Take an object that is to be finalized, and what it alone holds, out of tables of weak values."""
    pending = [obj]
    while pending:
        holder = pending.pop()
        for reference in weakref.getweakrefs(holder) if hasattr(holder, "__weakref__") else ():
            if reference.__class__ is WeakValue:
                reference.__callback__(reference)
        children = gc.get_referents(holder)
        while children:
            child = children.pop()
            if sys.getrefcount(child) <= 3 and gc.is_tracked(child):  # the holder's, ours and the call's
                pending.append(child)


def _are_errors_warnings() -> bool:
    """Since 5.4; before, they are errors of what the collector has interrupted."""
    from luapy.runtime.state import current_state
    return current_state().dialect.number >= (5, 4)


def _are_marked_once() -> bool:
    """In 5.2 an object that has been finalized never is again."""
    from luapy.runtime.state import current_state
    return current_state().dialect.number == (5, 2)


def _collector_error(error):
    """The error of a finalizer as one of collectgarbage: 5.2 and 5.3 say where it comes from."""
    from luapy.debug import to_lua_error
    from luapy.runtime.errors import LuaError
    from luapy.runtime.state import current_state
    if current_state().dialect.number < (5, 2):
        return error
    value = to_lua_error(error).value
    return LuaError(f"error in __gc metamethod ({value if value.__class__ is str else 'no message'})")


def mark_for_finalization(obj):
    from luapy.runtime.state import current_state
    current_state().finalizers.mark(obj)


def tables_have_finalizers() -> bool:
    """Since 5.2; before, only userdata have them."""
    from luapy.runtime.state import current_state
    return current_state().dialect.number >= (5, 2)


def run_finalizer(obj, is_finalizing=sys.is_finalizing):
    """CPython has freed an object: on any thread, whichever state has entered it."""
    if is_finalizing():
        return  # the states were closed before, and nothing can be imported any more
    from luapy.runtime.state import current
    meta = obj.meta
    state = None if meta is None else _state_of(rawget(meta, "__gc"))
    state = state or current.state
    if state is not None:
        state.finalizers.died(obj)


def _state_of(handler):
    """The state that a function written in Lua belongs to, or None."""
    names = getattr(handler, "__globals__", None)
    state = None if names is None else names.get("__state__")
    if state is None and names is not None and hasattr(handler, "body"):
        state = handler.body.__globals__.get("__state__")
    return state


_SAME = object()


def _enter_state_of(handler):
    """Let a finalizer run in its own state; returns the one before, or _SAME if there is nothing to be given back."""
    from luapy.runtime.state import current, enter_state
    state = _state_of(handler)
    return _SAME if state is None or state is current.state else enter_state(state)
