"""How coroutines run, on greenlets: a yield works from anywhere, whatever Python code is on the way (manual 2.6)."""

from __future__ import annotations

import sys
from _thread import _local as ThreadLocal
from weakref import ref

from greenlet import GreenletExit, error as GreenletError, getcurrent, greenlet

from luapy.runtime import generators
from luapy.runtime.coroutines import TELLING_CODES, Coroutine, not_resumable
from luapy.runtime.errors import CoroutineKilled, LuaError
from luapy.runtime.libraries import PROTECTING_CODES
from luapy.runtime.state import current, current_state

# As LUAI_MAXCCALLS: coroutines resumed inside one another.
MAX_NESTED = 195
# What a resume gets instead of values when the coroutine has ended; the values are its attribute ``result`` then.
ENDED = object()

# A new greenlet costs as much as 20 resumes, most of it for its stack of Python frames; so those whose coroutine has
# ended wait for another one.  They serve only at their own depth of nested resumes, and only where few frames are
# active: a greenlet begins at a place of C's stack, and all that others have put beyond that place is copied whenever
# it gets its turn.
MAX_IDLE = 16
MAX_IDLE_DEPTH = 16
MAX_IDLE_FRAMES = 100


class DeadCoroutine(LuaError):
    """A coroutine that cannot be resumed: the message carries no position."""


class _Idle(ThreadLocal):
    """The greenlets of each thread that wait for a coroutine, by depth; the parent of all: the thread's first greenlet."""

    def __init__(self):
        self.greenlets = [[] for _ in range(MAX_IDLE_DEPTH)]
        self.parent = getcurrent()
        while self.parent.parent is not None:
            self.parent = self.parent.parent


_idle = _Idle()


def resume(co: Coroutine, args: tuple):
    """Continue a coroutine; returns what it yields or returns; raises what it raises (then it is dead)."""
    state = current.state or current_state()
    if co.status != "suspended":
        raise DeadCoroutine(not_resumable(co, state))
    return (switch if co.send is None else advance)(co, args, state)


def switch(co, args: tuple, state):
    """`resume` for a suspended coroutine that runs on a greenlet."""
    previous = state.running
    if co.resumer is not getcurrent():
        bind(co, previous)
    co.status, state.running = "active", co
    try:
        result = co.switch(*args)
        if result is ENDED:
            return result_of(co)
        co.status = "suspended"
        return result
    except BaseException:
        not_switched(co)
        raise
    finally:
        state.running = previous


def advance(co, args: tuple, state):
    """`resume` for a suspended coroutine that is a generator, or is to be one unless functions yield from anywhere by now."""
    if co.generator is None and state.yields_anywhere:
        co.send, co.function = None, generators.plain_function(co.function)
        return switch(co, args, state)
    previous = state.running
    if previous is None:
        co.depth = 0
    else:
        set_depth(co, previous)
    co.status, state.running = "active", co
    try:
        if co.generator is None:
            result = generators.generator_of(co, args).send(None)
        else:
            result = co.send(args[0] if len(args) == 1 else args)
    except StopIteration as end:
        generators.ended(co)
        return end.value
    except BaseException as error:
        if co.generator is not None and co.generator.gi_running:
            co.status, state.running = "suspended", previous  # as they were: a loop over it has resumed it
            raise DeadCoroutine(not_resumable(co, state, sys._getframe(1))) from None
        failure = generators.failed(co, error)
        if failure is not error:
            raise failure
        raise
    finally:
        state.running = previous
    co.status = "suspended"
    return result


TELLING_CODES.add(advance.__code__)


def set_depth(co, previous):
    """Before a generator is resumed. previous: the running coroutine."""
    co.depth = depth = 0 if previous is None else previous.depth + 1
    if depth >= MAX_NESTED:
        raise DeadCoroutine("C stack overflow")


def bind(co, previous):
    """Before a resume by another greenlet than at the last time. previous: the running coroutine."""
    depth = 0 if previous is None else previous.depth + 1
    here = getcurrent()
    if depth >= MAX_NESTED and _nesting(here) >= MAX_NESTED:
        raise DeadCoroutine("C stack overflow")
    co.depth = depth
    if co.greenlet is None:
        co.greenlet = runner = _runner(depth)
        runner.coroutine = ref(co)
        co.switch = runner.switch
    co.resumer = here
    co.back = here.switch


