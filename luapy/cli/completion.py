"""Completion of Lua names: keywords, globals, fields and methods."""

from __future__ import annotations

import re

from luapy.runtime.metatables import metatable_of
from luapy.runtime.table import Table, keys, rawget
from luapy.runtime.values import is_function

KEYWORDS = ("and", "break", "do", "else", "elseif", "end", "false", "for", "function", "goto", "if", "in", "local",
            "nil", "not", "or", "repeat", "return", "then", "true", "until", "while")
_PATH = re.compile(r"(?:(?P<path>[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*)(?P<mark>[.:]))?(?P<start>[A-Za-z_]?\w*)$", re.ASCII)
_NAME = re.compile(r"[A-Za-z_]\w*", re.ASCII)
# As many tables deep does __index reach.
MAX_DEPTH = 10


class Completer:
    """Completion over a table of globals, in the form that ``readline`` wants."""

    def __init__(self, names: Table):
        self.names = names
        self.found: list = []

    def complete(self, text: str, number: int) -> str | None:
        """The completion of that number, None behind the last."""
        if number == 0:
            self.found = self.candidates(text)
        return self.found[number] if number < len(self.found) else None

    def candidates(self, text: str) -> list:
        """All completions of a text such as ``string.fo`` or ``s:up``."""
        match = _PATH.search(text)
        if match is None:
            return []
        before = text[:match.start("start")]
        start = match["start"]
        if match["path"] is None:
            names = {*KEYWORDS, *fields_of(self.names)}
            return sorted(before + name for name in names if name.startswith(start))
        value = self.value_of(match["path"].split("."))
        found = fields_of(value)
        return sorted(before + name for name, inner in found.items()
                      if name.startswith(start) and (match["mark"] == "." or callable(inner) and not
                                                     isinstance(inner, Table) or is_function(inner)))

    def value_of(self, path):
        """What a path of names leads to, without calling any function."""
        value = self.names
        for name in path:
            value = fields_of(value).get(name)
        return value


def fields_of(value) -> dict:
    """Names and values of the fields of a value, with those that a chain of ``__index`` tables gives."""
    found: dict = {}
    for _ in range(MAX_DEPTH):
        if isinstance(value, Table):
            for key in keys(value):
                if key.__class__ is str and _NAME.fullmatch(key):
                    found.setdefault(key, rawget(value, key))
        meta = metatable_of(value)
        value = rawget(meta, "__index") if meta is not None else None
        if not isinstance(value, Table):
            break
    return found
