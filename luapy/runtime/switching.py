"""How coroutines run, on greenlets: a yield works from anywhere, whatever Python code is on the way (manual 2.6)."""

from __future__ import annotations

import sys
from types import MethodType

from greenlet import GreenletExit, getcurrent, greenlet

from luapy.runtime.coroutines import Coroutine
from luapy.runtime.errors import CoroutineKilled, LuaError
from luapy.runtime.libraries import PROTECTING_CODES
from luapy.runtime.state import current, current_state

# As LUAI_MAXCCALLS: coroutines resumed inside one another.
MAX_NESTED = 195


class DeadCoroutine(LuaError):
    """A coroutine that cannot be resumed: the message carries no position."""


def resume(co: Coroutine, args: tuple):
    """Continue a coroutine; returns what it yields or returns; raises what it raises (then it is dead)."""
    state = current.state or current_state()
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
    target = co.greenlet
    if target is None:
        target = co.greenlet = greenlet(MethodType(run_body, co))
    here = getcurrent()
    if target.parent is not here:  # setting it looks for cycles
        target.parent = here
    try:
        result = target.switch(*args)
    finally:
        state.nested_resumes -= 1
        state.running = previous
        if previous is not None:
            previous.status = "running"
    if co.status == "running":  # nothing has ended it
        co.status = "suspended"
    elif co.error is not None:
        raise co.error
    return result


def run_body(co, *args):
    """What runs in the greenlet. At the end the status is dead, and `error` the exception, if there was one."""
    function = co.function
    co.function = None
    try:
        result = function(*args)
    except (CoroutineKilled, GreenletExit):
        result = ()
    except BaseException as error:
        co.error = error
        result = ()
    co.status = "dead"
    return result


def closed_error(co: Coroutine, error):
    """The error of a coroutine that nobody can close, once its variables are closed."""
    return (close(co) or error) if co.status == "dead" and co.greenlet else error


def wait_for_close(error):
    """Before an error closes a variable: if it ends the coroutine, which is dead then, wait for coroutine.close."""
    co = current_state().running
    if co is not None and not co.closing and not _is_caught(sys._getframe(1)):
        co.closing = True
        co.status, co.error = "dead", error
        co.greenlet.parent.switch()


def _is_caught(frame) -> bool:
    """Whether an error that leaves the frame meets a function that may catch it."""
    while frame.f_code is not run_body.__code__:
        namespace = frame.f_globals
        if frame.f_code in PROTECTING_CODES or "__chunk__" not in namespace and not _is_ours(namespace.get("__name__")):
            return True
        frame = frame.f_back
        if frame is None:
            return True
    return False


def _is_ours(module) -> bool:
    return module is not None and module.startswith("luapy.")


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
        if is_dead:
            co.greenlet.switch()
        else:
            co.greenlet.throw(CoroutineKilled)
    finally:
        state.running = previous
        co.status = "dead"
    error, co.error = co.error, None
    return error
