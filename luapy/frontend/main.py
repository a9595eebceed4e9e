"""From bytes to a Chunk: the steps of ``luapy.frontend.parse``."""

from __future__ import annotations

from luapy.dialect import Dialect

from . import nodes
from .builder import Builder
from .lexer import Tokens, scan
from .parser import LuaParser, Refused


def source_text(source: bytes, chunkname: str) -> str:
    """The characters to scan: one per byte; of files, without BOM and ``#`` line."""
    text = source.decode("latin-1")
    if chunkname[:1] != "@" and chunkname != "=stdin":
        return text
    if text.startswith("\xef\xbb\xbf"):
        text = text[3:]
    if text.startswith("#"):
        end = min((i for i in (text.find("\n"), text.find("\r")) if i >= 0), default=len(text))
        text = text[end:]
    return text


def parse_chunk(source: bytes, chunkname: str, dialect: Dialect) -> nodes.Chunk:
    """As ``luapy.frontend.parse``."""
    tokens = scan(source_text(source, chunkname), dialect)
    builder = Builder(tokens, dialect)
    try:
        block = LuaParser(tokens, builder).parse()
    except Refused:
        block = None
    if block is not None:
        chunk = builder.main(block, source, chunkname)
        if not builder.doubts.found:
            return chunk
    _diagnose(tokens, chunkname, dialect)
    if block is None:
        raise RuntimeError("luaparser refuses what Lua accepts")
    return chunk


def _diagnose(tokens: Tokens, chunkname: str, dialect: Dialect) -> None:
    from .diagnose import diagnose

    diagnose(tokens, chunkname, dialect)
