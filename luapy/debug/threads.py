"""The stacks of coroutines, running or not."""

from __future__ import annotations

import sys
from itertools import chain

from greenlet import getcurrent

from luapy.debug.frames import (
    YieldLevel, assembled, current_levels, failed_entries, host_levels, is_base, running_entries,
)
from luapy.runtime.coroutines import running_coroutine, status_of
from luapy.runtime.switching import run_bodies
from luapy.runtime.state import current_state


def levels_of(co):
    """The levels of a coroutine's stack; None stands for the running one."""
    state = current_state()
    running = running_coroutine(state)
    if co is None or co is running or running is None and is_main(co, state):
        return current_levels()
    if is_main(co, state):
        return chain(_waiting(co, _main_greenlet()), host_levels())
    if co.status == "dead":
        return _failed(co)
    if co.generator is not None:
        return _levels_of_generator(co)
    if co.greenlet is None:
        return ()
    return _waiting(co, co.greenlet)


def is_main(co, state) -> bool:
    return co is getattr(state, "main_coroutine", None)


def _main_greenlet():
    found = getcurrent()
    while found.parent is not None:
        found = found.parent
    return found


def _levels_of_generator(co):
    if status_of(co, current_state()) == "suspended":
        return chain((YieldLevel(),), assembled(running_entries(co.generator.gi_frame)))
    runner = getcurrent()
    while _innermost(co, runner) is None:
        runner = runner.coroutine().resumer
    return _waiting(co, runner)


def _waiting(co, runner):
    """The levels of a coroutine that is suspended or waits for another one, on a greenlet."""
    return assembled(running_entries(_innermost(co, runner)))


def _innermost(co, runner):
    """The innermost frame of a coroutine on a greenlet, on whose stack there may be generators; None if it is not there."""
    frame = inner = sys._getframe() if runner is getcurrent() else runner.gr_frame
    while frame is not None:
        if is_base(frame):
            if co.generator is not None and co.generator.gi_frame is frame:
                return inner
            inner = frame.f_back
        frame = frame.f_back
    return inner if co.generator is None else None


def _failed(co):
    """The stack of a coroutine that an error has ended, as it was then."""
    if co.error is None:
        return ()
    traceback = co.error.__traceback__
    if co.greenlet:
        return assembled(_waiting_entries(co.greenlet.gr_frame, traceback))
    while traceback is not None:
        frame = traceback.tb_frame
        if is_base(frame):
            return assembled(failed_entries(traceback))
        if frame.f_code is run_bodies.__code__ and frame.f_locals.get("co") is co:
            return assembled(failed_entries(traceback.tb_next))
        traceback = traceback.tb_next
    return ()


def _waiting_entries(frame, traceback):
    """Where the error was, and the functions around that have not been left: variables of theirs wait for close."""
    active = set()
    outer = frame
    while outer is not None:
        active.add(outer)
        outer = outer.f_back
    while traceback is not None and traceback.tb_frame not in active:
        traceback = traceback.tb_next
    if traceback is not None:
        yield from failed_entries(traceback)
        frame = traceback.tb_frame.f_back
    while frame is not None:
        yield frame, frame.f_lineno, frame.f_lasti
        frame = frame.f_back
