"""string.find, match, gmatch and gsub (manual 6.4), made once for each dialect.

The usual calls (strings as arguments, no or plain positions) run straight
through; `luapy.stdlib.patterns` does the matching.
"""

from __future__ import annotations

from functools import cache, partial
from operator import itemgetter, methodcaller

from luapy.runtime.api import (
    ABSENT, FALSE, ArgumentError, LibraryError, Table, check_integer, check_string, current_state, first, index,
    is_function, number_to_str, register_function, results, type_error, type_name,
)
from luapy.runtime.coroutines import without_yields
from luapy.runtime.iteration import known_iterators
from luapy.stdlib.pattern_items import UNFINISHED
from luapy.stdlib.patterns import MIXED, SINGLE, STRINGS, WHOLE, Pattern

CACHE_SIZE = 500


class PatternCache(dict):
    """Patterns by their text, made when they are asked for; forgets the oldest when it is full."""

    def __init__(self, dialect, caret_is_special=True):
        super().__init__()
        self.dialect = dialect
        self.caret_is_special = caret_is_special

    def __missing__(self, text):
        pattern = Pattern(text, self.dialect, self.caret_is_special)
        if len(self) >= CACHE_SIZE:
            try:
                del self[next(iter(self))]
            except (KeyError, RuntimeError):  # another thread was faster
                pass
        self[text] = pattern
        return pattern


def start_position(init, length):
    """A position that may count from the end, as an index from 0."""
    if init > 0:
        return init - 1
    if init == 0 or init < -length:
        return 0
    return length + init


def c_int(value):
    """An integer cut to an int of C."""
    return (value + 0x80000000 & 0xFFFFFFFF) - 0x80000000


@cache
def matching_functions(dialect) -> dict:
    """find, match, gmatch and gsub for a dialect."""
    patterns = PatternCache(dialect)
    clips_start = dialect.number < (5, 2)  # a start after the end is taken for the end

    def find(s=ABSENT, pattern=ABSENT, init=None, plain=None, *_):
        """string.find(s, pattern [, init [, plain]]): manual 6.4."""
        if s.__class__ is not str or pattern.__class__ is not str:
            s = check_string(1, s)
            pattern = check_string(2, pattern)
        if init is None:
            start = 0
        else:
            start = init - 1 if init.__class__ is int and init > 0 else start_position(check_integer(3, init), len(s))
            if start > len(s):
                if not clips_start:
                    return None
                start = len(s)
        if plain is None or plain is FALSE:
            compiled = patterns[pattern]
            if compiled.literal is None:
                match = compiled.search(s, start)
                if match is None:
                    return None
                start, end = match.span()
                shape = compiled.shape
                if shape == WHOLE:
                    return start + 1, end
                if shape == SINGLE:
                    return start + 1, end, match[1]
                return start + 1, end, *results(compiled.values(match))
        start = s.find(pattern, start)
        if start < 0:
            return None
        return start + 1, start + len(pattern)

    def match(s=ABSENT, pattern=ABSENT, init=None, *_):
        """string.match(s, pattern [, init]): manual 6.4."""
        if s.__class__ is not str or pattern.__class__ is not str:
            s = check_string(1, s)
            pattern = check_string(2, pattern)
        compiled = patterns[pattern]
        if init is None:
            found = compiled.search(s)
        else:
            start = init - 1 if init.__class__ is int and init > 0 else start_position(check_integer(3, init), len(s))
            if start > len(s) and not clips_start:
                return None
            found = compiled.search(s, start if start <= len(s) else len(s))
        if found is None:
            return None
        shape = compiled.shape
        if shape == SINGLE:
            return found[1]
        if shape == WHOLE:
            return found[0]
        if shape == STRINGS:
            return found.groups()
        return compiled.values(found)

    return {"find": find, "match": match, "gmatch": _gmatch(dialect), "gsub": _gsub(dialect, patterns)}


def pattern_function(dialect, use, text):
    """What translated code calls for a constant pattern, by its use.

    search(s, start): the next match, or None; replace(replacement, s): the text with each match replaced;
    replace_by_fields(s, table): the same by what gsub finds in a table without metatable; None: that would be an error.
    """
    pattern = Pattern(text, dialect)
    if use == "search":
        return pattern.search
    if use == "replace":
        return pattern.substitute.__self__.sub
    pattern.split("")  # which compiles it
    split, captures = pattern.split, len(pattern.captures)

    def replace_by_fields(s, table):
        pieces = split(s)
        if len(pieces) == 1:
            return s
        try:
            return replaced_by_fields(s, pieces, captures, table.__dict__.get)[0]
        except LibraryError:
            return None
    return replace_by_fields


# gmatch ---------------------------------------------------------------------------------------

_EXTRACTORS = {WHOLE: itemgetter(0), SINGLE: itemgetter(1), STRINGS: methodcaller("groups")}


def result_iterator(values):
    """The iterator function of gmatch; *values* yields its results, to the last."""
    def gmatch_iterator(*_):
        for value in values:
            return value
        return ()
    return gmatch_iterator


