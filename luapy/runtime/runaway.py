"""Endless recursion on CPython 3.13.0 to 3.13.7, which do not see it (gh-132744).

Calls of functions with default values or ``*args``, as all Lua functions are, check no depth there once they have
become "general" ones: memory would run out.  A thread that waits anyway looks at the depth now and then instead.
"""

from __future__ import annotations

import sys

IS_NEEDED = (3, 13) <= sys.version_info < (3, 13, 8)
# Seconds between two looks: some 100,000 calls.
PERIOD = 0.02
_WORDS = 64


class DepthGuard:
    """Watches the thread that makes it. limit: its recursion limit, which tells where CPython counts the rest."""

    def __init__(self, limit: int):
        import _thread
        import ctypes
        get_state = ctypes.pythonapi.PyThreadState_Get
        get_state.restype = ctypes.c_void_p
        address = get_state()
        words = list((ctypes.c_int * _WORDS).from_address(address))
        self.thread = _thread.get_ident()
        self.rest = ctypes.c_int.from_address(address + ctypes.sizeof(ctypes.c_int) * (words.index(limit) - 1))
        self.is_told = False

    def check(self):
        """On another thread: let the watched one raise RecursionError, once, when it is too deep."""
        if self.rest.value >= 0:
            self.is_told = False
        elif not self.is_told:
            import ctypes
            self.is_told = True
            ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(self.thread), ctypes.py_object(RecursionError))
