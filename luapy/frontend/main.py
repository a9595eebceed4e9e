"""From bytes to a Chunk: the steps of ``luapy.frontend.parse``."""

from __future__ import annotations

import re
import sys

from luapy.dialect import Dialect
from luapy.room import Room

from . import nodes
from .builder import Builder
from .errors import LuaSyntaxError
from .lexer import Tokens, scan
from .parser import KNOWN_GRAMMAR, LuaParser, Refused

# Python frames for the deepest nesting that any Lua allows.
_ROOM = 20_000


def source_text(source: bytes, chunkname: str, dialect: Dialect) -> str:
    """The characters to scan: one per byte; of files, without BOM (which 5.1 does not know) and ``#`` line."""
    text = source.decode("latin-1")
    jit = dialect.name == "luajit"
    # Only LuaJIT looks for these in any text.
    if chunkname[:1] != "@" and chunkname != "=stdin" and not jit:
        return text
    if text.startswith("\xef\xbb\xbf") and (dialect.number >= (5, 2) or jit):
        text = text[3:]
    if text.startswith("#"):
        text = text[re.compile(r"[^\r\n]*" if jit else r"[^\n]*").match(text).end():]
    return text


def parse_chunk(source: bytes, chunkname: str, dialect: Dialect) -> nodes.Chunk:
    """As ``luapy.frontend.parse``."""
    tokens = scan(source_text(source, chunkname, dialect), dialect)
    try:
        return _with_room(tokens, source, chunkname, dialect)
    except LuaSyntaxError as error:
        # Hundreds of frames say nothing that the message does not.
        raise error.with_traceback(None) from None


def _with_room(tokens: Tokens, source: bytes, chunkname: str, dialect: Dialect) -> nodes.Chunk:
    try:
        return _compile(tokens, source, chunkname, dialect)
    except Exception as error:
        if not _out_of_room(error):
            raise
    # The text is nested deeper than Python's stack is meant to be.  Only Python frames are needed, which do not
    # take from the C stack.
    with Room(sys.getrecursionlimit() + _ROOM):
        return _compile(tokens, source, chunkname, dialect)


def _out_of_room(error: BaseException | None) -> bool:
    """Whether a RecursionError is behind *error* (ending the generated parser's rules may have covered it)."""
    while error is not None and not isinstance(error, RecursionError):
        error = error.__context__
    return error is not None


def _compile(tokens: Tokens, source: bytes, chunkname: str, dialect: Dialect) -> nodes.Chunk:
    builder = Builder(tokens, dialect)
    block = _parse(tokens, builder) if KNOWN_GRAMMAR else _parse_slowly(tokens, builder)
    if block is not None:
        chunk = builder.main(block, source, chunkname)
        if not builder.doubts.found:
            return chunk
    _diagnose(tokens, chunkname, dialect)
    if block is not None:
        return chunk
    # Lua would accept it: leave the verdict to ANTLR alone.
    builder = Builder(tokens, dialect)
    block = _parse_slowly(tokens, builder)
    if block is None:
        raise NotImplementedError(f"{chunkname}: luaparser does not know this construct")
    return builder.main(block, source, chunkname)


def _parse(tokens: Tokens, builder: Builder):
    try:
        return LuaParser(tokens, builder).parse()
    except Refused as refused:
        if _out_of_room(refused):
            raise
        return None


def _parse_slowly(tokens: Tokens, builder: Builder):
    from .slowpath import parse_slowly

    try:
        return parse_slowly(tokens, builder)
    except Refused:
        return None


def _diagnose(tokens: Tokens, chunkname: str, dialect: Dialect) -> None:
    from .diagnose import diagnose

    diagnose(tokens, chunkname, dialect)
