"""The token stream as Lua's own parser sees it: one token at a time, errors and all.

Messages depend on where the lexer stands when the parser complains: its line
(that of the last token read, which may be a looked-ahead one) and its current
token.  `Reader` keeps these for ``diagnose``.
"""

from __future__ import annotations

from luaparser.parser.LuaParser import LuaParser as G

from luapy.dialect import Dialect

from .chunkname import SYNTAX_SIZE_51, short_src
from .errors import LuaSyntaxError
from .lexer import EOF, ERROR, Tokens
from .lexical import EOF_TEXT, LexicalError, StringWalk, long_bracket, stray
from .literals import long_string, numeral

_STRINGS = (G.NORMALSTRING, G.CHARSTRING)


class Reader:
    """type: of the current token; line: where the lexer stands; last_line: of the last token consumed."""

    def __init__(self, tokens: Tokens, chunkname: str, dialect: Dialect):
        self.tokens = tokens
        self.chunkname = chunkname
        self.dialect = dialect
        self.index = -1
        self.type = None
        self.line = self.last_line = 1
        self._read = -1          # the last token that the lexer has looked at

    # Moving -----------------------------------------------------------------
    def next(self) -> None:
        """Make the next token the current one."""
        self.last_line = self.line
        self.index += 1
        self._look(self.index)
        self.type = self.tokens.types[self.index]

    def peek(self) -> int:
        """The type of the token after the current one."""
        self._look(self.index + 1)
        return self.tokens.types[self.index + 1]

    @property
    def text(self) -> str:
        return self.tokens.texts[self.index]

    def _look(self, i: int) -> None:
        """Lex token *i*: raises if it is malformed."""
        tokens = self.tokens
        if i <= self._read or i >= len(tokens.types):
            return
        self._read = i
        kind = tokens.types[i]
        if kind == ERROR and i and tokens.types[i - 1] == ERROR:
            return
        start = tokens.lines[i]
        try:
            if kind == ERROR:
                self._lex_error(tokens.offset, start)
            elif kind == G.FLOAT:
                self._lex_number(tokens.texts[i])
            elif kind in _STRINGS and "\\" in tokens.texts[i]:
                StringWalk(tokens.texts[i], 0, self.dialect).run()
            elif kind == G.LONGSTRING:
                long_bracket(tokens.texts[i], 0, self.dialect, "string", start)
        except LexicalError as error:
            self.line = start + error.lines
            self.fail(error.message, error.near)
        self.line = tokens.end(i)[0] if kind > 0 else start

    def _lex_number(self, text: str) -> None:
        try:
            numeral(text, self.dialect)
        except ValueError:
            raise LexicalError("malformed number", text) from None

    def _lex_error(self, offset: int, line: int) -> None:
        """Raise the error of the text at *offset*, unless it is a stray character (the parser's business)."""
        source = self.tokens.source
        rest = source[offset:offset + 2]
        if rest[0] in "\"'":
            StringWalk(source, offset, self.dialect).run()
        elif rest == "--":
            long_bracket(source, offset + 2, self.dialect, "comment", line)
        elif rest == "[[":
            long_bracket(source, offset, self.dialect, "string", line)
        elif rest == "[=":
            end = offset + 1
            while source[end:end + 1] == "=":
                end += 1
            if source[end:end + 1] == "[":
                long_bracket(source, offset, self.dialect, "string", line)
            raise LexicalError("invalid long string delimiter", source[offset:end])

    # Complaining ------------------------------------------------------------
    def near(self) -> str | None:
        """How messages show the current token."""
        kind, text = self.type, self.tokens.texts[self.index]
        if kind == EOF:
            return EOF_TEXT
        if kind == ERROR:
            return stray(self.tokens.source[self.tokens.offset], self.dialect)
        if kind in _STRINGS:
            return StringWalk(text, 0, self.dialect).run()
        if kind == G.LONGSTRING:
            bracket = text[:text.index("[", 1) + 1]
            return bracket + long_string(text) + bracket.replace("[", "]")
        return text

    def fail(self, message: str, near: str | None = None):
        """Raise *message* for the current line; near: how the token concerned is shown, or None."""
        if near is not None:
            message += " near " + self._quoted(near.partition("\0")[0])
        size = {"size": SYNTAX_SIZE_51} if self.dialect.name == "5.1" else {}
        where = short_src(self.chunkname, self.dialect, **size)
        raise LuaSyntaxError(f"{where}:{self.line}: {message}", self.chunkname, self.line)

    def _quoted(self, near: str) -> str:
        if self.dialect.number >= (5, 2) and (near == EOF_TEXT or near.startswith("char(")):
            return near
        return f"'{near}'"

    def syntax_error(self, message: str):
        """Raise *message* near the current token."""
        self.fail(message, self.near())

    def overflow(self):
        """5.4's error at too many levels, which has no position."""
        raise LuaSyntaxError("C stack overflow", self.chunkname, self.line)

    # Expecting --------------------------------------------------------------
    def test_next(self, kind: int) -> bool:
        """Consume a token of that kind, if it is the current one."""
        if self.type != kind:
            return False
        self.next()
        return True

    def check(self, kind: int) -> None:
        if self.type != kind:
            self.syntax_error(f"{self.show(kind)} expected")

    def check_next(self, kind: int) -> None:
        self.check(kind)
        self.next()

    def check_match(self, kind: int, opener: int, line: int) -> None:
        """Consume the token that closes *opener*, which stood on *line*."""
        if self.type == kind:
            self.next()
        elif line == self.line:
            self.check(kind)
        else:
            self.syntax_error(f"{self.show(kind)} expected (to close {self.show(opener)} at line {line})")

    def check_name(self) -> str:
        self.check(G.NAME)
        name = self.text
        self.next()
        return name

    def show(self, kind: int) -> str:
        """A kind of token in a message."""
        text = {EOF: EOF_TEXT, G.NAME: "<name>"}.get(kind)
        if text is None:
            return G.literalNames[kind]
        return f"'{text}'" if self.dialect.number == (5, 1) else text