def single_iterator(values):
    """The same for values that are no tuples."""
    def gmatch_iterator(*_):
        for value in values:
            return value
        return ()
    return gmatch_iterator


# Loops take the values themselves.
known_iterators["gmatch"] = result_iterator(iter(())).__code__
known_iterators["gmatch_single"] = single_iterator(iter(())).__code__


def _gmatch(dialect):
    patterns = PatternCache(dialect, caret_is_special=False)
    has_start = dialect.number >= (5, 4)
    register_function(result_iterator(()))
    register_function(single_iterator(()))

    def gmatch(s=ABSENT, pattern=ABSENT, init=None, *_):
        """string.gmatch(s, pattern [, init]): manual 6.4."""
        if s.__class__ is not str or pattern.__class__ is not str:
            s = check_string(1, s)
            pattern = check_string(2, pattern)
        compiled = patterns[pattern]
        if init is not None and has_start:
            start = start_position(check_integer(3, init), len(s))
            if start > len(s):
                return result_iterator(iter(()))
            matches = compiled.iterate(s, start)
        else:
            matches = compiled.iterate(s)
        shape = compiled.shape
        if shape == SINGLE or shape == WHOLE:
            return single_iterator(map(_EXTRACTORS[shape], matches))
        return result_iterator(map(_EXTRACTORS.get(shape) or compiled.values, matches))

    return gmatch


# gsub -----------------------------------------------------------------------------------------

def _gsub(dialect, patterns):
    template_cache: dict = {}
    c_count = dialect.number < (5, 3)  # the count is an int of C in 5.1, unsigned in 5.2

    def gsub(s=ABSENT, pattern=ABSENT, repl=ABSENT, n=None, *_):
        """string.gsub(s, pattern, repl [, n]): manual 6.4."""
        if s.__class__ is not str or pattern.__class__ is not str:
            s = check_string(1, s)
            pattern = check_string(2, pattern)
        compiled = patterns[pattern]
        if n is not None:
            n = check_integer(4, n)
            if c_count:
                n = c_int(n) if dialect.number < (5, 2) else n if n >= 0 else len(s) + 1
        kept = None
        cls = repl.__class__
        if cls is str:
            if n is None and "%" not in repl:
                if compiled.plain:
                    if pattern not in s:
                        return s, 0
                    return s.replace(pattern, repl), s.count(pattern)
                if compiled.substitute is not None and "\\" not in repl:
                    return compiled.substitute(repl, s)
            replace = template_cache.get((pattern, repl))
            if replace is None:
                replace = template(compiled, repl, dialect)
                if len(template_cache) >= CACHE_SIZE:
                    template_cache.clear()
                template_cache[pattern, repl] = replace
        elif cls is int or cls is float:
            replace = template(compiled, number_to_str(repl), dialect)
        elif isinstance(repl, Table):
            if compiled.split is not None and (n is None or n > 0) and not (repl.indexed or repl.special):
                pieces = compiled.split(s, n or 0)
                if len(pieces) == 1:
                    return s, 0
                return replaced_by_fields(s, pieces, len(compiled.captures), repl.__dict__.get)
            kept = [0]
            replace = unyielding(table_replacer(compiled, repl, kept))
        elif is_function(repl):
            if compiled.split is not None and (n is None or n > 0):
                pieces = compiled.split(s, n or 0)
                if len(pieces) == 1:
                    return s, 0
                return replaced_by_calls(s, pieces, len(compiled.captures), unyielding(repl))
            kept = [0]
            replace = unyielding(function_replacer(compiled, repl, kept))
        elif dialect.number >= (5, 4):
            type_error(3, repl, "string/function/table")
        else:
            raise ArgumentError(3, "string/function/table expected")
        if n is not None and n <= 0:
            return s, 0
        if compiled.substitute is not None:
            text, count = compiled.substitute(replace, s, n or 0)
            # if nothing was given for any match, the result is the same string (%p shows it)
            return (s if kept is not None and kept[0] == count else text), count
        parts = []
        count = end = 0
        for match in compiled.iterate(s):
            start, after = match.span()
            parts.append(s[end:start])
            parts.append(replace(match))
            end = after
            count += 1
            if count == n:
                break
        if not count or (kept is not None and kept[0] == count):
            return s, count
        parts.append(s[end:])
        return "".join(parts), count

    return gsub


def unyielding(function):
    """A function that calls Lua's, which cannot yield there."""
    return function if current_state().running is None else partial(without_yields, function)


def replaced_by_fields(s, pieces, captures, get):
    """The results of gsub where the first capture, or the match, is a key of a table.

    pieces: what `Pattern.split` gives, with at least one match; captures: their number; get: gives an attribute of the
    table, in which the values of string keys are (no metamethod has to do with it).
    """
    kept, group, places = 0, 1 if captures else 0, range(1, len(pieces), captures + 2)
    for place in places:
        value = get("f_" + pieces[place + group])
        if value.__class__ is str:
            pieces[place] = value
        elif value is None or value is FALSE:
            kept += 1
        else:
            pieces[place] = other_text(value)
    return joined(s, pieces, captures, kept, len(places))


