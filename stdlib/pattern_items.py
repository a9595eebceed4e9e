"""Lua patterns (manual 6.4.1) as items, and items as regular expressions of Python.

A Lua pattern is a straight sequence of items, without alternatives and with
repetition of single characters only.  So everything about it is known before it
meets a subject: which captures are open where, and which mistakes it contains.
PUC Lua reports a mistake only when matching reaches it; so does an ERROR item.
"""

from __future__ import annotations

import re

# Kinds of items.  The repetitions follow ONE, and their argument is a set of characters as well.
ONE, MANY, SOME, OPTIONAL, LAZY, OPEN, CLOSE, POSITION, BALANCE, FRONTIER, BACKREFERENCE, AT_END, ERROR = range(13)
REPETITIONS = {"*": MANY, "+": SOME, "?": OPTIONAL, "-": LAZY}
MAX_CAPTURES = 32

# Captures of a finished match: a string, a position, or one whose ")" never came.
STRING, PLACE, UNFINISHED = "string", "position", "unfinished"


# Character classes ----------------------------------------------------------------------

def _class(*ranges):
    return frozenset(chr(code) for low, high in ranges for code in range(ord(low), ord(high) + 1))


ALL = _class(("\0", "\xff"))
_LETTERS = {  # isalpha and so on in the C locale
    "a": _class("AZ", "az"),
    "c": _class(("\0", "\x1f"), ("\x7f", "\x7f")),
    "d": _class("09"),
    "g": _class("!~"),
    "l": _class("az"),
    "p": _class("!/", ":@", "[`", "{~"),
    "s": _class("\t\r", "  "),
    "u": _class("AZ"),
    "w": _class("09", "AZ", "az"),
    "x": _class("09", "AF", "af"),
    "z": _class("\0\0"),
}
CLASSES = {**_LETTERS, **{letter.upper(): ALL - chars for letter, chars in _LETTERS.items()}}


class Mistake(Exception):
    """A malformed pattern, found while parsing."""


class Parser:
    """Turns the text of a pattern into items.

    items: list of (kind, argument); captures: kind of each capture at the end of
    the pattern; depth: how many items nest a call when they match in lstrlib.c.
    """

    def __init__(self, text, start, dialect):
        self.text = text
        self.end = len(text)
        self.old = dialect.number < (5, 2)  # 5.1, and LuaJIT in its wording
        self.classes = CLASSES
        if self.old and dialect.name != "luajit":
            self.classes = {key: chars for key, chars in CLASSES.items() if key not in "gG"}
        self.items: list = []
        self.captures: list = []
        self.depth = 0
        try:
            self._parse(start)
        except Mistake as mistake:
            self.items.append((ERROR, str(mistake)))

    def _parse(self, at):
        text, end, items, captures = self.text, self.end, self.items, self.captures
        while at < end:
            char = text[at]
            if char == "(":
                if len(captures) >= MAX_CAPTURES:
                    raise Mistake("too many captures")
                self.depth += 1
                if text[at + 1:at + 2] == ")":
                    items.append((POSITION, len(captures)))
                    captures.append(PLACE)
                    at += 2
                else:
                    items.append((OPEN, len(captures)))
                    captures.append(UNFINISHED)
                    at += 1
                continue
            if char == ")":
                for index in range(len(captures) - 1, -1, -1):
                    if captures[index] is UNFINISHED:
                        break
                else:
                    raise Mistake("invalid pattern capture")
                self.depth += 1
                items.append((CLOSE, index))
                captures[index] = STRING
                at += 1
                continue
            if char == "$" and at + 1 == end:
                items.append((AT_END, None))
                return
            if char == "%":
                after = text[at + 1:at + 2]
                if after == "b":
                    items.append((BALANCE, self._balance(at + 2)))
                    at += 4
                    continue
                if after == "f":
                    if text[at + 2:at + 3] != "[":
                        raise Mistake("missing '[' after '%f' in pattern")
                    chars, at = self._set(at + 2)
                    items.append((FRONTIER, chars))
                    continue
                if "0" <= after <= "9":
                    items.append(self._backreference(int(after)))
                    at += 2
                    continue
            chars, at = self._single(at)
            kind = REPETITIONS.get(text[at:at + 1], ONE)
            if kind is not ONE:
                self.depth += 1
                at += 1
            items.append((kind, chars))

    def _balance(self, at):
        if at + 1 >= self.end:
            raise Mistake("unbalanced pattern" if self.old else "malformed pattern (missing arguments to '%b')")
        return self.text[at], self.text[at + 1]

    def _backreference(self, number):
        if not 0 < number <= len(self.captures) or self.captures[number - 1] is UNFINISHED:
            raise Mistake("invalid capture index" if self.old else f"invalid capture index %{number}")
        return BACKREFERENCE, number - 1

    def _single(self, at):
        """The set of characters that starts at *at*, and where it ends."""
        char = self.text[at]
        if char == ".":
            return ALL, at + 1
        if char == "[":
            return self._set(at)
        if char == "%":
            if at + 1 == self.end:
                raise Mistake("malformed pattern (ends with '%')")
            char = self.text[at + 1]
            return self.classes.get(char) or frozenset(char), at + 2
        return frozenset(char), at + 1

    def _set(self, at):
        """A set in brackets: its characters, and where it ends."""
        text, end, classes = self.text, self.end, self.classes
        at += 1
        negated = text[at:at + 1] == "^"
        if negated:
            at += 1
        start = at
        while True:  # the first character is in the set even if it is "]"
            if at >= end:
                raise Mistake("malformed pattern (missing ']')")
            at += 1
            if text[at - 1] == "%" and at < end:
                at += 1
            if text[at:at + 1] == "]":
                break
        chars: set = set()
        close, at = at, start
        while at < close:
            char = text[at]
            if char == "%":
                chars |= classes.get(text[at + 1]) or {text[at + 1]}
                at += 2
            elif text[at + 1] == "-" and at + 2 < close:
                chars.update(map(chr, range(ord(char), ord(text[at + 2]) + 1)))
                at += 3
            else:
                chars.add(char)
                at += 1
        return frozenset(ALL - chars if negated else chars), close + 1


