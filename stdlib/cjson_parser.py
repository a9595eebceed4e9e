"""The decoder of lua-cjson 2.1.0: what its C code accepts, and its words for what it does not."""

from __future__ import annotations

import json
import re
from math import inf, nan

from luapy.runtime.api import FALSE, TRUE, Table, lua_error, rawset
from luapy.runtime.table import STATIC_NAMES, from_list
from luapy.runtime.values import scaled_float

_SPACE = re.compile(r"[ \t\n\r]*")
_SINGLE = {"{": "T_OBJ_BEGIN", "}": "T_OBJ_END", "[": "T_ARR_BEGIN", "]": "T_ARR_END", ",": "T_COMMA",
           ":": "T_COLON", "\0": "T_END", "": "T_END"}
_WORDS = {"t": ("true", "T_BOOLEAN", TRUE), "f": ("false", "T_BOOLEAN", FALSE)}
_ESCAPES = {'"': '"', "\\": "\\", "/": "/", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}
_PLAIN = re.compile(r'[^"\\\0]*')
_HEX4 = re.compile(r"[0-9a-fA-F]{4}")
# C's strtod
_NUMBER = re.compile(r"""
    [ \t\n\v\f\r]* ([+-]?)
    (?: 0[xX] (?=\.?[0-9a-fA-F]) ([0-9a-fA-F]*) (?:\.([0-9a-fA-F]*))? (?:[pP]([+-]?[0-9]+))?
      | ((?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)
      | ([iI][nN][fF](?:[iI][nN][iI][tT][yY])?)
      | ([nN][aA][nN](?:\([0-9a-zA-Z_]*\))?)
    )""", re.VERBOSE | re.ASCII)
_INVALID = re.compile(r"\+|-?(?:0[xX0-9]|[iI][nN][fF]|[nN][aA][nN])")
EXACT = 1 << 53


class Difficult(Exception):
    """Python's json may not be asked."""


def _refuse(_text):
    raise Difficult


class Decoder:
    """Converts JSON texts by the settings of one instance of the library."""

    def __init__(self, settings, null, integers: bool):
        self.settings = settings
        self.null = null
        self.integers = integers

    def decode(self, text: str):
        if len(text) >= 2 and (text[0] == "\0" or text[1] == "\0"):
            lua_error("JSON parser does not support UTF-16 or UTF-32")
        try:
            return self._decode_by_python(text)
        except (Difficult, ValueError, RecursionError):
            return Parser(self, text).parse()

    # By Python's json. It knows text, not bytes: \u escapes need care.

    def _decode_by_python(self, text):
        if "\0" in text:
            raise Difficult
        self.recode = "\\u" in text
        if self.recode:
            text = text.encode("latin-1").decode("utf-8")
        parse_int = float if self.integers else _integral if "-0" in text else None
        decoder = json.JSONDecoder(object_pairs_hook=self._object, parse_int=parse_int, parse_constant=_refuse,
                                   strict=False)
        value = self._value(decoder.decode(text))
        if self._too_deep(text, value):
            raise Difficult
        return value

    def _value(self, value):
        cls = value.__class__
        if cls is str:
            return self._string(value) if self.recode else value
        if cls is float:
            return value if self.integers else _integral(value)
        if cls is int:
            return value if -EXACT <= value <= EXACT else float(value)
        if cls is list:
            return from_list([self._value(item) for item in value])
        if value is None:
            return self.null
        if value is True:
            return TRUE
        if value is False:
            return FALSE
        return value

    def _string(self, text):
        return text if text.isascii() else text.encode("utf-8").decode("latin-1")

    def _object(self, pairs):
        table = Table()
        fields = table.__dict__
        for key, value in pairs:
            if self.recode:
                key = self._string(key)
            if value.__class__ is not str or self.recode:
                value = self._value(value)
            attr = STATIC_NAMES.get(key)
            if attr is None:
                fields["f_" + key] = value
            else:
                setattr(table, attr, value)
        return table

    def _too_deep(self, text, value):
        """Whether the text may nest deeper than allowed: then the parser counts."""
        depth = self.settings.decode_max_depth
        return isinstance(value, Table) and text.count("[") + text.count("{") > depth


def _integral(number):
    """A number as the versions without integers keep it: ints where they are exact, but no minus zero."""
    value = float(number)
    if value.is_integer() and -EXACT <= value <= EXACT and (value or str(value)[0] != "-"):
        return int(value)
    return value


