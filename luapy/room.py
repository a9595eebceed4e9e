"""More room for recursion, for texts that are nested deeper than Python's stack is meant to be."""

from __future__ import annotations

import sys
from _thread import RLock

_lock = RLock()


class Room:
    """Context manager: Python's recursion limit is at least so high meanwhile.

    The limit is that of all threads, and CPython ends the process when one is far beyond a limit that is put back: so it is
    raised only for what has failed without, and by one thread at a time.
    """

    def __init__(self, limit: int):
        self.limit = limit

    def __enter__(self):
        _lock.acquire()
        self.before = sys.getrecursionlimit()
        try:
            if self.limit > self.before:
                sys.setrecursionlimit(self.before)  # at the end of the stack this fails: better now than afterwards
                sys.setrecursionlimit(self.limit)
        except RecursionError:
            _lock.release()
            raise

    def __exit__(self, *error):
        try:
            if self.limit > self.before:
                sys.setrecursionlimit(self.before)
        finally:
            _lock.release()