def replaced_by_calls(s, pieces, captures, function):
    """The same where a function is called with the captures, or the match."""
    kept, places = 0, range(1, len(pieces), captures + 2)
    for place in places:
        value = function(pieces[place + captures]) if captures < 2 else function(*pieces[place + 1:place + 1 + captures])
        if value.__class__ is str:
            pieces[place] = value
            continue
        if value.__class__ is tuple:
            value = first(value)
        if value is None or value is FALSE:
            kept += 1
        else:
            pieces[place] = value if value.__class__ is str else other_text(value)
    return joined(s, pieces, captures, kept, len(places))


def joined(s, pieces, captures, kept, matches):
    """The results of gsub; pieces: as `Pattern.split` gave them, with the replacements in the places of the matches.

    kept: how many of the matches stay what they were; where all do, the result is the same string, as %p shows.
    """
    if kept == matches:
        return s, matches
    for last in range(captures, 0, -1):
        del pieces[last + 1::last + 2]
    return "".join(pieces), matches


def other_text(value):
    """What a function or table gave, other than a string, nil or false, as text."""
    if value.__class__ is int or value.__class__ is float:
        return number_to_str(value)
    raise LibraryError(f"invalid replacement value (a {type_name(value)})")


def replacement_text(value, match, kept):
    """What a function or table gave, other than a string, as text; kept[0] counts the matches that stay."""
    if value.__class__ is tuple:
        value = first(value)
        if value.__class__ is str:
            return value
    if value is None or value is FALSE:
        kept[0] += 1
        return match[0]
    return other_text(value)


def function_replacer(compiled, function, kept):
    """Calls a Lua function for each match."""
    shape = compiled.shape
    if shape == WHOLE or shape == SINGLE:
        group = 0 if shape == WHOLE else 1

        def replace(match):
            value = function(match[group])
            return value if value.__class__ is str else replacement_text(value, match, kept)
    else:
        values = compiled.values

        def replace(match):
            value = function(*results(values(match)))
            return value if value.__class__ is str else replacement_text(value, match, kept)
    return replace


def table_replacer(compiled, table, kept):
    """Looks the first capture up in a table."""
    capture = compiled.capture
    group = None if compiled.shape == MIXED else 0 if compiled.shape == WHOLE else 1

    def replace(match):
        value = index(table, match[group] if group is not None else capture(match, 1))
        if value.__class__ is str:
            return value
        if value is None:
            kept[0] += 1
            return match[0]
        return replacement_text(value, match, kept)
    return replace


def template(compiled, text, dialect):
    """A replacement string as a function of the match.

    Mistakes in it count only when something is replaced.
    """
    pieces, mistake = parse_template(compiled, text, dialect)
    if mistake is not None:
        def fail(match):
            for piece in pieces:  # an unfinished capture before the mistake is an error of its own
                if piece.__class__ is int and piece:
                    compiled.capture(match, piece)
            raise LibraryError(mistake)
        return fail
    if all(piece.__class__ is str for piece in pieces):
        constant = "".join(pieces)
        return lambda match: constant
    if compiled.shape == MIXED and any(piece.__class__ is int and piece for piece in pieces):
        def expand(match):
            return "".join([piece if piece.__class__ is str
                            else str(compiled.capture(match, piece)) if piece else match[0] for piece in pieces])
        return expand
    # What is left is text and groups: the fastest way to join them is Python's own % operator.
    groups = [piece for piece in pieces if piece.__class__ is int]
    form = "".join(["%s" if piece.__class__ is int else piece.replace("%", "%%") for piece in pieces])
    if len(groups) == 1:
        group = groups[0]
        return lambda match: form % match[group]
    return lambda match: form % match.group(*groups)


def parse_template(compiled, text, dialect):
    """Pieces of a replacement string (text, or the number of a group) and the mistake that ends it, or None."""
    captures = compiled.captures
    old = dialect.number < (5, 2)
    pieces: list = []
    at = 0
    while True:
        percent = text.find("%", at)
        if percent < 0:
            pieces.append(text[at:])
            return pieces, None
        pieces.append(text[at:percent])
        char = text[percent + 1:percent + 2]
        at = percent + 2
        if "0" <= char <= "9":
            group = int(char)
            if group > max(len(captures), 1):
                wording = "invalid capture index"
                return pieces, wording if dialect.number < (5, 3) else f"{wording} %{group}"
            if group == 1 and not captures:
                group = 0
            pieces.append(group)
            if group and captures[group - 1] is UNFINISHED:
                return pieces, ""  # to be reported by Pattern.capture
        elif char == "%" or old:
            pieces.append(char or "\0")  # 5.1 reads the "\0" after the end
        else:
            return pieces, "invalid use of '%' in replacement string"