def _nesting(here) -> int:
    """How many coroutines are resumed inside one another; their attributes tell what was at their last change of resumer."""
    number = 0
    while (co := getattr(here, "coroutine", _nothing)()) is not None:
        number += 1
        here = co.resumer
    return number


def _nothing():
    """Stands for a weak reference."""


def _runner(depth):
    """A greenlet for a coroutine."""
    idle = None
    if depth < MAX_IDLE_DEPTH and not _has_frames(MAX_IDLE_FRAMES):
        idle = _idle.greenlets[depth]
        if idle:
            runner = idle.pop()
            runner.gr_context = None
            return runner
    runner = greenlet(run_bodies, _idle.parent)  # one of a subclass would have quicker attributes, but slower switches
    runner.idle = idle
    return runner


def _has_frames(number) -> bool:
    """Whether more than so many frames are active on this greenlet."""
    try:
        return sys._getframe(number) is not None
    except ValueError:
        return False


def run_bodies(*args):
    """What runs in a greenlet, one coroutine after the other.

    At a coroutine's end its status is dead, and `error` the exception, if there was one.  The greenlet has the
    attributes ``coroutine``, a weak reference, and ``idle``, the list in which it waits for the next one.  Nothing on
    its stack holds the coroutine, so that one which nobody can resume is collected.
    """
    while True:
        reference = getcurrent().coroutine
        co = reference()
        function, co.function = co.function, None
        co = None
        try:
            result = function(*args)
        except (CoroutineKilled, GreenletExit):
            return ENDED
        except BaseException as error:
            co = reference()
            if co is not None:
                co.status, co.error = "dead", error
                getcurrent().parent = co.resumer
            return ENDED
        co = reference()
        if co is None:
            return ENDED
        co.status, co.result = "dead", result
        runner = co.greenlet
        idle = runner.idle
        if idle is None or len(idle) >= MAX_IDLE:
            runner.parent = co.resumer
            return ENDED
        back = co.back
        co.greenlet = co.resumer = co.switch = co.back = None
        runner.coroutine = _nothing
        idle.append(runner)
        args = reference = function = result = co = runner = None
        args = back(ENDED)
        back = None
        if args.__class__ is not tuple:
            args = (args,)


def result_of(co):
    """The result of a coroutine that has ended; raises its error."""
    if co.greenlet is not None and not co.greenlet:  # else it waits for others, or for close
        _detach(co)
    if co.error is not None:
        raise co.error
    result, co.result = co.result, None
    return result


def abandon(runner):
    """Leave the functions of a coroutine that is garbage; their variables are not closed."""
    try:
        runner.parent = getcurrent()
        runner.throw(GreenletExit)
    except (GreenletError, ValueError, RuntimeError):
        pass  # greenlet does it: with those of another thread, or at the end of the process


def _collected(co):
    if co.greenlet:
        abandon(co.greenlet)


Coroutine.__del__ = _collected  # those that have never run need no greenlets


def _detach(co):
    co.greenlet = co.resumer = co.switch = co.back = None


def not_switched(co):
    """A switch has failed, or an interrupt has come right behind it."""
    if co.status == "active":
        co.status = "suspended"


def closed_error(co: Coroutine, error):
    """The error of a coroutine that nobody can close, once its variables are closed."""
    return (close(co) or error) if co.status == "dead" and co.greenlet else error


def wait_for_close(error):
    """Before an error closes a variable: if it ends the coroutine, which is dead then, wait for coroutine.close."""
    co = current_state().running
    if co is not None and co.back is not None and not co.closing and not _is_caught(sys._getframe(1)):
        co.closing = True
        co.status, co.error = "dead", error
        back = co.back
        co = None
        back(ENDED)


def _is_caught(frame) -> bool:
    """Whether an error that leaves the frame meets a function that may catch it."""
    while frame.f_code is not run_bodies.__code__:
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
    if co.greenlet is None:
        if co.send is not None:
            return generators.close(co)
        co.status = "dead"
        return None
    co.status = "active"
    co.closing = True
    co.unyieldable += 1
    state = current_state()
    previous, state.running = state.running, co
    co.resumer = co.greenlet.parent = getcurrent()
    co.back = co.resumer.switch
    try:
        if is_dead:
            co.switch()
        else:
            co.greenlet.throw(CoroutineKilled)
    finally:
        state.running = previous
        co.status = "dead"
        _detach(co)
    error, co.error = co.error, None
    return error
