"""Lua patterns (manual 6.4.1), ready for use: matched by `re` or by backtracking over their items.

Nearly every correct pattern has an exact equivalent as a regular expression of
Python.  The exceptions (``%b``, mistakes that may never be reached, more nested
items than Lua's recursion allows) are matched by `ItemMatcher`, which is also
what the tests compare the regular expressions with.
"""

from __future__ import annotations

import re

from luapy.runtime.api import LibraryError
from luapy.stdlib.pattern_items import (
    AT_END, BACKREFERENCE, BALANCE, CLOSE, ERROR, FRONTIER, LAZY, ONE, OPEN, OPTIONAL, PLACE, POSITION, SOME, STRING,
    UNFINISHED, Parser, escape, items_to_re, run_to_re,
)

SPECIALS = re.compile(r"[\^$*+?.(\[%-]")  # ")" is none for string.find
MAX_DEPTH = 200  # MAXCCALLS of lstrlib.c

# What the captures of a pattern amount to: decides how results are taken from a match.
WHOLE, SINGLE, STRINGS, MIXED = range(4)


# Backtracking ----------------------------------------------------------------------------------

class ItemMatch:
    """A match found by `ItemMatcher`; has the methods of `re.Match` that the library uses."""

    __slots__ = ("subject", "starts", "ends")

    def __init__(self, subject, starts, ends):
        self.subject = subject
        self.starts = starts  # starts[0], ends[0]: the whole match
        self.ends = ends

    def __getitem__(self, group):
        return self.subject[self.starts[group]:self.ends[group]]

    def group(self, *groups):
        return tuple([self[group] for group in groups])

    def span(self):
        return self.starts[0], self.ends[0]

    def start(self, group=0):
        return self.starts[group]

    def end(self, group=0):
        return self.ends[group]

    def groups(self):
        return tuple([self[group] for group in range(1, len(self.starts))])


class ItemMatcher:
    """Matches the items of a pattern by backtracking, as lstrlib.c does."""

    def __init__(self, items, captures, anchored, max_depth, nests_empty):
        self.items = items
        self.groups = len(captures)
        self.positions = {index for index, kind in enumerate(captures) if kind is PLACE}
        self.anchored = anchored
        self.max_depth = max_depth
        self.nests_empty = nests_empty
        self.candidates = self._candidates()

    def _candidates(self):
        """Finds the places where the items before the first %b can match: all others are hopeless."""
        for place, (kind, argument) in enumerate(self.items):
            if kind is BALANCE:
                prefix = items_to_re([item for item in self.items[:place] if item[0] not in (OPEN, CLOSE)], ())
                if prefix is not None:
                    return re.compile(f"{prefix}(?={escape(argument[0])})", re.DOTALL).search
                break
            if kind in (ERROR, BACKREFERENCE):
                break
        return None

    def search(self, subject, position=0):
        """The first match at or after *position*, or None."""
        starts, ends = [0] * (self.groups + 1), [0] * (self.groups + 1)
        while position <= len(subject):
            if self.candidates is not None and not self.anchored:
                candidate = self.candidates(subject, position)
                if candidate is None:
                    return None
                position = candidate.start()
            end = self._match(subject, position, 0, starts, ends, 1)
            if end is not None:
                starts[0], ends[0] = position, end
                return ItemMatch(subject, starts, ends)
            if self.anchored:
                return None
            position += 1
        return None

    def _match(self, subject, at, index, starts, ends, depth):
        """End of the match of the items from *index* on, or None."""
        if depth > self.max_depth:
            raise LibraryError("pattern too complex")
        length, items = len(subject), self.items
        while index < len(items):
            kind, argument = items[index]
            index += 1
            if kind is ONE:
                if at >= length or subject[at] not in argument:
                    return None
                at += 1
            elif kind <= LAZY:
                if at >= length or subject[at] not in argument:
                    if kind is SOME:
                        return None
                    if self.nests_empty and kind is not OPTIONAL:
                        return self._match(subject, at, index, starts, ends, depth + 1)
                elif kind is OPTIONAL:
                    end = self._match(subject, at + 1, index, starts, ends, depth + 1)
                    if end is not None:
                        return end
                elif kind is LAZY:
                    while True:
                        end = self._match(subject, at, index, starts, ends, depth + 1)
                        if end is not None:
                            return end
                        if at >= length or subject[at] not in argument:
                            return None
                        at += 1
                else:
                    least = at + 1 if kind is SOME else at
                    at += 1
                    while at < length and subject[at] in argument:
                        at += 1
                    while at >= least:
                        end = self._match(subject, at, index, starts, ends, depth + 1)
                        if end is not None:
                            return end
                        at -= 1
                    return None
            elif kind is OPEN:
                starts[argument + 1] = at
                depth += 1
                if depth > self.max_depth:
                    raise LibraryError("pattern too complex")
            elif kind is CLOSE:
                ends[argument + 1] = at
                depth += 1
                if depth > self.max_depth:
                    raise LibraryError("pattern too complex")
            elif kind is POSITION:
                starts[argument + 1] = ends[argument + 1] = at
                depth += 1
                if depth > self.max_depth:
                    raise LibraryError("pattern too complex")
            elif kind is BALANCE:
                at = _balanced(subject, at, *argument)
                if at is None:
                    return None
            elif kind is FRONTIER:
                if ((subject[at - 1] if at else "\0") in argument
                        or (subject[at] if at < length else "\0") not in argument):
                    return None
            elif kind is BACKREFERENCE:
                text = subject[starts[argument + 1]:ends[argument + 1]]
                if argument in self.positions or not subject.startswith(text, at):
                    return None
                at += len(text)
            elif kind is AT_END:
                if at != length:
                    return None
            else:
                raise LibraryError(argument)
        return at


