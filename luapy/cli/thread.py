"""Lua programs run on a thread of their own, whose stack is large enough for deep recursion.

The stack is reserved address space, not used memory.  The main thread waits, and passes Ctrl-C on.
"""

from __future__ import annotations

import _thread  # threading itself would be a third of the time that short programs need to start
import sys

STACK_SIZE = 1 << 30
# Lua's own limit is near 200,000 C-less calls (LUAI_MAXSTACK 1,000,000 slots).
RECURSION_LIMIT = 199_990
# Frames that the stack of any thread has room for.
SMALL_RECURSION_LIMIT = 7_000


def run_with_large_stack(function):
    """Call a function on such a thread; returns its result or raises what it raises.

    A profiler or debugger that watches this thread alone would see nothing of another: then the function is
    called here, and recursion is less deep.
    """
    limit = sys.getrecursionlimit()
    try:
        if _is_watched():
            sys.setrecursionlimit(SMALL_RECURSION_LIMIT)
            return function()
        sys.setrecursionlimit(RECURSION_LIMIT)
        return _on_a_thread(function)
    finally:
        sys.setrecursionlimit(limit)


def _is_watched() -> bool:
    if sys.getprofile() is not None or sys.gettrace() is not None:
        return True
    monitoring = getattr(sys, "monitoring", None)  # 3.12: cProfile is no longer a profile function
    return monitoring is not None and monitoring.get_tool(monitoring.PROFILER_ID) is not None


def _on_a_thread(function):
    outcome: list = []
    running = _thread.allocate_lock()
    running.acquire()

    def body():
        try:
            outcome.append((function(), None))
        except BaseException as error:  # handed to the main thread
            outcome.append((None, error))
        finally:
            running.release()

    size = _thread.stack_size()
    for wanted in (STACK_SIZE, STACK_SIZE >> 2, STACK_SIZE >> 4):
        try:
            _thread.stack_size(wanted)
            thread = _thread.start_new_thread(body, ())
            break
        except (RuntimeError, ValueError, MemoryError):
            continue  # too much for this machine's limits: less will do
    else:
        _thread.stack_size(size)
        return function()
    _thread.stack_size(size)
    _wait(thread, running)
    result, error = outcome[0]
    if error is not None:
        raise error
    return result


def _wait(thread, running):
    """Until the lock is free, interruptible: the first Ctrl-C interrupts the Lua code, a second ends the process."""
    while True:
        try:
            running.acquire()
            return
        except KeyboardInterrupt:
            import ctypes
            import signal
            signal.signal(signal.SIGINT, signal.SIG_DFL)
            ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), ctypes.py_object(KeyboardInterrupt))
