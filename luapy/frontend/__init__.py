"""Lua source text -> AST: luaparser, corrected, with Lua's own syntax errors."""

from __future__ import annotations

from luapy.dialect import LUA54, Dialect

from .chunkname import short_src
from .errors import LuaSyntaxError

# Importing typing for its constant of this name would cost more than all the rest.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from .nodes import Chunk

__all__ = ["LuaSyntaxError", "parse", "short_src"]


def parse(source: bytes, chunkname: str = "=?", dialect: Dialect = LUA54) -> Chunk:
    """Parse *source*; raises LuaSyntaxError with the message that the dialect's Lua gives.

    chunkname: ``@file``, ``=name`` or the source itself, as in Lua's ``load``.
    """
    # Not above: whoever needs only names of chunks, or runs cached code, needs no parser.
    from .main import parse_chunk

    return parse_chunk(source, chunkname, dialect)
