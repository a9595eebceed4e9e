"""The coroutine library (manual 6.2), on `luapy.runtime.switching`."""

from __future__ import annotations

import sys
from types import FunctionType

from luapy.runtime.api import (
    ABSENT, ArgumentError, FALSE, LibraryError, LuaError, TRUE, check_function, current_state, library, lua_bool,
    lua_error, register_function, type_error,
)
from luapy.runtime.coroutines import (
    STREAMING_CODES, Coroutine, main_coroutine, not_resumable, running_coroutine, status_of,
)
from luapy.runtime.generators import ended, failed, generator_of, is_stream
from luapy.runtime.iteration import known_iterators
from luapy.runtime.switching import (
    advance, close as close_coroutine, closed_error, set_depth, switch,
)


# So many frames are searched for the coroutine that a loop over another one runs in.
FARTHEST = 1000


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


def isyieldable(co=ABSENT, *_):
    """coroutine.isyieldable([co])."""
    state = current_state()
    if co is ABSENT or state.dialect.number < (5, 4):
        running = running_coroutine(state)
        return lua_bool(running is not None and not running.unyieldable)
    return lua_bool(check_thread(co) is not main_coroutine(state) and not co.unyieldable)


def running(*_):
    """coroutine.running(): the coroutine, and whether it is the main one."""
    state = current_state()
    co = running_coroutine(state)
    return (main_coroutine(state), TRUE) if co is None else (co, FALSE)


def running_51(*_):
    """coroutine.running() of 5.1: nothing in the main program."""
    return running_coroutine(current_state())


def status(co=ABSENT, *_):
    """coroutine.status(co)."""
    return status_of(check_thread(co), current_state())


def failure(error) -> LuaError:
    """The Lua error of a resume that has failed."""
    from luapy.debug import to_lua_error
    return to_lua_error(error)


def propagated(co, error) -> LuaError:
    """The error of a wrapped coroutine: a message gets the position of the caller in front of its own."""
    from luapy.debug import where
    value = failure(closed_error(co, error)).value
    if value.__class__ is str:
        value = where(1) + value
    return LuaError(value)


def _check_lua_function(function):
    from luapy.debug.functions import is_lua_function
    if not is_lua_function(function):
        raise ArgumentError(1, "Lua function expected")


def _cannot_yield(state) -> Exception:
    if state.dialect.name == "luajit":  # which adds the position
        return LibraryError("attempt to yield across C-call boundary")
    if state.dialect.number < (5, 2):
        return LuaError("attempt to yield across metamethod/C-call boundary")
    return LuaError("attempt to yield from outside a coroutine" if running_coroutine(state) is None else
                    "attempt to yield across a C-call boundary")


# What resumes and yields: closures over the state. -----


def switching_functions(state) -> dict:
    """create, resume, wrap and yield of a state."""
    only_lua = state.dialect.name == "5.1"

    def new_coroutine(function):
        """A coroutine, which inherits the globals of the running one."""
        if only_lua:
            _check_lua_function(function)
        elif function.__class__ is not FunctionType:
            check_function(1, function)
        co = Coroutine(function)
        if state.separate_globals:
            co.globals = state.globals
        return co

    def create(function=ABSENT, *_):
        """coroutine.create(f)."""
        return new_coroutine(function)

    def resume(co=ABSENT, *args):
        """coroutine.resume(co [, val1, ...])."""
        if co.__class__ is not Coroutine:
            co = check_thread(co)
        if co.status != "suspended":
            return FALSE, not_resumable(co, state)
        try:
            result = (switch if co.send is None else advance)(co, args, state)
        except Exception as error:
            return FALSE, failure(error).value
        if result.__class__ is tuple:
            return (TRUE, *result)
        return TRUE, result

    def wrap(function=ABSENT, *_):
        """coroutine.wrap(f): a function that resumes, and raises the coroutine's errors."""
        return wrapper(new_coroutine(function), state)

    def yield_(*args):
        """coroutine.yield(...)."""
        co = state.running
        if co is None or co.unyieldable or (back := co.back) is None or state.has_streams and running_coroutine(state) is not co:
            raise _cannot_yield(state)
        co = None  # its own stack does not hold a coroutine that is garbage
        return back(*args)

    return {"create": create, "resume": resume, "wrap": wrap, "yield": yield_}


