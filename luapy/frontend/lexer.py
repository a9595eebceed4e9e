"""Source text -> tokens with the numbers of luaparser's grammar.

luaparser's own lexer walks an automaton character by character in Python and
knows one Lua only.  Here one regular expression per dialect finds the tokens;
the token numbers are those of luaparser's parser, which reads them.

A text that is no token ends the list with an ``ERROR`` token (which no rule
of the grammar accepts): ``luapy.frontend.diagnose`` finds the words for it.
"""

from __future__ import annotations

import re
from functools import lru_cache

from luaparser.parser.LuaParser import LuaParser as G

from luapy.dialect import Dialect
from luapy.frontend.newlines import NEWLINE

EOF = -1
ERROR = 0

# Which symbols and words a dialect lacks: they are other tokens or errors there.
_LATE_SYMBOLS = {"//": (5, 3), "<<": (5, 3), ">>": (5, 3), "&": (5, 3), "|": (5, 3), "~": (5, 3)}

# What the pattern below calls its groups (m.lastindex).
_WORD, _NEWLINE, _NUMBER, _STRING, _LONG, _COMMENT = 1, 2, 3, 4, 5, 6


class Tokens:
    """The tokens of one source, as parallel lists.

    types, texts, lines, cols: of token i; texts of literals are raw source.
    ends: (end_line, end_col) of the tokens that span several lines.
    closers: index of an opening bracket -> index of the closing one.
    comments: (line, col) of a token -> the comment lines standing above it.
    trivia: every comment as (line, col, text).
    offset: where in the source an ERROR token (always the last one) stands.
    """

    __slots__ = ("types", "texts", "lines", "cols", "ends", "closers", "comments", "trivia", "offset", "source",
                 "_above")

    def __init__(self, source: str):
        self.source = source
        self.offset = len(source)
        self.types: list[int] = []
        self.texts: list[str] = []
        self.lines: list[int] = []
        self.cols: list[int] = []
        self.ends: dict[int, tuple[int, int]] = {}
        self.closers: dict[int, int] = {}
        self.comments: dict[tuple[int, int], list[str]] = {}
        self.trivia: list[tuple[int, int, str]] = []
        self._above: dict[int, list[str]] = {}

    def end(self, i: int) -> tuple[int, int]:
        """(line, column) past token *i*."""
        if i in self.ends:
            return self.ends[i]
        return self.lines[i], self.cols[i] + len(self.texts[i])

    # For scan -----------------------------------------------------------------
    def add(self, kind: int, text: str, line: int, col: int) -> None:
        """Append a token."""
        self.types.append(kind)
        self.texts.append(text)
        self.lines.append(line)
        self.cols.append(col)

    def comment(self, line: int, col: int, text: str) -> None:
        """Note a comment (with its dashes and brackets); those behind a token on its line stand above nothing."""
        content = re.fullmatch(r"--(?:\[(=*)\[(.*)\]\1\]|(.*))", text, re.S)
        content = content[3] if content[2] is None else content[2]
        self.trivia.append((line, col, content))
        if not self.lines or self.end(len(self.lines) - 1)[0] != line:
            self._above.setdefault(len(self.types), []).extend(content.splitlines() or [""])

    def finish(self, pos: int, line: int, line_start: int) -> None:
        """Close the list: with EOF, or ERROR if there is text left at *pos*."""
        rest = self.source[pos:].lstrip(" \t\v\f")
        self.offset = len(self.source) - len(rest)
        # Two of them: the grammar looks two tokens ahead.
        for _ in range(2):
            self.add(ERROR if rest else EOF, "", line, self.offset - line_start)
        self.comments = {(self.lines[i], self.cols[i]): above for i, above in self._above.items()}


def _keywords_and_symbols(dialect: Dialect) -> dict[str, int]:
    table = {}
    for number, name in enumerate(G.literalNames):
        text = name[1:-1]
        if number == 0 or dialect.number < _LATE_SYMBOLS.get(text, (5, 0)):
            continue
        if text in ("goto", "::") and not dialect.goto:
            continue
        table[text] = number
    return table


def _number_pattern(dialect: Dialect) -> str:
    """As greedy as read_numeral of the dialect: what it took is checked later."""
    if dialect.name in ("5.1",):
        return r"\.?[0-9][0-9.]*(?:[eE][+-]?)?[0-9A-Za-z_]*"
    if dialect.name == "luajit":
        return r"\.?0[xX](?:[pP][+-]?|[\w.\x80-\xff])*|\.?[0-9](?:[eE][+-]?|[\w.\x80-\xff])*"
    if dialect.number >= (5, 4):
        return r"(?:\.?0[xX](?:[pP][+-]?|[0-9a-fA-F.])*|\.?[0-9](?:[eE][+-]?|[0-9a-fA-F.])*)[A-Za-z_]?"
    # Here an exponent's sign is always followed by one more digit.
    return (r"\.?0[xX](?:(?:[pP][+-]?+)?+[0-9a-fA-F.])*+(?:[pP][+-]?)?"
            r"|\.?[0-9](?:(?:[eE][+-]?+)?+[0-9a-fA-F.])*+(?:[eE][+-]?)?")


