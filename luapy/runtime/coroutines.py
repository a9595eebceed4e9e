"""Coroutines on greenlets (manual 2.6): a yield works from anywhere, whatever Python code is on the way."""

from __future__ import annotations

import sys

from greenlet import GreenletExit, getcurrent, greenlet

from luapy.runtime.errors import CoroutineKilled, LibraryError, LuaError
from luapy.runtime.libraries import PROTECTING_CODES
from luapy.runtime.state import current_state

# As LUAI_MAXCCALLS: coroutines resumed inside one another.
MAX_NESTED = 195


class Coroutine:
    """A Lua thread. ``status``: suspended, running, normal or dead."""

    __slots__ = ("function", "status", "greenlet", "error", "hook", "unyieldable", "closing", "__weakref__")
    lua_type = "thread"
    meta = None
    arr, indexed = [None], True  # see Userdata

    def __init__(self, function):
        self.function = function
        self.status = "suspended"
        self.greenlet = None
        self.error = None    # the exception that ended it
        self.hook = None
        self.unyieldable = 0  # how many library functions are active that no yield may leave (nny in PUC Lua)
        self.closing = False  # whether its variables may be closed when an error ends it

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


def closed_error(co: Coroutine, error):
    """The error of a coroutine that nobody can close, once its variables are closed."""
    return (close(co) or error) if co.status == "dead" and co.greenlet else error


def wait_for_close(error):
    """Before an error closes a variable: if it ends the coroutine, which is dead then, wait for coroutine.close."""
    co = current_state().running
    if co is not None and not co.closing and not _is_caught(sys._getframe(1)):
        co.closing = True
        co.greenlet.parent.switch(("error", error))


def _is_caught(frame) -> bool:
    """Whether an error that leaves the frame meets a function that may catch it."""
    while frame.f_code is not _BODY:
        namespace = frame.f_globals
        if frame.f_code in PROTECTING_CODES or "__chunk__" not in namespace and not _is_ours(namespace.get("__name__")):
            return True
        frame = frame.f_back
        if frame is None:
            return True
    return False


def _is_ours(module) -> bool:
    return module is not None and module.startswith("luapy.")


_BODY = Coroutine._body.__code__


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
    is_dead = co.status == "dead"
    error, co.error = co.error, None
    if is_dead and not co.greenlet:
        return error
    if co.greenlet is None or not co.greenlet:
        co.status = "dead"
        return None
    co.status = "running"
    co.closing = True
    co.unyieldable += 1
    state = current_state()
    previous, state.running = state.running, co
    co.greenlet.parent = getcurrent()
    try:
        kind, value = co.greenlet.switch() if is_dead else co.greenlet.throw(CoroutineKilled)
    finally:
        state.running = previous
        co.status = "dead"
    return value if kind == "error" else None
