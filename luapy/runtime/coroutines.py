"""Coroutines on greenlets (manual 2.6): a yield works from anywhere, whatever Python code is on the way."""

from __future__ import annotations

from greenlet import GreenletExit, getcurrent, greenlet

from luapy.runtime.errors import CoroutineKilled, LibraryError, LuaError
from luapy.runtime.state import current_state

# As LUAI_MAXCCALLS: coroutines resumed inside one another.
MAX_NESTED = 195


class Coroutine:
    """A Lua thread. ``status``: suspended, running, normal or dead."""

    __slots__ = ("function", "status", "greenlet", "resumer", "error", "hook", "unyieldable", "__weakref__")
    lua_type = "thread"
    meta = None
    arr, indexed = [None], True  # see Userdata

    def __init__(self, function):
        self.function = function
        self.status = "suspended"
        self.greenlet = None
        self.resumer = None
        self.error = None    # the exception that ended it
        self.hook = None
        self.unyieldable = 0  # how many library functions are active that no yield may leave (nny in PUC Lua)

    def __getattr__(self, name):
        from luapy.runtime.metatables import index_missing
        return index_missing(self, name)

    def __repr__(self):
        return f"thread: 0x{id(self):014x}"

    def _body(self, *args):
        function = self.function
        self.function = None
        try:
            return "return", function(*args)
        except (CoroutineKilled, GreenletExit):
            return "return", ()
        except BaseException as error:
            return "error", error


def main_coroutine(state):
    """The coroutine object of the main program."""
    main = getattr(state, "main_coroutine", None)
    if main is None:
        main = state.main_coroutine = Coroutine(None)
        main.status = "running"
    return main


def resume(co: Coroutine, args: tuple):
    """Continue a coroutine; returns what it yields or returns; raises what it raises (then it is dead)."""
    state = current_state()
    if co.status != "suspended":
        raise DeadCoroutine(f"cannot resume {'non-suspended' if co.status != 'dead' else 'dead'} coroutine")
    if state.nested_resumes >= MAX_NESTED:
        raise DeadCoroutine("C stack overflow")
    previous = state.running
    if previous is not None:
        previous.status = "normal"
    co.status = "running"
    state.running = co
    state.nested_resumes += 1
    if co.greenlet is None:
        co.greenlet = greenlet(co._body)
    co.greenlet.parent = getcurrent()
    try:
        kind, value = co.greenlet.switch(*args)
    finally:
        state.nested_resumes -= 1
        state.running = previous
        if previous is not None:
            previous.status = "running"
    if kind == "yield":
        co.status = "suspended"
        return value
    co.status = "dead"
    if kind == "error":
        co.error = value
        raise value
    return value


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


class DeadCoroutine(LuaError):
    """A coroutine that cannot be resumed: the message carries no position."""


def yield_(args: tuple):
    """Suspend the running coroutine; returns the arguments of the next resume."""
    co = current_state().running
    if co is None:
        raise LibraryError("attempt to yield from outside a coroutine")
    return getcurrent().parent.switch(("yield", args))


def close(co: Coroutine):
    """``coroutine.close``: returns None, or the exception raised by a closing method or that ended it before."""
    if co.status == "dead":
        error, co.error = co.error, None
        return error
    if co.greenlet is None or not co.greenlet:
        co.status = "dead"
        return None
    co.status = "running"
    state = current_state()
    previous, state.running = state.running, co
    co.greenlet.parent = getcurrent()
    try:
        kind, value = co.greenlet.throw(CoroutineKilled)
        while kind == "yield":  # a closing method yields: nobody waits for it
            kind, value = co.greenlet.throw(CoroutineKilled)
    finally:
        state.running = previous
        co.status = "dead"
    return value if kind == "error" else None
