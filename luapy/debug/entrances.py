"""Where Python enters Lua code: what a function that Python calls for a Lua function has in its code, and which parts of
that code are Lua's.

Such functions (`luapy.interop.functions`) have the globals of their Lua function's chunk, and some run its instructions in
their own frame (`luapy.interop.fusing`).  The rest of their code converts arguments and results: a frame that is there is no
level of Lua's stack, and nothing that tracebacks show.
"""

from __future__ import annotations

from types import CodeType
from weakref import ref


class Entrance:
    """The last constant in the code of such a function.

    link, state: weak references to the function's Link and to its state, since Python's collector does not look into code;
    start, end: the offsets between which the instructions are the Lua function's.
    """

    __slots__ = ("link", "state", "start", "end")

    def __init__(self, link):
        self.link = ref(link)
        self.state = ref(link.border.state)
        self.start = self.end = 0


def entrance_of(code: CodeType) -> Entrance | None:
    """The entrance in the code of a function that Python calls; None for all other code."""
    found = code.co_consts[-1] if code.co_consts else None
    return found if found.__class__ is Entrance else None


def is_outside(code: CodeType, lasti: int) -> bool:
    """Whether an instruction is none of a Lua function's, but of what Python has around it."""
    entrance = entrance_of(code)
    return entrance is not None and not entrance.start <= lasti < entrance.end