_brackets: dict = {}


def _balanced(subject, at, opening, closing):
    """Where the text in balanced brackets that starts at *at* ends, or None."""
    if not subject.startswith(opening, at):
        return None
    find = _brackets.get((opening, closing))
    if find is None:
        find = _brackets[opening, closing] = re.compile(f"{escape(opening)}|{escape(closing)}").finditer
    depth = 1
    for bracket in find(subject, at + 1):
        if bracket[0] == closing:
            depth -= 1
            if depth == 0:
                return bracket.end()
        else:
            depth += 1
    return None


# Patterns ------------------------------------------------------------------------------------------

class Pattern:
    """A pattern ready for use.

    literal: the text that string.find looks for if the pattern has no special characters, else None;
    plain: the same for the other functions;
    search(subject, position): the next match; anchored: it is by "^";
    iterate(subject, position): all matches as gmatch and gsub see them;
    substitute: `subn` of a regular expression whose matches are just those of iterate, or None;
    is_regular: `search` is a regular expression's; never_empty: no match is an empty one (what is False says nothing);
    split: `split` of the same expression in a group of its own, so that it gives the text before the first match, that
    match, its captures, the text behind it, and so on; None where substitute is, and where a capture is referred to;
    captures: kind of each capture; shape: what they amount to.
    """

    __slots__ = ("literal", "plain", "search", "anchored", "iterate", "substitute", "split", "captures", "shape", "is_regular", "never_empty")

    def __init__(self, text, dialect, caret_is_special=True, force_items=False):
        special = SPECIALS.search(text)
        self.literal = None if special else text
        self.plain = None if special or ")" in text else text
        if dialect.number < (5, 2) and "\0" in text:  # a string of C ends there
            end = text.index("\0")
            if special and special.start() > end and dialect.name != "luajit":
                self.literal = text
            text = text[:end]
            self.plain = None
        self.anchored = caret_is_special and text[:1] == "^"
        if self.plain and not force_items:
            self._use_text()
        else:
            self._use_items(text, dialect, force_items)

    def _use_text(self):
        """Without special characters: string.find and most calls of gsub need no regular expression."""
        self.captures, self.shape = [], WHOLE
        self.is_regular, self.never_empty = False, True
        self.search = lambda s, position=0: self._compile_text().search(s, position)
        self.iterate = lambda s, position=0: self._compile_text().finditer(s, position)
        self.substitute = lambda replacement, s, n=0: self._compile_text().subn(replacement, s, n)
        self.split = self._splitter(re.escape(self.plain))

    def _compile_text(self):
        compiled = re.compile(re.escape(self.plain))
        self.search, self.iterate, self.substitute = compiled.search, compiled.finditer, compiled.subn
        return compiled

    def _use_items(self, text, dialect, force_items):
        parsed = Parser(text, 1 if self.anchored else 0, dialect)
        items, self.captures = parsed.items, parsed.captures
        self.shape = _shape(self.captures)
        limited = dialect.name != "5.1"  # 5.1 recurses until the C stack ends
        expression = None
        if UNFINISHED not in self.captures and not (limited and parsed.depth >= MAX_DEPTH) and not force_items:
            expression = items_to_re(items, self.captures)
        self.is_regular = expression is not None
        self.never_empty = never_empty = any(kind in (ONE, SOME, BALANCE) for kind, _ in items)
        # Python's finditer tries for something longer after an empty match: there is nothing if all is greedy
        greedy = all(kind is not LAZY for kind, _ in items)
        adjacent = dialect.number < (5, 3)  # an empty match may follow the match before it
        finditer = None
        self.substitute = None
        if expression is None:
            matcher = ItemMatcher(items, self.captures, self.anchored, MAX_DEPTH if limited else 1 << 60,
                                  dialect.number < (5, 2))
            self.search = matcher.search
        else:
            compiled = re.compile(expression, re.DOTALL)
            self.search = compiled.match if self.anchored else compiled.search
            if (never_empty or greedy) and not self.anchored:
                finditer = compiled.finditer
                if never_empty or adjacent:
                    self.substitute = compiled.subn
        self.iterate = _iterator(self.search, finditer, self.anchored, never_empty or adjacent)
        run = None if adjacent or self.anchored or expression is None else run_to_re(items, self.captures)
        if run:
            compiled = re.compile(run, re.DOTALL)
            self.substitute = compiled.subn
            expression = run
            from_start, from_later = compiled.finditer, self.iterate
            self.iterate = lambda s, position=0: from_later(s, position) if position else from_start(s)
        self.split = None
        if self.substitute is not None and self.shape != MIXED and all(kind is not BACKREFERENCE for kind, _ in items):
            self.split = self._splitter(expression)

    def _splitter(self, expression):
        """What `split` is until it is used for the first time."""
        def split(s, n=0):
            self.split = re.compile(f"({expression})", re.DOTALL).split
            return self.split(s, n)
        return split

    def values(self, match):
        """The captures of a match, or all of it, as the result of a function."""
        if self.shape == WHOLE:
            return match[0]
        if self.shape == SINGLE:
            return match[1]
        if self.shape == STRINGS:
            return match.groups()
        found = tuple([self.capture(match, index) for index in range(1, len(self.captures) + 1)])
        return found[0] if len(found) == 1 else found

    def capture(self, match, index):
        """One capture of a match, counted from 1; if the pattern has none, capture 1 is the whole match."""
        if not self.captures:
            return match[0]
        kind = self.captures[index - 1]
        if kind is STRING:
            return match[index]
        if kind is PLACE:
            return match.start(index) + 1
        raise LibraryError("unfinished capture")


def _shape(captures):
    if not captures:
        return WHOLE
    if any(kind is not STRING for kind in captures):
        return MIXED
    return SINGLE if len(captures) == 1 else STRINGS


def _iterator(search, finditer, anchored, no_conflict):
    """The function that gives an iterator over the matches, in the order of gmatch and gsub.

    no_conflict: no match can be an empty one where the match before it ended, or it is accepted.
    """
    if finditer is not None and no_conflict:
        return finditer

    def iterate(subject, position=0):
        last = -1
        for match in finditer(subject, position):
            end = match.end()
            if end != last:
                last = end
                yield match

    def iterate_by_search(subject, position=0):
        last = -1
        while position <= len(subject):
            match = search(subject, position)
            if match is None:
                return
            start, end = match.span()
            if end != last or no_conflict:
                last = end
                yield match
                if anchored:
                    return
            # a second match at the end of an empty one would be empty again
            position = end if end > start else end + 1

    return iterate_by_search if finditer is None else iterate
