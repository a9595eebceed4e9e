"""How messages show the name of a chunk."""

from __future__ import annotations

# LUA_IDSIZE, with room for C's terminating zero.
_SIZE = 60


def short_src(chunkname: str, version: tuple[int, int] = (5, 4)) -> str:
    """``@file.lua`` -> ``file.lua``; ``=name`` -> ``name``; source text -> ``[string "..."]``.

    Names over 59 characters are cut: files at their beginning, source texts at their end.
    """
    first, rest = chunkname[:1], chunkname[1:]
    if first == "=":
        return rest[:_SIZE - 1]
    if first == "@":
        limit = _SIZE - 1 if version >= (5, 2) else _SIZE - 8
        return rest if len(rest) <= limit else "..." + rest[len(rest) - limit + 3:]
    line, newline, _ = chunkname.partition("\n")
    limit = _SIZE - 15
    if newline or len(line) > limit:
        line = line[:limit] + "..."
    return f'[string "{line}"]'
