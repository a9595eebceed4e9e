"""string.format (manual 6.4), made once for each dialect.

A format string is parsed once, into pieces of text and conversions.  If the
conversions are of the usual kinds, Python's ``%`` operator does the whole work
at once for arguments of the right types: it agrees with C there.
"""

from __future__ import annotations

import re
from functools import cache

from luapy.runtime import messages
from luapy.runtime.api import ABSENT, ArgumentError, check_string, lua_error
from luapy.stdlib.conversions import CONVERSIONS, Specification

CACHE_SIZE = 500
USES_BEFORE_FAST = 20  # to make the fast function takes as long as some dozens of uses


class Format:
    """A parsed format string.

    pieces: text, and conversions as functions of (argument's number, argument);
    fast: a function of the arguments that gives the text, or None if they are
    not of the usual types; made when the format has been used some times.
    """

    __slots__ = ("pieces", "specifications", "fast", "uses", "dialect")

    def __init__(self, text, dialect):
        self.dialect = dialect
        self.pieces, self.specifications = PARSERS[_family(dialect)](text, dialect)
        self.fast = None
        self.uses = 0

    def apply(self, args):
        """The formatted text, for arguments of any types."""
        self.uses += 1
        if self.uses == USES_BEFORE_FAST:
            self.fast = self.make_fast()
        parts = []
        number = 1
        for piece in self.pieces:
            if piece.__class__ is str:
                parts.append(piece)
            else:
                if number > len(args):
                    self.no_value(number + 1, piece)
                value = args[number - 1]
                number += 1
                parts.append(piece(number, value))
        return "".join(parts)

    def make_fast(self):
        """The function, if the conversions are simple."""
        if not self.is_simple:
            return None
        names = [f"a{number}" for number in range(len(self.specifications))]
        value, conditions = self.expression(names)
        parameters = "".join([f"{name}=None, " for name in names])
        condition = " and ".join([f"({condition})" for condition in conditions]) or "True"
        return eval(f"lambda {parameters}*_: {value} if {condition} else None", {})

    @property
    def is_simple(self) -> bool:
        """Whether Python can do all the conversions at once."""
        return len(self.specifications) <= 200 and all(specification is not None and specification.simple(self.dialect)
                                                       for specification in self.specifications)

    def expression(self, names):
        """(Python's expression of the text for arguments in variables of these names, a condition for each under which it is).

        An f-string where its fields can say the same, else Python's ``%``.
        """
        parts, fields, conditions = [], [], []
        for piece in self.pieces:
            if piece.__class__ is str:
                parts.append(piece.replace("%", "%%"))
                fields.append(piece.replace("{", "{{").replace("}", "}}"))
                continue
            name, specification = names[len(conditions)], self.specifications[len(conditions)]
            form, condition = specification.simple(self.dialect)
            parts.append(form)
            fields.append(specification.field(name, self.dialect))
            conditions.append(condition.replace("value", name))
        if None not in fields:
            return "f" + repr("".join(fields)), conditions
        return f"{''.join(parts)!r} % ({''.join([f'{name}, ' for name in names])})", conditions

    def no_value(self, number, piece):
        """There is no argument for a conversion."""
        if self.dialect.name == "luajit":
            if piece.__class__ is Misconversion:
                piece(number, None)
            raise ArgumentError(number, "value expected")
        raise ArgumentError(number, "no value")


class Misconversion:
    """A conversion that is an error when it is reached."""

    def __init__(self, message):
        self.message = message

    def __call__(self, number, value):
        lua_error(self.message)


class FormatCache(dict):
    """Formats by their text, made when they are asked for."""

    def __init__(self, dialect):
        super().__init__()
        self.dialect = dialect

    def __missing__(self, text):
        if len(self) >= CACHE_SIZE:
            self.clear()
        form = self[text] = Format(text, self.dialect)
        return form


@cache
def format_function(dialect):
    """string.format for a dialect."""
    formats = FormatCache(dialect)
    if messages.unaware is not None:
        messages.unaware.append(formats.clear)

    def format(formatstring=ABSENT, *args):
        """string.format(formatstring, ...): manual 6.4."""
        if formatstring.__class__ is not str:
            formatstring = check_string(1, formatstring)
        form = formats[formatstring]
        fast = form.fast
        if fast is not None:
            text = fast(*args)
            if text is not None:
                return text
        return form.apply(args)

    return format


