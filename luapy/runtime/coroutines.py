"""Coroutines as values (manual 2.6), and who may yield; how they run is in `switching`."""

from __future__ import annotations

import sys

from luapy.runtime.generators import is_generator
from luapy.runtime.state import current_state


class Coroutine:
    """A Lua thread. ``status``: suspended, active (also while it waits for one that it has resumed) or dead; see `status_of`.

    greenlet: on which it runs, from the first resume to its end; resumer: the greenlet that resumed it last;
    switch, back: what goes to the one and to the other; depth: how many coroutines were resumed inside one another then;
    result: what its function has returned, until the resumer gets it.
    send: what resumes it if it is a generator (see `generators`), True if it is to be one, else None; generator: from its
    first resume to its end.
    """

    __slots__ = ("function", "status", "send", "generator", "greenlet", "resumer", "switch", "back", "depth", "result",
                 "error", "hook", "unyieldable", "closing", "globals", "ephemerons", "__weakref__")
    lua_type = "thread"
    meta = None
    arr, indexed = [None], True  # see Userdata

    def __init__(self, function):
        self.function = function
        self.status = "suspended"
        self.send = True if is_generator(function) else None
        self.greenlet = self.resumer = self.back = self.generator = None
        self.error = None    # the exception that ended it
        self.hook = None
        self.unyieldable = 0  # how many library functions are active that no yield may leave (nny in PUC Lua)
        self.globals = None  # those that setfenv(0, table) has given to it or to its maker
        self.ephemerons = None  # see weak
        self.closing = False  # whether its variables may be closed when an error ends it

    def __repr__(self):
        return f"thread: 0x{id(self):x}"


def let_threads_have_metatables():
    """Fields of coroutines are looked for from now on; CPython reads other attributes slower then."""
    from luapy.runtime.metatables import index_missing
    Coroutine.__getattr__ = index_missing


def main_coroutine(state):
    """The coroutine object of the main program."""
    main = getattr(state, "main_coroutine", None)
    if main is None:
        main = state.main_coroutine = Coroutine(None)
        main.status = "active"
    return main


# Code objects that resume generators: those that say which coroutine runs then, and those that do not, but have it in a variable.
TELLING_CODES: set = set()
STREAMING_CODES: set = set()


def running_coroutine(state, frame=None, farthest=None):
    """The coroutine that runs, None if it is the main one; or the one that runs in a frame.

    farthest: so many frames are looked at at the most.
    """
    if state.has_streams:
        frame = frame or sys._getframe(1)
        while frame is not None and farthest != 0:
            code = frame.f_code
            if code in STREAMING_CODES:
                return frame.f_locals["co"]
            if code in TELLING_CODES:
                break
            frame = frame.f_back
            farthest = None if farthest is None else farthest - 1
    return state.running


def status_of(co, state, frame=None) -> str:
    """What ``coroutine.status`` says of a coroutine, to the function of a frame."""
    if co.status == "dead" or co.status == "suspended" and not (co.generator is not None and co.generator.gi_running):
        return co.status
    return "running" if co is (running_coroutine(state, frame) or main_coroutine(state)) else "normal"


def not_resumable(co, state, frame=None) -> str:
    """Why a coroutine cannot be resumed by the function of a frame."""
    kind = status_of(co, state, frame)
    if kind != "dead" and state.dialect.name != "5.1":
        kind = "running" if state.dialect.name == "luajit" else "non-suspended"
    return f"cannot resume {kind} coroutine"


def without_yields(function, *args):
    """Call a function on behalf of a library function that no yield may leave (lua_call without continuation)."""
    co = current_state().running
    if co is None:
        return function(*args)
    co.unyieldable += 1
    try:
        return function(*args)
    finally:
        co.unyieldable -= 1
