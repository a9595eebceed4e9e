"""Deep recursion through C on CPython 3.12 and 3.13, which count calls through C apart and allow 1,500 or 10,000 of them.

The limit protects stacks of ordinary size.  That of the thread on which programs run has room for more, and calls of
tables, each of which takes three of those, take C's stack in CPython where they take none in Lua.
"""

from __future__ import annotations

import sys
from _thread import get_ident
from itertools import cycle

IS_NEEDED = (3, 12) <= sys.version_info < (3, 14)
# What a call through C takes of the stack at the most, in bytes.
BYTES_PER_CALL = 8192
# So many calls more are granted to a coroutine when fewer are left; and so often somebody asks.
STEP = 5000
turns = cycle([False] * 199 + [True])


class Allowance:
    """The calls that the program's thread may still be granted."""

    def __init__(self):
        self.thread = None
        self.calls = 0
        self.address = None

    def use(self, stack_size: int):
        """The running thread has a stack of that size."""
        self.thread = get_ident()
        self.calls = stack_size // BYTES_PER_CALL
        self.address = None

    def grant(self, everything: bool):
        """Let the thread make more calls, if it has few left and the stack has room for them.

        everything: all at once, which its new coroutines inherit; else a step, for the running coroutine.
        """
        if self.calls < STEP or get_ident() != self.thread:
            return
        import ctypes
        if self.address is None:
            from luapy.runtime import threadstate
            try:  # what is left to C is right behind the limit of Python's own calls
                self.address = threadstate.address(ctypes) + threadstate.beside_limit(ctypes, 1)
            except ValueError:  # an interpreter built in another way
                self.calls = 0
                return
        rest = ctypes.c_int.from_address(self.address)
        if everything or 0 <= rest.value < STEP:
            granted = self.calls if everything else STEP
            rest.value += granted
            self.calls -= granted


allowance = Allowance()
