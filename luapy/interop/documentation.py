"""Docstrings from the comments above Lua functions and at the top of files."""

from __future__ import annotations

import re
from functools import lru_cache
from inspect import cleandoc
from types import FunctionType

_LINE = re.compile(r"\s*--+ ?")
_BLOCK_END = re.compile(r"\](=*)\]\s*(?:--+)?\s*$")
_DIRECTIVE = re.compile(r"--\s*luapy:")


def describe(wrapper, function):
    """Give the Python function of a Lua function its docstring."""
    if isinstance(function, FunctionType) and "__chunk__" in function.__globals__:
        wrapper.__doc__ = function_documentation(function)


def function_documentation(function) -> str | None:
    """The comment above a Lua function."""
    chunk = function.__globals__["__chunk__"]
    if chunk.source is None:  # a translated file: its functions have docstrings
        return cleandoc(function.__doc__) if function.__doc__ else None
    return comment_above(_lines(chunk.source), function.__code__.co_firstlineno - 1)


@lru_cache(maxsize=8)
def _lines(source: bytes) -> list:
    return source.decode("utf-8", "replace").splitlines()


def comment_above(lines, position) -> str | None:
    """The text of the comment that ends right before a line (counted from 0), or None."""
    last = position - 1
    if not 0 <= last < len(lines):
        return None
    if lines[last].lstrip().startswith("--") and not lines[last].lstrip().startswith(("--[[", "--[=")):
        first = last
        while first > 0 and lines[first - 1].lstrip().startswith("--"):
            first -= 1
        return _text(lines[first:last + 1])
    end = _BLOCK_END.search(lines[last])
    if end is None:
        return None
    opening = f"--[{end[1]}["
    for first in range(last, -1, -1):
        if opening in lines[first]:
            text = "\n".join(lines[first:last + 1])
            inside = text[text.index(opening) + len(opening):]
            return cleandoc(_BLOCK_END.sub("", inside)) or None
    return None


def _text(lines):
    """Comment lines without their dashes; lines of nothing but dashes are decoration."""
    lines = [_LINE.sub("", line, count=1) for line in lines if not _DIRECTIVE.match(line.lstrip())]
    lines = ["" if not line.strip("-= \t") else line for line in lines]
    return cleandoc("\n".join(lines)) or None


def module_documentation(filename) -> str | None:
    """The comment at the beginning of a Lua file."""
    try:
        with open(filename, encoding="utf-8", errors="replace") as file:
            lines = file.read().splitlines()
    except (OSError, TypeError):
        return None
    first = 0
    while first < len(lines) and (not lines[first].strip() or lines[first].startswith("#")):
        first += 1
    last = first
    if last < len(lines) and re.match(r"--\[=*\[", lines[last]):
        while last < len(lines) and not _BLOCK_END.search(lines[last]):
            last += 1
        return comment_above(lines, last + 1)
    while last < len(lines) and lines[last].startswith("--"):
        last += 1
    return _text(lines[first:last]) if last > first else None