# Parsing ----------------------------------------------------------------------------------

def _family(dialect):
    if dialect.name == "luajit":
        return "luajit"
    return "5.4" if dialect.number >= (5, 4) else "old"


def _pieces(text, dialect, scan):
    """Text and conversions of a format string; scan(text, place after "%") gives a conversion and where it ends."""
    pieces: list = []
    specifications: list = []
    at = 0
    while True:
        percent = text.find("%", at)
        if percent < 0:
            pieces.append(text[at:])
            return pieces, specifications
        if text.startswith("%%", percent):
            pieces.append(text[at:percent + 1])
            at = percent + 2
            continue
        pieces.append(text[at:percent])
        conversion, at = scan(text, percent + 1, dialect)
        if isinstance(conversion, Specification):
            specifications.append(conversion)
            conversion = CONVERSIONS[dialect.name][conversion.letter](conversion, dialect)
        else:
            specifications.append(None)
        pieces.append(conversion)


_OLD = re.compile(r"([-+ #0]*)([0-9]{0,2})(?:(\.)([0-9]{0,2}))?([^\0]?)", re.DOTALL)


def _scan_old(text, at, dialect):
    """Up to 5.3: flags, two digits of width, two of precision."""
    match = _OLD.match(text, at)
    flags, width, dot, precision, letter = match.groups()
    if len(flags) >= 6:
        return Misconversion("invalid format (repeated flags)"), match.end()
    if "0" <= letter <= "9":
        return Misconversion("invalid format (width or precision too long)"), match.end()
    if letter not in CONVERSIONS[dialect.name]:
        if not letter:  # how "%c" of luaL_error shows a "\0"
            letter = "<\\0>" if dialect.number >= (5, 3) else "\0" if dialect.number >= (5, 2) else ""
        return Misconversion(f"invalid option '%{letter}' to 'format'"), match.end()
    return Specification(flags, width, dot, precision, letter), match.end()


_SPAN = re.compile(r"[-+#0 1-9.]*", re.DOTALL)
_VALID = {flags: re.compile(f"([{flags}]*)" + r"(?!0)([0-9]{0,2})(?:(\.)([0-9]{0,2}))?") for flags in
          ("-+#0 ", "-#0", "-+0 ", "-0", "-")}
_VALID_FLAGS = {"d": "-+0 ", "i": "-+0 ", "u": "-0", "o": "-#0", "x": "-#0", "X": "-#0", "c": "-", "p": "-", "s": "-"}
_ANY = re.compile(r"([-+ #0]*)([0-9]*)(?:(\.)([0-9]*))?")


def _scan_54(text, at, dialect):
    """5.4: everything that looks like a modifier; each conversion checks its own."""
    span = _SPAN.match(text, at)
    end = span.end() + 1
    if end - at >= 22:
        return Misconversion("invalid format (too long)"), end
    letter = text[end - 1:end]
    form = "%" + text[at:end].replace("\0", "")
    if not letter or letter not in CONVERSIONS[dialect.name]:
        return Misconversion(f"invalid conversion '{form}' to 'format'"), end
    match = _VALID[_VALID_FLAGS.get(letter, "-+#0 ")].match(span[0])
    if letter == "q":
        if span[0]:
            return Misconversion("specifier '%q' cannot have modifiers"), end
    elif not match or match.end() != len(span[0]) or (match[3] and letter in "cp"):
        specification = Specification("", "", None, None, letter)
        specification.invalid = f"invalid conversion specification: '{form}'"
        return specification, end
    return Specification(*match.groups(), letter), end


_JIT = re.compile(r"([-+ #0]*)([0-9]{0,2})(?:(\.)([0-9]{0,2}))?")


def _scan_jit(text, at, dialect):
    """LuaJIT: quotes the whole conversion when it is wrong, before it looks for the argument."""
    match = _JIT.match(text, at)
    end = match.end()
    letter = text[end:end + 1]
    if not letter or letter not in CONVERSIONS[dialect.name]:
        if letter >= " ":
            end += 1
        return Misconversion(f"invalid option '{text[at - 1:end]}' to 'format'"), end
    return Specification(*match.groups(), letter), end + 1


PARSERS = {
    "old": lambda text, dialect: _pieces(text, dialect, _scan_old),
    "5.4": lambda text, dialect: _pieces(text, dialect, _scan_54),
    "luajit": lambda text, dialect: _pieces(text, dialect, _scan_jit),
}
