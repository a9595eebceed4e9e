"""What CPython knows of a frame and does not tell: the function that runs in it, and stores to its variables."""

from __future__ import annotations

import ctypes
import gc
import sys
from types import FrameType, FunctionType

_WORD = ctypes.sizeof(ctypes.c_void_p)
# PyFrameObject: reference count, type, f_back, and then the pointer to the interpreter's own frame.
_INTERPRETER_FRAME = 3 * _WORD
_SEARCHED_WORDS = 6


def _word(address: int) -> int:
    return ctypes.c_size_t.from_address(address).value


def _find_offset():
    """Where the interpreter's frame keeps its function: found by looking at a frame whose function is known."""
    def probe():
        base = _word(id(sys._getframe()) + _INTERPRETER_FRAME)  # in no variable: a cycle with all callers
        for offset in range(0, _SEARCHED_WORDS * _WORD, _WORD):
            if _word(base + offset) & ~3 == id(probe):  # 3.14 marks pointers in their low bits
                return offset
        return None
    if sys.implementation.name != "cpython" or sys.version_info < (3, 11):
        return None
    return probe()


_offset = _find_offset()


def function_of_frame(frame: FrameType) -> FunctionType | None:
    """The function object that runs in a frame."""
    if _offset is not None:
        base = _word(id(frame) + _INTERPRETER_FRAME)
        address = _word(base + _offset) & ~3
        if address:
            found = ctypes.cast(address, ctypes.py_object).value
            if isinstance(found, FunctionType) and found.__code__ is frame.f_code:
                return found
    return _search_function(frame)


def _search_function(frame):
    """The same without that knowledge: a function with this code, and with the frame's variables if possible."""
    found = None
    for candidate in gc.get_referrers(frame.f_code):
        if isinstance(candidate, FunctionType) and candidate.__code__ is frame.f_code:
            if _same_closure(candidate, frame):
                return candidate
            found = found or candidate
    return found


def _same_closure(function, frame):
    values = frame.f_locals
    for name, cell in zip(function.__code__.co_freevars, function.__closure__ or (), strict=True):
        try:
            if cell.cell_contents is not values.get(name):
                return False
        except ValueError:  # the cell is still empty
            if name in values:
                return False
    return True


def set_local(frame: FrameType, name: str, value):
    """Store to a variable of a frame that may be running."""
    frame.f_locals[name] = value
    if sys.version_info < (3, 13):  # from 3.13 on f_locals writes through
        ctypes.pythonapi.PyFrame_LocalsToFast(ctypes.py_object(frame), ctypes.c_int(0))