class Parser:
    """lua-cjson's own recursive descent; *type* and *value* are the current token's, *start* its position."""

    def __init__(self, decoder: Decoder, text: str):
        self.text = text
        self.null = decoder.null
        self.integers = decoder.integers
        self.max_depth = decoder.settings.decode_max_depth
        self.invalid_numbers = decoder.settings.decode_invalid
        self.position = 0
        self.start = 0
        self.type = None
        self.value = None

    def parse(self):
        self.next_token()
        value = self.process_value(0)
        self.next_token()
        if self.type != "T_END":
            self.failed("the end")
        return value

    def failed(self, expected):
        """json_throw_parse_error."""
        found = self.value if self.type == "T_ERROR" else self.type
        lua_error(f"Expected {expected} but found {found} at character {self.start + 1}")

    # Values

    def process_value(self, depth):
        kind = self.type
        if kind in ("T_STRING", "T_NUMBER", "T_BOOLEAN"):
            return self.value
        if kind == "T_OBJ_BEGIN":
            return self.process_object(self.descend(depth))
        if kind == "T_ARR_BEGIN":
            return self.process_array(self.descend(depth))
        if kind == "T_NULL":
            return self.null
        self.failed("value")

    def descend(self, depth):
        depth += 1
        if depth > self.max_depth:
            lua_error(f"Found too many nested data structures ({depth}) at character {self.position}")
        return depth

    def process_object(self, depth):
        table = Table()
        self.next_token()
        if self.type == "T_OBJ_END":
            return table
        while True:
            if self.type != "T_STRING":
                self.failed("object key string")
            key = self.value
            self.next_token()
            if self.type != "T_COLON":
                self.failed("colon")
            self.next_token()
            rawset(table, key, self.process_value(depth))
            self.next_token()
            if self.type == "T_OBJ_END":
                return table
            if self.type != "T_COMMA":
                self.failed("comma or object end")
            self.next_token()

    def process_array(self, depth):
        values = []
        self.next_token()
        if self.type == "T_ARR_END":
            return Table()
        while True:
            values.append(self.process_value(depth))
            self.next_token()
            if self.type == "T_ARR_END":
                return from_list(values)
            if self.type != "T_COMMA":
                self.failed("comma or array end")
            self.next_token()

    # Tokens

    def next_token(self):
        text = self.text
        self.position = self.start = start = _SPACE.match(text, self.position).end()
        letter = text[start:start + 1]
        kind = _SINGLE.get(letter)
        if kind is not None:
            self.type = kind
            if kind != "T_END":
                self.position += 1
        elif letter == '"':
            self.string_token()
        elif letter in "-0123456789":
            if not self.invalid_numbers and _INVALID.match(text, start):
                self.error("invalid number")
            else:
                self.number_token()
        elif letter in _WORDS and text.startswith(_WORDS[letter][0], start):
            word, self.type, self.value = _WORDS[letter]
            self.position += len(word)
        elif text.startswith("null", start):
            self.type = "T_NULL"
            self.position += 4
        elif letter in "+iInN" and self.invalid_numbers and _INVALID.match(text, start):
            self.number_token()
        else:
            self.error("invalid token")

    def error(self, message):
        self.type, self.value, self.start = "T_ERROR", message, self.position

    def number_token(self):
        match = _NUMBER.match(self.text, self.position)
        if match is None:
            self.error("invalid number")
            return
        self.position = match.end()
        value = _converted(*match.groups())
        self.type, self.value = "T_NUMBER", value if self.integers else _integral(value)

    def string_token(self):
        text = self.text
        self.position += 1
        parts = []
        while True:
            match = _PLAIN.match(text, self.position)
            parts.append(match[0])
            self.position = match.end()
            letter = text[self.position:self.position + 1]
            if letter == '"':
                break
            if letter != "\\":
                self.error("unexpected end of string")
                return
            escape = text[self.position + 1:self.position + 2]
            if escape == "u":
                decoded = self.unicode_escape()
                if decoded is None:
                    self.error("invalid unicode escape code")
                    return
                parts.append(decoded)
            elif escape in _ESCAPES and escape:
                parts.append(_ESCAPES[escape])
                self.position += 2
            else:
                self.error("invalid escape code")
                return
        self.position += 1
        self.type, self.value = "T_STRING", "".join(parts)

    def unicode_escape(self):
        """The UTF-8 bytes of an escape or surrogate pair, which is skipped; None if it is invalid."""
        code = self.hex4(self.position + 2)
        size = 6
        if code is not None and code & 0xF800 == 0xD800:
            low = self.hex4(self.position + 8) if self.text.startswith("\\u", self.position + 6) else None
            if code & 0x400 or low is None or low & 0xFC00 != 0xDC00:
                return None
            code = ((code & 0x3FF) << 10 | low & 0x3FF) + 0x10000
            size = 12
        if code is None:
            return None
        self.position += size
        return chr(code).encode("utf-8").decode("latin-1")

    def hex4(self, place):
        match = _HEX4.match(self.text, place)
        return None if match is None else int(match[0], 16)


def _converted(sign, whole, fraction, exponent, decimal, infinity, _nan):
    if decimal is not None:
        value = float(decimal)
    elif whole is not None:
        digits = whole + (fraction or "")
        value = scaled_float(int(digits, 16), int(exponent or 0) - 4 * len(fraction or ""))
    else:
        value = inf if infinity else nan
    return -value if sign == "-" else value