# Regular expressions ------------------------------------------------------------------------

_set_cache: dict = {}


def set_to_re(chars) -> str:
    """A set of characters as a regular expression that matches one of them."""
    text = _set_cache.get(chars)
    if text is None:
        if len(chars) == 1:
            text = escape(min(chars))
        elif len(chars) == 256:
            text = "."  # with DOTALL
        elif not chars:
            text = "(?!)."
        else:
            inside, outside = _ranges(chars), _ranges(ALL - chars)
            text = f"[{inside}]" if len(inside) <= len(outside) else f"[^{outside}]"
        if len(_set_cache) > 1000:
            _set_cache.clear()
        _set_cache[chars] = text
    return text


def escape(char):
    return char if char.isalnum() and char.isascii() else f"\\x{ord(char):02x}"


def _ranges(chars):
    """The inside of a bracket expression."""
    parts = []
    codes = sorted(map(ord, chars))
    start = previous = codes[0]
    for code in codes[1:] + [1000]:
        if code != previous + 1:
            parts.append(escape(chr(start)))
            if previous > start:
                parts.append(("-" if previous > start + 1 else "") + escape(chr(previous)))
            start = code
        previous = code
    return "".join(parts)


_SUFFIXES = {ONE: "", MANY: "*", SOME: "+", OPTIONAL: "?", LAZY: "*?"}


def items_to_re(items, captures) -> str | None:
    """The regular expression equivalent to the items, or None if there is none."""
    parts = []
    for kind, argument in items:
        if kind in _SUFFIXES:
            single = set_to_re(argument)
            if not argument and kind is not ONE:
                single = f"(?:{single})"
            parts.append(single + _SUFFIXES[kind])
        elif kind is OPEN:
            parts.append("(")
        elif kind is CLOSE:
            parts.append(")")
        elif kind is POSITION:
            parts.append("()")
        elif kind is FRONTIER:
            parts.append(_frontier(argument))
        elif kind is BACKREFERENCE:
            # a position counts as a string that is longer than any subject
            parts.append("(?!)" if captures[argument] is PLACE else f"(?:\\{argument + 1})")
        elif kind is AT_END:
            parts.append(r"\Z")
        else:
            return None
    return "".join(parts)


def _frontier(chars):
    """Both ends of the subject count as "\\0"."""
    if not chars:
        return "(?!)"
    if len(chars) == 256:
        return "(?!)"
    single = set_to_re(chars)
    if "\0" in chars:
        other = set_to_re(ALL - chars)
        return f"(?<={other})(?!{other})"
    return f"(?<!{single})(?={single})"


def run_to_re(items, captures) -> str | None:
    """For one greedy run and nothing else, such as ``([^,]*)``: an expression whose matches, in one go from the
    start, leave out the empty ones where a match has just ended.  None for other items."""
    kinds = [kind for kind, _ in items if kind not in (OPEN, CLOSE, POSITION)]
    if kinds != [MANY]:
        return None
    place = next(place for place, (kind, _) in enumerate(items) if kind is MANY)
    single = set_to_re(items[place][1])
    if single.startswith("(") or UNFINISHED in captures:
        return None
    before, after = items_to_re(items[:place], captures), items_to_re(items[place + 1:], captures)
    return f"{before}(?:{single}+|(?<!{single})){after}"
