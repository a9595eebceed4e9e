"""How deep Lua code may recurse on a thread that is not ours.

Python's default limit of 1000 calls is far less than Lua programs expect, and
the limit is one for the whole process; what ends a thread is its C stack.
Calls between Lua functions need none of it, but those through C do (a
comparison function of a sort, a metamethod of an operator): so the limit is
raised to what the stack of the thread can bear if all calls were of the
hungriest kind.
"""

from __future__ import annotations

import sys

from luapy.runtime import runaway

# C stack that one level of recursion needs at most, as measured (tests/interop/test_recursion.py), with a margin.
BYTES_PER_CALL = 1400
RESERVE = 512 << 10
HIGHEST = 20_000
DEFAULT = 2 << 20  # what threads get of glibc where the system sets no limit


def prepare():
    """Raise the recursion limit to what the stack of the calling thread allows; never lower it."""
    size = stack_size()
    if size is not None:
        limit = min((size - RESERVE) // BYTES_PER_CALL, HIGHEST)
        if limit > sys.getrecursionlimit():
            sys.setrecursionlimit(limit)
    if runaway.IS_NEEDED:
        runaway.watch()


def stack_size() -> int | None:
    """The size of the calling thread's C stack, or of threads to come if that is less; None if it cannot be known."""
    try:
        import resource
        import threading
        default = resource.getrlimit(resource.RLIMIT_STACK)[0]
        if default == resource.RLIM_INFINITY:
            default = DEFAULT
        return min(default, threading.stack_size() or default)
    except (ImportError, ValueError, OSError):
        return None
