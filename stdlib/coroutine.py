"""The coroutine library (manual 6.2), on `luapy.runtime.switching`."""

from __future__ import annotations

from luapy.runtime.api import (
    ABSENT, ArgumentError, FALSE, LuaError, TRUE, check_function, current_state, library, lua_bool,
    lua_error, register_function, type_error,
)
from luapy.runtime.coroutines import Coroutine, main_coroutine
from luapy.runtime.state import current
from luapy.runtime.switching import close as close_coroutine, closed_error, resume as resume_coroutine


def check_thread(value):
    """The argument 1 as a coroutine."""
    if isinstance(value, Coroutine):
        return value
    number = current_state().dialect.number
    if number >= (5, 4):
        type_error(1, value, "thread")
    raise ArgumentError(1, "thread expected" if number == (5, 3) else "coroutine expected")


def close(co=ABSENT, *_):
    """coroutine.close(co): true, or false and the error."""
    co = check_thread(co)
    kind = status(co)
    if kind not in ("suspended", "dead"):
        lua_error(f"cannot close a {kind} coroutine")
    error = close_coroutine(co)
    if error is None:
        return TRUE
    from luapy.debug import to_lua_error
    return FALSE, to_lua_error(error).value


def create(function=ABSENT, *_):
    """coroutine.create(f)."""
    return new_coroutine(_check_body(function))


def new_coroutine(function) -> Coroutine:
    """A coroutine, which inherits the globals of the running one."""
    co = Coroutine(function)
    state = current_state()
    if state.separate_globals:
        co.globals = state.globals
    return co


def _check_body(function):
    if current_state().dialect.name == "5.1":
        from luapy.debug.functions import is_lua_function
        if not is_lua_function(function):
            raise ArgumentError(1, "Lua function expected")
        return function
    return check_function(1, function)


def isyieldable(co=ABSENT, *_):
    """coroutine.isyieldable([co])."""
    state = current_state()
    if co is ABSENT or state.dialect.number < (5, 4):
        return lua_bool(state.running is not None and not state.running.unyieldable)
    return lua_bool(check_thread(co) is not main_coroutine(state) and not co.unyieldable)


def resume(co=ABSENT, *args):
    """coroutine.resume(co [, val1, ...])."""
    if not isinstance(co, Coroutine):
        check_thread(co)
    if co.status != "suspended":
        return FALSE, _not_resumable(co)
    try:
        result = resume_coroutine(co, args)
    except Exception as error:
        from luapy.debug import to_lua_error
        return FALSE, to_lua_error(error).value
    if result.__class__ is tuple:
        return (TRUE, *result)
    return TRUE, result


def _not_resumable(co):
    kind = status(co)
    dialect = current_state().dialect
    if kind != "dead" and dialect.name != "5.1":
        kind = "running" if dialect.name == "luajit" else "non-suspended"
    return f"cannot resume {kind} coroutine"


def running(*_):
    """coroutine.running(): the coroutine, and whether it is the main one."""
    state = current_state()
    if state.running is None:
        return main_coroutine(state), TRUE
    return state.running, FALSE


def running_51(*_):
    """coroutine.running() of 5.1: nothing in the main program."""
    return current_state().running


def status(co=ABSENT, *_):
    """coroutine.status(co)."""
    co = check_thread(co)
    state = current_state()
    if co is state.running:
        return "running"
    if co.status == "running" and co is main_coroutine(state):
        return "running" if state.running is None else "normal"
    return co.status


def wrap(function=ABSENT, *_):
    """coroutine.wrap(f): a function that resumes, and raises the coroutine's errors."""
    co = new_coroutine(_check_body(function))

    def wrapped(*args):
        try:
            if co.status != "suspended":
                raise LuaError(_not_resumable(co))
            return resume_coroutine(co, args)
        except Exception as error:
            raise _propagated(closed_error(co, error)) from error

    return register_function(wrapped)


def _propagated(error):
    """The error of a wrapped coroutine: a message gets the position of the caller in front of its own."""
    from luapy.debug import to_lua_error, where
    value = to_lua_error(error).value
    if value.__class__ is str:
        value = where(1) + value
    return LuaError(value)


def yield_(*args):
    """coroutine.yield(...)."""
    state = current.state or current_state()
    co = state.running
    if co is None or co.unyieldable:
        if state.dialect.number < (5, 2):
            what = "C-call" if state.dialect.name == "luajit" else "metamethod/C-call"
            raise LuaError(f"attempt to yield across {what} boundary")
        raise LuaError("attempt to yield from outside a coroutine" if co is None else
                       "attempt to yield across a C-call boundary")
    return co.greenlet.parent.switch(*args)


def open(state):
    """luaopen_coroutine."""
    number = state.dialect.number
    jit = state.dialect.name == "luajit"
    functions = {
        "create": create, "resume": resume, "running": running if number >= (5, 2) else running_51,
        "status": status, "wrap": wrap, "yield": yield_,
    }
    if number >= (5, 3) or jit:
        functions["isyieldable"] = isyieldable
    if number >= (5, 4):
        functions["close"] = close
    return library(state, "coroutine", functions)
