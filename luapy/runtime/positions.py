"""Places in the source of translated code."""

from __future__ import annotations

from itertools import islice

_CACHE_SIZE = 5000
# (id of a code object, instruction) -> (position, the code object, so that its id stays its own).
_positions: dict = {}


def position_of(code, lasti) -> tuple:
    """(line, col, end line, end col) of an instruction.

    CPython has them in one packed sequence, so those in long functions are worth remembering: libraries for tests ask for
    tracebacks at each assertion. The code objects are remembered by identity, since their hashes go through all they have.
    """
    known = _positions.get((id(code), lasti))
    if known is None:
        line, end_line, col, end_col = next(islice(code.co_positions(), lasti // 2, None), (None,) * 4)
        if len(_positions) >= _CACHE_SIZE:
            _positions.clear()
        known = _positions[id(code), lasti] = (line, col, end_line, end_col), code
    return known[0]
