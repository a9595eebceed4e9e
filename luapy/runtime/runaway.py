"""Endless recursion on CPython 3.13.0 to 3.13.7, which do not see it (gh-132744).

Calls of functions with default values or ``*args``, as all Lua functions are, check no depth there once they have
become "general" ones: memory would run out.  Another thread looks at the depths now and then instead.
"""

from __future__ import annotations

import sys

IS_NEEDED = (3, 13) <= sys.version_info < (3, 13, 8)
# Seconds between two looks: some 100,000 calls.
PERIOD = 0.02
# A thread that is told unwinds its stack, or handles the error where it is, for which it needs no more calls than these.
HANDLING = 5000


class DepthGuard:
    """Finds the threads that are too deep. The state of a thread holds the calls left to it right before its limit."""

    def __init__(self):
        interval = sys.getswitchinterval()
        sys.setswitchinterval(1e-5)  # a runaway would go on between the steps of the import
        try:
            import ctypes

            from luapy.runtime import threadstate
        finally:
            sys.setswitchinterval(interval)
        import _thread
        self.types = ctypes
        self.api = api = ctypes.PyDLL(None)
        for function in (api.PyInterpreterState_Get, api.PyInterpreterState_ThreadHead, api.PyThreadState_Next):
            function.restype = ctypes.c_void_p
        for function in (api.PyInterpreterState_ThreadHead, api.PyThreadState_Next):
            function.argtypes = [ctypes.c_void_p]
        self.rest_offset = threadstate.beside_limit(ctypes, -1)
        self.ident_offset = threadstate.offset(ctypes, ctypes.c_ulong, _thread.get_ident())
        self.told: dict = {}  # the calls left, a number below 0, to each thread that was too deep at the last look

    def check(self):
        """Let each thread that is too deep raise RecursionError: once, unless it goes on to be deeper by far."""
        ctypes, api = self.types, self.api
        state = api.PyInterpreterState_ThreadHead(api.PyInterpreterState_Get())
        while state:
            rest = ctypes.c_int.from_address(state + self.rest_offset).value
            told = self.told.pop(state, None)
            if rest < 0:
                if told is None or rest < told - HANDLING:
                    ident = ctypes.c_ulong.from_address(state + self.ident_offset)
                    api.PyThreadState_SetAsyncExc(ident, ctypes.py_object(RecursionError))
                    told = rest
                self.told[state] = max(rest, told)  # while the stack is unwound: another runaway may begin anywhere
            state = api.PyThreadState_Next(state)


_watching = False


def watch():
    """Let a thread of its own look, from now on."""
    global _watching
    if not _watching:
        import _thread
        import os
        _watching = True
        _thread.start_new_thread(_look, ())
        os.register_at_fork(after_in_child=lambda: _thread.start_new_thread(_look, ()))


def _look():
    from time import sleep
    guard = DepthGuard()
    while True:
        sleep(PERIOD)
        guard.check()
