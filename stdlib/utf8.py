"""The library utf8 (manual 6.5 of 5.3 and 5.4)."""

from __future__ import annotations

import re

from luapy.runtime.api import (
    ABSENT, ArgumentError, check_integer, check_string, library, lua_error, opt_integer, register_function, to_integer,
    truth,
)

MAX_UNICODE = 0x10FFFF
MAX_UTF = 0x7FFFFFFF
MAX_RESULTS = 999_950  # see string.byte

# One character, as bytes in a str: what 5.4 accepts (no surrogates, nothing above U+10FFFF), what 5.3 accepts, and
# what 5.4 accepts in lax mode: the original UTF-8 of up to six bytes.
_SHORT = "[\\0-\\x7f]|[\\xc2-\\xdf][\\x80-\\xbf]|"
_STRICT = re.compile(_SHORT + "\\xe0[\\xa0-\\xbf][\\x80-\\xbf]|[\\xe1-\\xec\\xee\\xef][\\x80-\\xbf]{2}"
                     "|\\xed[\\x80-\\x9f][\\x80-\\xbf]"
                     "|\\xf0[\\x90-\\xbf][\\x80-\\xbf]{2}|[\\xf1-\\xf3][\\x80-\\xbf]{3}"
                     "|\\xf4[\\x80-\\x8f][\\x80-\\xbf]{2}").match
_OLD = re.compile(_SHORT + "\\xe0[\\xa0-\\xbf][\\x80-\\xbf]|[\\xe1-\\xef][\\x80-\\xbf]{2}"
                  "|\\xf0[\\x90-\\xbf][\\x80-\\xbf]{2}|[\\xf1-\\xf3][\\x80-\\xbf]{3}"
                  "|\\xf4[\\x80-\\x8f][\\x80-\\xbf]{2}").match
_LAX = re.compile(_SHORT + "\\xe0[\\xa0-\\xbf][\\x80-\\xbf]|[\\xe1-\\xef][\\x80-\\xbf]{2}"
                  "|\\xf0[\\x90-\\xbf][\\x80-\\xbf]{2}|[\\xf1-\\xf7][\\x80-\\xbf]{3}"
                  "|\\xf8[\\x88-\\xbf][\\x80-\\xbf]{3}|[\\xf9-\\xfb][\\x80-\\xbf]{4}"
                  "|\\xfc[\\x84-\\xbf][\\x80-\\xbf]{4}|\\xfd[\\x80-\\xbf]{5}").match
_CONTINUATION = re.compile("[\\x80-\\xbf]*").match


def decode(char):
    """The code of one well-formed character."""
    size = len(char)
    if size == 1:
        return ord(char)
    code = ord(char[0]) & 0x7F >> size
    for byte in char[1:]:
        code = code << 6 | ord(byte) & 0x3F
    return code


def encode(code):
    """The bytes of a code, up to 2^31."""
    if code < 0x80:
        return chr(code)
    tail: list = []
    first = 0x3F
    while code > first:
        tail.append(chr(0x80 | code & 0x3F))
        code >>= 6
        first >>= 1
    tail.append(chr(~first << 1 & 0xFF | code))
    return "".join(reversed(tail))


def is_continuation(s, at):
    return "\x80" <= s[at:at + 1] <= "\xbf"


def position(pos, length):
    """A position that may count from the end; 0 if it is before the start."""
    if pos >= 0:
        return pos
    return 0 if -pos > length else length + pos + 1


# Functions -------------------------------------------------------------------------------------

def char(*codes):
    """utf8.char(...)."""
    return _chars(codes, MAX_UTF)


def char_53(*codes):
    """utf8.char(...) of 5.3."""
    return _chars(codes, MAX_UNICODE)


def _chars(codes, highest):
    parts = []
    for number, code in enumerate(codes, 1):
        code = check_integer(number, code)
        if not 0 <= code <= highest:
            raise ArgumentError(number, "value out of range")
        parts.append(encode(code))
    return "".join(parts)


def offset(s=ABSENT, n=ABSENT, i=None, *_):
    """utf8.offset(s, n [, i])."""
    return _offset(s, n, i, "position out of bounds")


def offset_53(s=ABSENT, n=ABSENT, i=None, *_):
    """utf8.offset(s, n [, i]) of 5.3."""
    return _offset(s, n, i, "position out of range")


