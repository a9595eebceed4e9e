"""Python frames as Lua sees them: which are functions of Lua, which of libraries, which are nobody's business."""

from __future__ import annotations

import sys
from itertools import islice

from luapy.frontend.chunkname import short_src
from luapy.runtime.libraries import LIBRARY_CODES


class Level:
    """One level of the Lua stack.

    frame: the Python frame; chunk: the ChunkInfo of a Lua function, None for a library function;
    line: the current line (-1 for library functions); lasti: the current instruction.
    """

    __slots__ = ("frame", "code", "chunk", "line", "lasti")

    def __init__(self, frame, chunk, line, lasti):
        self.frame = frame
        self.code = frame.f_code
        self.chunk = chunk
        self.line = line
        self.lasti = lasti

    @property
    def site(self):
        """What stands in the source at the current instruction (FunctionTranslator.site), or None."""
        if self.chunk is None:
            return None
        return self.chunk.sites.get(position_of(self.code, self.lasti))

    @property
    def where(self) -> str:
        """luaL_where: "file:line: ", or nothing for library functions."""
        return f"{short_src(self.chunk.name)}:{self.line}: " if self.chunk is not None else ""

    @property
    def is_main(self) -> bool:
        return self.code.co_name == "main_chunk" and self.code.co_qualname == "chunk.<locals>.main_chunk"

    @property
    def facts(self):
        """The function's facts (Functions.function_facts), or None."""
        return self.chunk and self.chunk.functions.get((self.code.co_firstlineno, self.code.co_name))


def position_of(code, lasti):
    """(line, col, end line, end col) of an instruction."""
    line, end_line, col, end_col = next(islice(code.co_positions(), lasti // 2, None), (None,) * 4)
    return line, col, end_line, end_col


def level_of(frame, line, lasti) -> Level | None:
    """The Lua level of a Python frame, or None if Lua does not see it."""
    chunk = frame.f_globals.get("__chunk__")
    if chunk is not None and frame.f_code.co_name != "<module>":
        return Level(frame, chunk, line, lasti)
    if frame.f_code in LIBRARY_CODES:
        return Level(frame, None, -1, lasti)
    return None


def stack_levels(frame):
    """The levels of a running stack from *frame* outwards."""
    while frame is not None:
        level = level_of(frame, frame.f_lineno, frame.f_lasti)
        if level is not None:
            yield level
        frame = frame.f_back


def traceback_levels(traceback) -> list:
    """The levels of an exception's traceback, innermost first."""
    levels = []
    while traceback is not None:
        level = level_of(traceback.tb_frame, traceback.tb_lineno, traceback.tb_lasti)
        if level is not None:
            levels.append(level)
        traceback = traceback.tb_next
    levels.reverse()
    return levels


def current_levels(skip: int = 1):
    """The levels of the calling code; the first is the library function that asks (level 0)."""
    return stack_levels(sys._getframe(skip))