@lru_cache(None)
def _tables(dialect: Dialect) -> tuple[re.Pattern, dict[str, int]]:
    """The token pattern of a dialect, and its words and symbols."""
    table = _keywords_and_symbols(dialect)
    symbols = sorted((re.escape(t) for t in table if not t[0].isalpha()), key=len, reverse=True)
    symbols.remove(re.escape("["))
    letters = r"A-Za-z_\x80-\xff" if dialect.name == "luajit" else "A-Za-z_"
    skip = r"\\z[ \t\r\n\v\f]*+|" if dialect.number >= (5, 2) or dialect.name == "luajit" else ""
    escape = r"\\(?:\r\n|\n\r|[\s\S])"
    pattern = (
        r"[ \t\v\f]*(?:"
        rf"(\[(?![=\[])|[{letters}][{letters}0-9]*+|(?!--|\.[0-9])(?:{'|'.join(symbols)}))"
        r"|(\r\n?|\n\r?)"
        rf"|({_number_pattern(dialect)})"
        rf"""|("(?:[^"\\\r\n]++|{skip}{escape})*+"|'(?:[^'\\\r\n]++|{skip}{escape})*+')"""
        r"|(\[=*\[)"
        r"|--(?:(\[=*\[)|[^\r\n]*)"
        r")"
    )
    # The line comment is the alternative without a group: lastindex is None.
    return re.compile(pattern), table


_OPENERS = {G.OP, G.OB, G.OCU}
_CLOSERS = {G.CP, G.CB, G.CCU}


def scan(text: str, dialect: Dialect) -> Tokens:
    """The tokens of *text* (one character per byte) up to its end or first lexical error."""
    pattern, table = _tables(dialect)
    tokens = Tokens(text)
    types, open_brackets = tokens.types, []
    line, line_start, pos = 1, 0, 0
    match, get_type, name, add = pattern.match, table.get, G.NAME, tokens.add
    while (m := match(text, pos)) is not None:
        kind, pos = m.lastindex, m.end()
        if kind == _WORD:
            word = m[1]
            number = get_type(word, name)
            if number in _OPENERS:
                open_brackets.append(len(types))
            elif number in _CLOSERS and open_brackets:
                tokens.closers[open_brackets.pop()] = len(types)
            add(number, word, line, pos - len(word) - line_start)
        elif kind == _NEWLINE:
            line += 1
            line_start = pos
        elif kind == _NUMBER:
            word = m[_NUMBER]
            add(G.FLOAT, word, line, pos - len(word) - line_start)
        else:
            # What may hold newlines.
            start = m.start(kind) - 2 * (kind == _COMMENT) if kind else text.index("--", m.start())
            end = _past_text(text, m, kind, dialect)
            if end < 0:
                pos = start
                break
            if kind is None or kind == _COMMENT:
                tokens.comment(line, start - line_start, text[start:end])
            else:
                add(G.NORMALSTRING if kind == _STRING else G.LONGSTRING, text[start:end], line, start - line_start)
            pos = end
            first_line = line
            line, line_start = _newlines(text, start, end, line, line_start)
            if line > first_line and kind in (_STRING, _LONG):
                tokens.ends[len(types) - 1] = (line, end - line_start)
    tokens.finish(pos, line, line_start)
    if dialect.name == "luajit" and G.GOTO in types:
        _free_gotos(types)
    return tokens


def _past_text(text: str, m: re.Match, kind: int | None, dialect: Dialect) -> int:
    """Where the string or comment that *m* found the beginning of ends; -1 if it does not, or not legally."""
    pos = m.end()
    if kind is None or kind == _STRING:
        return pos
    opener = m[kind]
    closer = "]" + opener[1:-1] + "]"
    end = text.find(closer, pos)
    # 5.1 suspects a nested bracket, as there were in 5.0.
    if end < 0 or dialect.name == "5.1" and opener == "[[" and text.find("[[", pos, end) >= 0:
        return -1
    return end + len(closer)


def _newlines(text: str, start: int, end: int, line: int, line_start: int) -> tuple[int, int]:
    """The line number and start of line at *end*, after the newlines between *start* and *end*."""
    for m in NEWLINE.finditer(text, start, end):
        line += 1
        line_start = m.end()
    return line, line_start


# After these a ``goto`` can begin a statement.
_BEFORE_STATEMENT = {
    G.SEMI, G.NAME, G.FLOAT, G.NORMALSTRING, G.LONGSTRING, G.CP, G.CB, G.CCU, G.END, G.DO, G.THEN, G.ELSE, G.REPEAT,
    G.BREAK, G.CC, G.NIL, G.TRUE, G.FALSE, G.DDD,
}


def _free_gotos(types: list[int]) -> None:
    """LuaJIT reserves ``goto`` only where it begins a statement and a name follows; else it is a name."""
    for i, kind in enumerate(types):
        if kind == G.GOTO and not (types[i + 1] == G.NAME and _begins_statement(types, i)):
            types[i] = G.NAME


def _begins_statement(types: list[int], i: int) -> bool:
    """Whether a statement can begin with token *i*, as far as the tokens before it tell."""
    if i == 0 or types[i - 1] not in _BEFORE_STATEMENT:
        return i == 0
    # The first of a label's colons is no end of anything.
    return types[i - 1] != G.CC or i >= 3 and types[i - 3] == G.CC
