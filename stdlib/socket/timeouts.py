"""How long a socket operation may wait (LuaSocket manual, tcp.html, settimeout)."""

from __future__ import annotations

from time import time

from luapy.runtime.api import ArgumentError, opt_number, opt_string

# No single wait in the kernel is longer (seconds): between two of them the interpreter can act on Ctrl-C, also
# when Lua runs on another thread than the main one.
SLICE = 0.1


class Timeout:
    """The two limits of an object; below zero there is none.

    block: for one wait, counted from the operation's start; total: for the
    operation as a whole.
    """

    __slots__ = ("block", "total", "start")

    def __init__(self, block=-1.0, total=-1.0):
        self.block = block
        self.total = total
        self.start = 0.0

    def mark_start(self):
        """An operation begins."""
        self.start = time()

    def left(self) -> float | None:
        """Seconds that the next wait may take, None for no limit."""
        block, total = self.block, self.total
        if total < 0:
            if block < 0:
                return None
            return max(block - time() + self.start, 0.0) if block else 0.0
        rest = max(total - time() + self.start, 0.0)
        return rest if block < 0 else min(block, rest)


def settimeout(timeout: Timeout, value, mode):
    """object:settimeout(value [, mode]): "b" for each wait, "t" (or "r") for all of them; nil is no limit."""
    value = float(opt_number(2, value, -1.0))
    kind = opt_string(3, mode, "b")[:1]
    if kind == "b":
        timeout.block = value
    elif kind in ("r", "t") and kind:
        timeout.total = value
    else:
        raise ArgumentError(3, "invalid timeout mode")
    return 1.0
