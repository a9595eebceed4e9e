"""``__gc`` (manual 2.5.3): finalizers run when CPython frees the object, or when the state closes."""

from __future__ import annotations

import sys
import weakref

from luapy.runtime.table import rawget


class Finalizers:
    """The objects of one state that are marked for finalization, in the order of marking."""

    def __init__(self):
        self.marked: dict = {}
        self.closed = False

    def mark(self, obj):
        self.marked[id(obj)] = weakref.ref(obj)

    def run(self, obj):
        """Call the finalizer of one object, once per marking."""
        if self.marked.pop(id(obj), None) is None:
            return
        meta = obj.meta
        handler = None if meta is None else rawget(meta, "__gc")
        if not callable(handler):
            return
        try:
            handler(obj)
        except Exception as error:  # an error in a finalizer is a warning
            from luapy.runtime.state import current_state
            current_state().finalizer_failed(error)

    def run_all(self):
        """At the end of the state: all that are left, the last marked first."""
        while self.marked:
            reference = self.marked[next(reversed(self.marked))]
            obj = reference()
            if obj is None:
                self.marked.popitem()
            else:
                self.run(obj)
        self.closed = True


def mark_for_finalization(obj):
    from luapy.runtime.state import current_state
    current_state().finalizers.mark(obj)


def tables_have_finalizers() -> bool:
    """Since 5.2; before, only userdata have them."""
    from luapy.runtime.state import current_state
    return current_state().dialect.number >= (5, 2)


def run_finalizer(obj, is_finalizing=sys.is_finalizing):
    if is_finalizing():
        return  # the states were closed before, and nothing can be imported any more
    from luapy.runtime.state import current_state
    state = current_state()
    if state is not None and not state.finalizers.closed:
        state.finalizers.run(obj)
