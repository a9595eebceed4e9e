"""The words for what is wrong inside a token: strings, long brackets, numerals, stray characters.

These functions walk the characters one by one, as Lua's lexer does, since a
message shows how far that had come.
"""

from __future__ import annotations

import re

from luapy.dialect import Dialect

from .lexer import NEWLINE
from .literals import utf8

# What an error is near: None (nothing is said), EOF_TEXT, or the text itself.
EOF_TEXT = "<eof>"

_HEX_DIGITS = frozenset("0123456789abcdefABCDEF")
_DIGITS = frozenset("0123456789")
_SIMPLE = {"a": "\a", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v"}


class LexicalError(Exception):
    """message, near: as in Lua's message; lines: newlines between the token's start and the error."""

    def __init__(self, message: str, near: str | None, lines: int = 0):
        super().__init__(message)
        self.message = message
        self.near = near
        self.lines = lines


class StringWalk:
    """Reads one quoted string as the dialect's lexer does, keeping that lexer's buffer.

    ``run`` returns the buffer (quotes included); raises LexicalError.
    """

    def __init__(self, source: str, start: int, dialect: Dialect):
        self.source = source
        self.pos = start
        self.dialect = dialect
        self.jit = dialect.name == "luajit"
        self.buffer: list[str] = []
        self.lines = 0

    def run(self) -> str:
        quote = self._take()
        self.buffer.append(quote)
        while True:
            c = self._peek()
            if c == "":
                raise LexicalError("unfinished string", EOF_TEXT, self.lines)
            if c in "\r\n":
                self._fail("unfinished string", "")
            self._take()
            if c == "\\":
                self._escape()
                continue
            self.buffer.append(c)
            if c == quote:
                return "".join(self.buffer)

    def _peek(self) -> str:
        return self.source[self.pos:self.pos + 1]

    def _take(self) -> str:
        c = self.source[self.pos:self.pos + 1]
        self.pos += 1
        return c

    def _fail(self, message: str, escape: str):
        """escape: the raw text of the escape so far."""
        buffer = "".join(self.buffer)
        if self.dialect.number == (5, 2):
            near = escape or buffer
        elif self.dialect.number == (5, 1):
            near = buffer
        else:
            near = buffer + escape
        raise LexicalError(message, near, self.lines)

    def _newline(self) -> None:
        self.pos = NEWLINE.match(self.source, self.pos).end()
        self.lines += 1

    def _escape(self) -> None:
        """The part of an escape after its backslash."""
        c = self._peek()
        late = self.dialect.number >= (5, 2) or self.jit
        if c == "":
            return
        if c in "\r\n":
            self._newline()
            self.buffer.append("\n")
        elif c in _SIMPLE:
            self.buffer.append(_SIMPLE[self._take()])
        elif c in _DIGITS:
            self._decimal()
        elif c == "x" and late:
            self._hexadecimal()
        elif c == "z" and late:
            self._take()
            self._skip_space()
        elif c == "u" and (self.dialect.number >= (5, 3) or self.jit):
            self._code_point()
        elif c in "\\\"'" or not late:
            self.buffer.append(self._take())
        else:
            self._fail("invalid escape sequence", "\\" + c)

    def _skip_space(self) -> None:
        while (c := self._peek()) and c in " \t\r\n\v\f":
            if c in "\r\n":
                self._newline()
            else:
                self._take()

    def _decimal(self) -> None:
        start = self.pos
        while self.pos < start + 3 and self._peek() in _DIGITS:
            self.pos += 1
        digits = self.source[start:self.pos]
        if int(digits) > 255:
            if self.dialect.name == "5.1":
                self._fail("escape sequence too large", "")
            if self.jit:
                self._fail("invalid escape sequence", "")
            after = self._peek() if self.dialect.number >= (5, 3) else ""
            self._fail("decimal escape too large", "\\" + digits + after)
        self.buffer.append(chr(int(digits)))

    def _hexadecimal(self) -> None:
        start = self.pos
        self.pos += 1
        for _ in range(2):
            self._digit(start)
        self.buffer.append(chr(int(self.source[start + 1:self.pos], 16)))

    def _digit(self, start: int) -> None:
        if self._peek() not in _HEX_DIGITS:
            self._bad_code("hexadecimal digit expected", start)
        self.pos += 1

    def _bad_code(self, message: str, start: int):
        if self.jit:
            self._fail("invalid escape sequence", "")
        self._fail(message, "\\" + self.source[start:self.pos + 1])

    def _code_point(self) -> None:
        start = self.pos
        self.pos += 1
        if self._peek() != "{":
            self._bad_code("missing '{'", start)
        self.pos += 1
        self._digit(start)
        first = self.pos - 1
        # 5.4 looks before it takes the digit that is too much, 5.3 after: both show it.
        largest = 0x7FFFFFFF if self.dialect.number >= (5, 4) else 0x10FFFF
        while self._peek() in _HEX_DIGITS:
            if int(self.source[first:self.pos + 1], 16) > largest:
                self._bad_code("UTF-8 value too large", start)
            self.pos += 1
        if self._peek() != "}":
            self._bad_code("missing '}'", start)
        code = int(self.source[first:self.pos], 16)
        if self.jit and 0xD800 <= code < 0xE000:
            self._fail("invalid escape sequence", "")
        self.pos += 1
        self.buffer.append(utf8(code))


def long_bracket(source: str, start: int, dialect: Dialect, what: str, line: int) -> None:
    """Raise the error of the long bracket at *start* (what: string or comment, begun on *line*), if any."""
    opener = re.compile(r"\[=*\[").match(source, start)
    closer = "]" + opener[0][1:-1] + "]"
    end = source.find(closer, opener.end())
    content = source[opener.end():end if end >= 0 else len(source)]
    if dialect.name == "5.1" and opener[0] == "[[" and "[[" in content:
        before = content[:content.index("[[")]
        raise LexicalError("nesting of [[...]] is deprecated", "[", len(NEWLINE.findall(before)))
    if end < 0:
        began = f" (starting at line {line})" if dialect.number >= (5, 3) else ""
        raise LexicalError(f"unfinished long {what}{began}", EOF_TEXT, len(NEWLINE.findall(content)))


def stray(c: str, dialect: Dialect) -> str | None:
    """How a message shows a character that begins no token."""
    code = ord(c)
    if code == 0:
        return None
    if 32 <= code < 127 or dialect.number == (5, 1) and code >= 128:
        return c
    return f"<\\{code}>" if dialect.number >= (5, 3) else f"char({code})"