def wrapper(co, state):
    """The function that coroutine.wrap gives for a coroutine."""
    def wrapped(*args):
        try:
            if co.status != "suspended":
                raise LuaError(not_resumable(co, state))
            return (switch if co.send is None else advance)(co, args, state)
        except Exception as error:
            raise propagated(co, error) from error

    return wrapped


def wrapped_values(wrapped, control):
    """The single values that a loop over a wrapped coroutine gets: what calls of it with nil and the last value give."""
    state, co = _parts(wrapped)
    if co.send is not None and is_stream(co) and not state.yields_anywhere:
        return streamed_values(co, state, control, False)
    return resumed_values(co, state, control)


def wrapped_pairs(wrapped, control):
    """The same for a loop with two variables; None if there is no quick way."""
    state, co = _parts(wrapped)
    if co.send is not None and is_stream(co) and not state.yields_anywhere:
        return streamed_values(co, state, control, True)
    return None


def _parts(wrapped):
    """The state and the coroutine of what coroutine.wrap has given."""
    return [cell.cell_contents for cell in map(wrapped.__closure__.__getitem__, _WRAPPED_CELLS)]


def resumed_values(co, state, control):
    """`wrapped_values`, by resuming the coroutine for each."""
    while True:
        try:
            if co.status != "suspended":
                raise LuaError(not_resumable(co, state))
            control = (switch if co.send is None else advance)(co, (None, control), state)
        except Exception as error:
            raise propagated(co, error) from error
        if control.__class__ is tuple:
            control = control[0] if control else None
        if control is None:
            return
        yield control


def streamed_values(co, state, control, pairs):
    """`wrapped_values` or, if *pairs*, `wrapped_pairs` of a generator that does not ask with what it is resumed, and returns
    nothing.

    Nobody is told that the coroutine runs (see running_coroutine): that would take longer than all else here.
    """
    generator = None
    try:
        if co.status != "suspended":
            raise LuaError(not_resumable(co, state, sys._getframe(1)))
        set_depth(co, running_coroutine(state, sys._getframe(1), FARTHEST))
        state.has_streams = True
        generator = generator_of(co, (None, control))
        for control in generator:
            if control.__class__ is tuple:
                if pairs:
                    if len(control) != 2:
                        control = (*control, None, None)[:2]
                    if control[0] is None:
                        return
                else:
                    control = control[0] if control else None
                    if control is None:
                        return
            elif control is None:
                return
            elif pairs:
                control = control, None
            yield control
        if co.status == "dead":  # others have resumed it meanwhile
            raise LuaError(not_resumable(co, state, sys._getframe(1)))
        ended(co)
    except GeneratorExit:
        raise
    except Exception as error:
        if generator is not None:
            if generator.gi_running:
                error = LuaError(not_resumable(co, state, sys._getframe(1)))
            elif co.status != "dead":
                error = failed(co, error)
        raise propagated(co, error) from error


_WRAPPED_CELLS = [wrapper(None, None).__code__.co_freevars.index(name) for name in ("state", "co")]
register_function(wrapper(None, None))
register_function(resumed_values)
register_function(streamed_values)
STREAMING_CODES.add(streamed_values.__code__)
known_iterators.update(wrapped=wrapper(None, None).__code__, wrapped_values=wrapped_values, wrapped_pairs=wrapped_pairs)


def open(state):
    """luaopen_coroutine."""
    number = state.dialect.number
    jit = state.dialect.name == "luajit"
    functions = {
        "running": running if number >= (5, 2) else running_51, "status": status, **switching_functions(state),
    }
    state.coroutine_functions = functions
    if number >= (5, 3) or jit:
        functions["isyieldable"] = isyieldable
    if number >= (5, 4):
        functions["close"] = close
    return library(state, "coroutine", functions)
