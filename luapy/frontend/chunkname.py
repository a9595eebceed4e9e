"""How messages show the name of a chunk."""

from __future__ import annotations

from luapy.dialect import LUA54, Dialect

# Room for the shown name, with C's terminating zero (LUA_IDSIZE).
_SIZE = 60
# 5.1 allows more in the messages of its compiler.
SYNTAX_SIZE_51 = 80


def short_src(chunkname: str, dialect: Dialect = LUA54, size: int = _SIZE) -> str:
    """``@file.lua`` -> ``file.lua``; ``=name`` -> ``name``; source text -> ``[string "..."]``.

    Long names are cut: file names in front, source texts (of which only the
    first line is shown) at their end.
    """
    chunkname = chunkname.partition("\0")[0]
    kind, rest = chunkname[:1], chunkname[1:]
    if kind == "=":
        return rest[:size - 1]
    if kind == "@":
        return _file(rest, dialect, size)
    return f'[string "{_text(chunkname, dialect, size)}"]'


def _file(name: str, dialect: Dialect, size: int) -> str:
    if dialect.name == "5.1":
        # The limit leaves room for quotes that are no longer printed.
        whole = kept = size - 8
    else:
        whole, kept = size - 1, size - 4
    return name if len(name) <= whole else "..." + name[-kept:]


def _text(text: str, dialect: Dialect, size: int) -> str:
    if dialect.name == "5.1":
        line, whole, kept = text.partition("\n")[0].partition("\r")[0], size - 17, size - 17
    elif dialect.name == "luajit":
        line, whole, kept = _up_to_control_character(text), size - 12, size - 15
    else:
        line, whole, kept = text.partition("\n")[0], size - 16, size - 15
    if len(line) == len(text) and len(text) <= whole:
        return text
    return line[:kept] + "..."


def _up_to_control_character(text: str) -> str:
    return next((text[:place] for place, character in enumerate(text) if character < " "), text)
