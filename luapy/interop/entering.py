"""Which state runs on a thread, seen from Python: every call into Lua makes its state the current one.

`luapy.runtime.state.current` holds the state of a thread.  A call that finds
another state there enters its own, and gives the old one back at its end only
if Lua code of that one is still running further out: so calls that follow one
another find their state in place.
"""

from __future__ import annotations

import atexit
import sys
from weakref import WeakSet

from luapy.runtime.state import current, enter_state

_COROUTINE = "luapy.runtime.switching"


def enter(state):
    """Make *state* the current one; returns what `leave` must put back, or None."""
    before = current.state
    if before is state:
        return None
    enter_state(state)
    return before if before is not None and _is_running(before, sys._getframe(1)) else None


def leave(before):
    """The end of what `enter` began."""
    if before is not None:
        enter_state(before)


def _is_running(state, frame) -> bool:
    """Whether code of a state is under way on this thread."""
    while frame is not None:
        names = frame.f_globals
        if names.get("__state__") is state or names.get("__name__") == _COROUTINE:
            return True
        frame = frame.f_back
    return False


# States to close at the end of the process: finalizers run, files are written out.
_open_states: WeakSet = WeakSet()


def close_at_exit(state):
    """Close a state when the process ends."""
    if not _open_states:
        atexit.register(_close_states)
    _open_states.add(state)


def _close_states():
    for state in list(_open_states):
        before = enter_state(state)
        try:
            state.close()
            state.flush_files()
        except Exception as error:
            print(f"luapy: {error}", file=sys.stderr)
        finally:
            enter_state(before)
    _open_states.clear()
