"""Lua programs run on a thread of their own, whose stack is large enough for deep recursion.

The stack is reserved address space, not used memory.  The main thread waits, and passes Ctrl-C on.
"""

from __future__ import annotations

import signal
import sys
import threading

STACK_SIZE = 1 << 30
# Lua's own limit is near 200,000 C-less calls (LUAI_MAXSTACK 1,000,000 slots).
RECURSION_LIMIT = 199_990


def run_with_large_stack(function):
    """Call a function on such a thread; returns its result or raises what it raises."""
    outcome: list = []

    def body():
        try:
            outcome.append((function(), None))
        except BaseException as error:  # handed to the main thread
            outcome.append((None, error))

    size = threading.stack_size()
    for wanted in (STACK_SIZE, STACK_SIZE >> 2, STACK_SIZE >> 4):
        try:
            threading.stack_size(wanted)
            thread = threading.Thread(target=body, name="lua", daemon=True)
            thread.start()
            break
        except (RuntimeError, ValueError, MemoryError):
            continue  # too much for this machine's limits: less will do
    else:
        threading.stack_size(size)
        return function()
    threading.stack_size(size)
    limit = sys.getrecursionlimit()
    _wait(thread)
    sys.setrecursionlimit(limit)
    result, error = outcome[0]
    if error is not None:
        raise error
    return result


def _wait(thread):
    """Join, interruptible: the first Ctrl-C interrupts the Lua code, a second ends the process."""
    while thread.is_alive():
        try:
            thread.join()
        except KeyboardInterrupt:
            signal.signal(signal.SIGINT, signal.SIG_DFL)
            import ctypes
            ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread.ident), ctypes.py_object(KeyboardInterrupt))
