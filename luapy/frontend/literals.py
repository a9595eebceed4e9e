"""Raw text of numerals and strings -> their values, by the dialect's rules."""

from __future__ import annotations

import re
from functools import lru_cache

from luapy.dialect import Dialect

from .lexer import NEWLINE

_DECIMAL = re.compile(r"(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?", re.ASCII)
_HEX = re.compile(r"0[xX](?:[0-9a-fA-F]+\.?[0-9a-fA-F]*|\.[0-9a-fA-F]+)(?:[pP][+-]?[0-9]+)?", re.ASCII)
_BINARY = re.compile(r"0[bB][01]+")
_WRAP = 1 << 64
_MAX_INT = (1 << 63) - 1
# From here on a double no longer tells neighbouring integers apart.
_MAX_EXACT = 1 << 53


def numeral(text: str, dialect: Dialect) -> int | float:
    """The value of a numeral; raises ValueError if it is malformed."""
    if text.isdigit():
        value = int(text) if len(text) < 4000 else float(text)
        limit = _MAX_INT if dialect.integers else _MAX_EXACT
        return value if value <= limit else float(text)
    if _HEX.fullmatch(text):
        return _hexadecimal(text, dialect)
    if dialect.name == "luajit" and _BINARY.fullmatch(text):
        return _number(float(int(text, 2)), dialect, text)
    if not _DECIMAL.fullmatch(text):
        raise ValueError(text)
    return _number(float(text), dialect)


def _hexadecimal(text: str, dialect: Dialect) -> int | float:
    if dialect.integers and "." not in text and "p" not in text and "P" not in text:
        value = int(text, 16) % _WRAP
        return value if value <= _MAX_INT else value - _WRAP
    try:
        value = float.fromhex(text)
    except OverflowError:
        value = float("inf")
    return _number(value, dialect, text)


def _number(value: float, dialect: Dialect, text: str = ".") -> int | float:
    """Without an integer subtype, an integral value becomes an int (but never 0.0: its sign counts)."""
    if dialect.integers or value >= _MAX_EXACT or not value.is_integer() or (value == 0 and "." in text):
        return value
    return int(value)


def long_string(text: str) -> str:
    """The value of ``[==[...]==]``: the first newline dropped, all newlines ``\\n``."""
    size = text.index("[", 1) + 1
    body = text[size:-size]
    if body[:1] in ("\n", "\r"):
        body = body[NEWLINE.match(body).end():]
    return NEWLINE.sub("\n", body) if "\r" in body else body


def short_string(text: str, dialect: Dialect) -> str:
    """The value of a quoted string; raises ValueError at an escape the dialect does not have."""
    if "\\" not in text:
        return text[1:-1]
    pattern, replace = _escapes(dialect)
    return pattern.sub(replace, text[1:-1])


_SIMPLE = {"a": "\a", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v",
           "\\": "\\", '"': '"', "'": "'", "\n": "\n", "\r": "\n"}


@lru_cache(None)
def _escapes(dialect: Dialect):
    """The escapes of a dialect: a pattern and the function that replaces its matches."""
    jit = dialect.name == "luajit"
    forms = [r"\r\n", r"\n\r", r"[0-9]{1,3}"]
    if jit or dialect.number >= (5, 2):
        forms += [r"z[ \t\r\n\v\f]*", r"x[0-9a-fA-F]{2}"]
    if jit or dialect.number >= (5, 3):
        forms.append(r"u\{[0-9a-fA-F]+\}")
    largest = 0x7FFFFFFF if dialect.number >= (5, 4) else 0x10FFFF
    strict = dialect.strict_escapes

    def replace(m: re.Match) -> str:
        escape = m[0][1:]
        if escape in _SIMPLE:
            return _SIMPLE[escape]
        if escape.isdigit():
            return _byte(int(escape))
        if len(escape) > 1:
            return _long_escape(escape, largest, jit)
        # Only 5.1 lets any other character stand for itself; z may stand alone before a non-space.
        if escape == "z" and len(forms) > 3:
            return ""
        if strict:
            raise ValueError(escape)
        return escape

    return re.compile(r"\\(?:" + "|".join(forms) + r"|[\s\S])"), replace


def _long_escape(escape: str, largest: int, jit: bool) -> str:
    kind = escape[0]
    if kind == "z":
        return ""
    if kind == "x":
        return chr(int(escape[1:], 16))
    if kind == "u":
        code = int(escape[2:-1], 16)
        if code > largest or jit and 0xD800 <= code < 0xE000:
            raise ValueError(escape)
        return utf8(code)
    return "\n"


def _byte(code: int) -> str:
    if code > 255:
        raise ValueError(code)
    return chr(code)


def utf8(code: int) -> str:
    """The bytes of a code point up to 2^31 in UTF-8 as first defined (up to six bytes)."""
    if code < 0x80:
        return chr(code)
    tail, first = [], 0x3F
    while code > first:
        tail.append(chr(0x80 | code & 0x3F))
        code >>= 6
        first >>= 1
    return chr((~first << 1) & 0xFF | code) + "".join(reversed(tail))
