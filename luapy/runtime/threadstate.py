"""Where CPython's PyThreadState holds what no function tells: found by looking for numbers that are known.

For the few versions whose limits of recursion need help (cstack, runaway).  ctypes is imported when it is needed, so
the functions get it as an argument.
"""

from __future__ import annotations

import sys

_WORDS = 64  # of a state, which are looked through


def address(ctypes) -> int:
    """The address of the running thread's state."""
    get_state = ctypes.PyDLL(None).PyThreadState_Get
    get_state.restype = ctypes.c_void_p
    return get_state()


def offset(ctypes, kind, value: int) -> int:
    """How many bytes from its start the running thread's state holds a number of a C type; ValueError if it does not."""
    return list((kind * _WORDS).from_address(address(ctypes))).index(value) * ctypes.sizeof(kind)


def beside_limit(ctypes, steps: int) -> int:
    """The same for the C int so many steps behind the limit of Python's recursion; before it if the number is negative."""
    return offset(ctypes, ctypes.c_int, sys.getrecursionlimit()) + steps * ctypes.sizeof(ctypes.c_int)
