"""Lua source text -> AST: luaparser, corrected, with Lua's own syntax errors."""

from __future__ import annotations

from luapy.dialect import LUA54, Dialect

from . import nodes
from .chunkname import short_src
from .errors import LuaSyntaxError

__all__ = ["LuaSyntaxError", "nodes", "parse", "short_src"]


def parse(source: bytes, chunkname: str = "=?", dialect: Dialect = LUA54) -> nodes.Chunk:
    """Parse *source*; raises LuaSyntaxError with the message that the dialect's Lua gives.

    chunkname: ``@file``, ``=name`` or the source itself, as in Lua's ``load``.
    """
    from .main import parse_chunk

    return parse_chunk(source, chunkname, dialect)
