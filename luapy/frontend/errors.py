"""The exception for a source text that Lua refuses."""

from __future__ import annotations


class LuaSyntaxError(Exception):
    """Lua's compile-time error; str() is Lua's whole message (``file:line: ... near 'x'``).

    chunkname: as given to parse; lineno: the line the message names.
    """

    def __init__(self, message: str, chunkname: str = "=?", lineno: int | None = None):
        super().__init__(message)
        self.message = message
        self.chunkname = chunkname
        self.lineno = lineno
