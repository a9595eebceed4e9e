"""The stacks of coroutines, running or not."""

from __future__ import annotations

from greenlet import getcurrent

from luapy.debug.frames import assembled, current_levels, failed_entries, host_levels, running_entries
from luapy.runtime.coroutines import Coroutine
from luapy.runtime.switching import run_bodies
from luapy.runtime.state import current_state


def levels_of(co):
    """The levels of a coroutine's stack; None stands for the running one."""
    state = current_state()
    if co is None or co is state.running or state.running is None and is_main(co, state):
        return current_levels()
    if is_main(co, state):
        return _suspended(_main_greenlet(), host_levels())
    if co.status == "dead":
        return _failed(co)
    if co.greenlet is None:
        return ()
    return _suspended(co.greenlet, ())


def is_main(co, state) -> bool:
    return co is getattr(state, "main_coroutine", None)


def _main_greenlet():
    found = getcurrent()
    while found.parent is not None:
        found = found.parent
    return found


def _suspended(greenlet, outside):
    yield from assembled(running_entries(greenlet.gr_frame))
    yield from outside


def _failed(co):
    """The stack of a coroutine that an error has ended, as it was then."""
    if co.error is None:
        return ()
    traceback = co.error.__traceback__
    if co.greenlet:
        return assembled(_waiting_entries(co.greenlet.gr_frame, traceback))
    while traceback is not None:
        frame = traceback.tb_frame
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