def _offset(s, n, i, message):
    s = check_string(1, s)
    n = check_integer(2, n)
    length = len(s)
    at = position(opt_integer(3, i, 1 if n >= 0 else length + 1), length) - 1
    if not 0 <= at <= length:
        raise ArgumentError(3, message)
    if n == 0:
        while at > 0 and is_continuation(s, at):
            at -= 1
        return at + 1
    if is_continuation(s, at):
        lua_error("initial position is a continuation byte")
    if s.isascii():
        at += n - 1 if n > 0 else n
        return at + 1 if 0 <= at <= length else None
    if n < 0:
        while n < 0 and at > 0:
            at -= 1
            while at > 0 and is_continuation(s, at):
                at -= 1
            n += 1
    else:
        n -= 1
        while n > 0 and at < length:
            at = _CONTINUATION(s, at + 1).end()
            n -= 1
    return at + 1 if n == 0 else None


class Decoding:
    """codepoint, codes and len, as strict as the version is."""

    def __init__(self, version):
        self.old = version < (5, 4)
        self.strict = _OLD if self.old else _STRICT
        self.place = "out of range" if self.old else "out of bounds"
        self.end_place = "out of string" if self.old else "out of bounds"
        self.iterators = {False: self._iterator(self.strict), True: self._iterator(_LAX)}

    def matcher(self, lax):
        return _LAX if not self.old and truth(lax) else self.strict

    def codepoint(self, s=ABSENT, i=None, j=None, lax=None, *_):
        """utf8.codepoint(s [, i [, j [, lax]]])."""
        s = check_string(1, s)
        start = position(opt_integer(2, i, 1), len(s))
        end = position(opt_integer(3, j, start), len(s))
        if start < 1:
            raise ArgumentError(2, self.place)
        if end > len(s):
            raise ArgumentError(3, self.place)
        if end - start >= MAX_RESULTS:
            lua_error("stack overflow (string slice too long)")
        match = self.matcher(lax)
        at = start - 1
        codes = []
        while at < end:
            char = match(s, at)
            if char is None:
                lua_error("invalid UTF-8 code")
            codes.append(decode(char[0]))
            at = char.end()
        return codes[0] if len(codes) == 1 else tuple(codes)

    def len(self, s=ABSENT, i=None, j=None, lax=None, *_):
        """utf8.len(s [, i [, j [, lax]]])."""
        s = check_string(1, s)
        start = position(opt_integer(2, i, 1), len(s)) - 1
        end = position(opt_integer(3, j, -1), len(s)) - 1
        if not 0 <= start <= len(s):
            raise ArgumentError(2, "initial position " + self.end_place)
        if end >= len(s):
            raise ArgumentError(3, "final position " + self.end_place)
        if s.isascii():
            return end - start + 1 if end >= start else 0
        match = self.matcher(lax)
        count = 0
        while start <= end:
            char = match(s, start)
            if char is None:
                return None, start + 1
            start = char.end()
            count += 1
        return count

    def codes(self, s=ABSENT, lax=None, *_):
        """utf8.codes(s [, lax])."""
        s = check_string(1, s)
        return self.iterators[not self.old and truth(lax)], s, 0

    def _iterator(self, match):
        """The iterator function of codes: from one character to the next."""
        old = self.old

        def codes_iterator(s=ABSENT, i=None, *_):
            if s.__class__ is not str:
                s = check_string(1, s)
            at = i if i.__class__ is int else to_integer(i) or 0
            if at < 0:
                at = 0 if old else len(s)
            elif at > 0 or not old:
                at = _CONTINUATION(s, at).end()
            if at >= len(s):
                return ()
            char = match(s, at)
            if char is None or (old and is_continuation(s, char.end())):
                lua_error("invalid UTF-8 code")
            return at + 1, decode(char[0])
        return register_function(codes_iterator)


# Registration ----------------------------------------------------------------------------------

def open(state):
    """luaopen_utf8."""
    version = state.dialect.number
    decoding = Decoding(version)
    new = version >= (5, 4)
    return library(state, "utf8", {
        "offset": offset if new else offset_53,
        "codepoint": decoding.codepoint,
        "char": char if new else char_53,
        "len": decoding.len,
        "codes": decoding.codes,
        "charpattern": "[\0-\x7f\xc2-\xfd][\x80-\xbf]*" if new else "[\0-\x7f\xc2-\xf4][\x80-\xbf]*",
    })
