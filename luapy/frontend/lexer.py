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

EOF = -1
ERROR = 0

NEWLINE = re.compile(r"\r\n?|\n\r?")

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

    __slots__ = ("types", "texts", "lines", "cols", "ends", "closers", "comments", "trivia", "offset", "source")

    def end(self, i: int) -> tuple[int, int]:
        """(line, column) past token *i*."""
        if i in self.ends:
            return self.ends[i]
        return self.lines[i], self.cols[i] + len(self.texts[i])


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
    tail = "[A-Za-z_]?" if dialect.number >= (5, 4) else ""
    return r"(?:\.?0[xX](?:[pP][+-]?|[0-9a-fA-F.])*|\.?[0-9](?:[eE][+-]?|[0-9a-fA-F.])*)" + tail


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
    tokens = Tokens()
    types, texts, lines, cols = tokens.types, tokens.texts, tokens.lines, tokens.cols = [], [], [], []
    tokens.ends, tokens.closers, tokens.comments, tokens.trivia = {}, {}, {}, []
    tokens.source, tokens.offset = text, len(text)
    open_brackets: list[int] = []
    line, line_start, pos, size = 1, 0, 0, len(text)
    match, get_type, name = pattern.match, table.get, G.NAME
    add_type, add_text, add_line, add_col = types.append, texts.append, lines.append, cols.append
    special, old = _OPENERS | _CLOSERS, dialect.name == "5.1"
    while True:
        m = match(text, pos)
        if m is None:
            break
        kind = m.lastindex
        pos = m.end()
        if kind == _WORD:
            word = m[1]
            number = get_type(word, name)
            if number in special:
                if number in _OPENERS:
                    open_brackets.append(len(types))
                elif open_brackets:
                    tokens.closers[open_brackets.pop()] = len(types)
            add_type(number)
            add_text(word)
            add_line(line)
            add_col(pos - len(word) - line_start)
        elif kind == _NEWLINE:
            line += 1
            line_start = pos
        elif kind == _NUMBER or kind == _STRING:
            word = m[kind]
            start = pos - len(word)
            add_line(line)
            add_col(start - line_start)
            add_text(word)
            if kind == _NUMBER:
                add_type(G.FLOAT)
            else:
                add_type(G.NORMALSTRING)
                if "\n" in word or "\r" in word:
                    line, line_start = _newlines(text, start, pos, line, line_start)
                    tokens.ends[len(types) - 1] = (line, pos - line_start)
        elif kind is None or kind == _COMMENT:
            start = text.index("--", m.start())
            at_line, at_col = line, start - line_start
            if kind == _COMMENT:
                opener = m[_COMMENT]
                end = _bracket_end(text, pos, opener, old)
                if end < 0:
                    pos = start
                    break
                content = text[pos:end]
                pos = end + len(opener)
                line, line_start = _newlines(text, start, pos, line, line_start)
            else:
                content = text[start + 2:pos]
            tokens.trivia.append((at_line, at_col, content))
            if not lines or lines[-1] != at_line:
                _attach(tokens, len(types), content)
        else:
            opener = m[_LONG]
            start = pos - len(opener)
            end = _bracket_end(text, pos, opener, old)
            if end < 0:
                pos = start
                break
            pos = end + len(opener)
            add_type(G.LONGSTRING)
            add_text(text[start:pos])
            add_line(line)
            add_col(start - line_start)
            line, line_start = _newlines(text, start, pos, line, line_start)
            tokens.ends[len(types) - 1] = (line, pos - line_start)
    _finish(tokens, pos, line, line_start)
    if dialect.name == "luajit" and G.GOTO in types:
        _free_gotos(types)
    return tokens


# After these a ``goto`` can begin a statement.
_BEFORE_STATEMENT = {
    G.SEMI, G.NAME, G.FLOAT, G.NORMALSTRING, G.LONGSTRING, G.CP, G.CB, G.CCU, G.END, G.DO, G.THEN, G.ELSE, G.REPEAT,
    G.BREAK, G.CC, G.NIL, G.TRUE, G.FALSE, G.DDD,
}


def _free_gotos(types: list[int]) -> None:
    """LuaJIT reserves ``goto`` only where it begins a statement and a name follows; else it is a name."""
    for i, kind in enumerate(types):
        if kind == G.GOTO and not (types[i + 1] in (G.NAME, G.GOTO) and (i == 0 or types[i - 1] in _BEFORE_STATEMENT)):
            types[i] = G.NAME


def _finish(tokens: Tokens, pos: int, line: int, line_start: int) -> None:
    """Close the list: with EOF, or ERROR where the pattern found no token."""
    rest = tokens.source[pos:].lstrip(" \t\v\f")
    tokens.offset = len(tokens.source) - len(rest)
    # Two of them: the grammar looks two tokens ahead.
    for _ in range(2):
        tokens.types.append(ERROR if rest else EOF)
        tokens.texts.append("")
        tokens.lines.append(line)
        tokens.cols.append(tokens.offset - line_start)
    tokens.comments = {(tokens.lines[i], tokens.cols[i]): above for i, above in tokens.comments.items()}


def _bracket_end(text: str, pos: int, opener: str, old: bool) -> int:
    """Where the bracket closes that *opener*, in front of *pos*, opens; -1 if it does not, or not legally."""
    end = text.find("]" + opener[1:-1] + "]", pos)
    # 5.1 (old) suspects a nested one, as there were in 5.0.
    return -1 if old and opener == "[[" and text.find("[[", pos, end) >= 0 else end


def _newlines(text: str, start: int, end: int, line: int, line_start: int) -> tuple[int, int]:
    """The line number and start of line at *end*, after the newlines between *start* and *end*."""
    for m in NEWLINE.finditer(text, start, end):
        line += 1
        line_start = m.end()
    return line, line_start


def _attach(tokens: Tokens, index: int, content: str) -> None:
    lines = content.splitlines() if "\n" in content or "\r" in content else [content]
    tokens.comments.setdefault(index, []).extend(lines)
