"""Lua CJSON 2.1.0: `require "cjson"`.

Decoding is done by Python's json where that understands the text exactly as
lua-cjson would, and by `luapy.stdlib.cjson_parser` elsewhere, errors included.
"""

from __future__ import annotations

from json.encoder import encode_basestring

from luapy.runtime.api import (
    ArgumentError, FALSE, LibraryError, LuaError, TRUE, Table, Userdata, check_integer, check_option, check_string,
    current_state, library, lua_bool, lua_error, type_name,
)
from luapy.runtime.table import items
from luapy.stdlib.cjson_parser import Decoder

VERSION = "2.1.0"
INT_MAX = 0x7FFFFFFF
OFF_ON = ("off", "on")
OFF_ON_NULL = ("off", "on", "null")


class LightUserdata(Userdata):
    """The C pointer NULL as a Lua value."""

    @property
    def lua_address(self):
        return "NULL" if current_state().dialect.name == "luajit" else "(nil)"


NULL = LightUserdata()


class Settings:
    """What the configuration functions change."""

    def __init__(self):
        self.sparse_convert = False
        self.sparse_ratio = 2
        self.sparse_safe = 10
        self.encode_max_depth = 1000
        self.decode_max_depth = 1000
        self.precision = 14
        self.keep_buffer = True
        self.encode_invalid = "off"
        self.decode_invalid = True


class Encoder:
    """One conversion to JSON text."""

    def __init__(self, settings: Settings):
        self.settings = settings
        self.parts: list = []
        self.number_format = f"%.{settings.precision}g"

    def encode(self, value) -> str:
        self.append(value, 0)
        return "".join(self.parts)

    def append(self, value, depth):
        cls = value.__class__
        if cls is str:
            self.parts.append(quoted(value))
        elif cls is int or cls is float:
            self.parts.append(self.number(value))
        elif value is TRUE or value is FALSE:
            self.parts.append(value.text)
        elif value is None or value is NULL:
            self.parts.append("null")
        elif isinstance(value, Table):
            self.append_table(value, depth + 1)
        else:
            cannot_serialise(value, "type not supported")

    def number(self, value) -> str:
        if value.__class__ is int and -100000 < value < 100000 and self.settings.precision >= 5:
            return str(value)
        value = float(value)
        if value - value != 0:
            invalid = self.settings.encode_invalid
            if invalid == "null":
                return "null"
            if invalid == "off":
                cannot_serialise(value, "must not be NaN or Inf")
            return "nan" if value != value else "inf" if value > 0 else "-inf"
        return self.number_format % value

    def append_table(self, table, depth):
        if depth > self.settings.encode_max_depth:
            lua_error(f"Cannot serialise, excessive nesting ({depth})")
        pairs = list(items(table))
        length = self.array_length(pairs)
        if length > 0:
            self.append_array(dict(pairs), length, depth)
        else:
            self.append_object(pairs, depth)

    def array_length(self, pairs) -> int:
        """lua_array_length: the largest index, or -1 if the table is no array."""
        largest = 0
        for key, _ in pairs:
            if key.__class__ is not int or key < 1:
                if key.__class__ is not float or key < 1 or not key.is_integer():
                    return -1
            if largest < key <= INT_MAX:  # larger ones overflow in C
                largest = int(key)
        settings = self.settings
        if settings.sparse_ratio > 0 and largest > len(pairs) * settings.sparse_ratio \
                and largest > settings.sparse_safe:
            if not settings.sparse_convert:
                lua_error("Cannot serialise table: excessively sparse array")
            return -1
        return largest

    def append_array(self, values, length, depth):
        parts = self.parts
        separator = "["
        for place in range(1, length + 1):
            parts.append(separator)
            self.append(values.get(place), depth)
            separator = ","
        parts.append("]")

    def append_object(self, pairs, depth):
        parts = self.parts
        parts.append("{")
        separator = ""
        for key, value in pairs:
            if key.__class__ is str:
                parts.append(separator + quoted(key) + ":")
            elif key.__class__ is int or key.__class__ is float:
                parts.append(f'{separator}"{self.number(key)}":')
            else:
                cannot_serialise(key, "table key must be a number or string")
            self.append(value, depth)
            separator = ","
        parts.append("}")


def quoted(text: str) -> str:
    """A string literal of JSON, with the escapes of lua-cjson."""
    text = encode_basestring(text)
    if "/" in text:
        text = text.replace("/", "\\/")
    return text.replace("\x7f", "\\u007f") if "\x7f" in text else text


def cannot_serialise(value, reason):
    lua_error(f"Cannot serialise {type_name(value)}: {reason}")


def _one_argument(args):
    if len(args) != 1:
        raise ArgumentError(1, "expected 1 argument")


class Cjson:
    """The functions of one instance, with its settings."""

    def __init__(self, state, safe: bool):
        self.state = state
        self.safe = safe
        self.settings = Settings()

    def encode(self, *args):
        """cjson.encode(value)."""
        _one_argument(args)
        return Encoder(self.settings).encode(args[0])

    def decode(self, *args):
        """cjson.decode(text)."""
        _one_argument(args)
        return Decoder(self.settings, NULL, self.state.dialect.integers).decode(check_string(1, args[0]))

    def safe_encode(self, *args):
        """encode of cjson.safe: nil and a message for errors."""
        return self._protected(self.encode, args)

    def safe_decode(self, *args):
        """decode of cjson.safe."""
        return self._protected(self.decode, args)

    def _protected(self, function, args):
        _one_argument(args)
        try:
            return function(*args)
        except LibraryError as error:
            return None, error.message
        except ArgumentError as error:
            return None, f"bad argument #{error.number} to '?' ({error.message})"
        except LuaError as error:
            return None, error.value

    def new(self, *_):
        """cjson.new(): another instance."""
        return make_library(self.state, self.safe)

    # Configuration: each returns the setting as it then is

    def _integer(self, name, value, low, high, number=1):
        if value is not None:
            value = check_integer(number, value)
            if not low <= value <= high:
                raise ArgumentError(1, f"expected integer between {low} and {high}")
            setattr(self.settings, name, value)
        return getattr(self.settings, name)

    def _switch(self, name, value):
        if value is TRUE or value is FALSE:
            setattr(self.settings, name, value is TRUE)
        elif value is not None:
            setattr(self.settings, name, check_option(1, value, None, OFF_ON) == "on")
        return lua_bool(getattr(self.settings, name))

    def decode_invalid_numbers(self, value=None, *extra):
        """cjson.decode_invalid_numbers([setting])."""
        _no_more(extra, 2)
        return self._switch("decode_invalid", value)

    def decode_max_depth(self, depth=None, *extra):
        """cjson.decode_max_depth([depth])."""
        _no_more(extra, 2)
        return self._integer("decode_max_depth", depth, 1, INT_MAX)

    def encode_invalid_numbers(self, value=None, *extra):
        """cjson.encode_invalid_numbers([setting])."""
        _no_more(extra, 2)
        if value is TRUE or value is FALSE:
            self.settings.encode_invalid = "on" if value is TRUE else "off"
        elif value is not None:
            self.settings.encode_invalid = check_option(1, value, None, OFF_ON_NULL)
        setting = self.settings.encode_invalid
        return setting if setting == "null" else lua_bool(setting == "on")

    def encode_keep_buffer(self, value=None, *extra):
        """cjson.encode_keep_buffer([setting]): makes no difference here."""
        _no_more(extra, 2)
        return self._switch("keep_buffer", value)

    def encode_max_depth(self, depth=None, *extra):
        """cjson.encode_max_depth([depth])."""
        _no_more(extra, 2)
        return self._integer("encode_max_depth", depth, 1, INT_MAX)

    def encode_number_precision(self, precision=None, *extra):
        """cjson.encode_number_precision([precision])."""
        _no_more(extra, 2)
        return self._integer("precision", precision, 1, 14)

    def encode_sparse_array(self, convert=None, ratio=None, safe=None, *extra):
        """cjson.encode_sparse_array([convert [, ratio [, safe]]])."""
        _no_more(extra, 4)
        return (self._switch("sparse_convert", convert), self._integer("sparse_ratio", ratio, 0, INT_MAX, 2),
                self._integer("sparse_safe", safe, 0, INT_MAX, 3))


def _no_more(extra, number):
    if extra:
        raise ArgumentError(number, "found too many arguments")


def make_library(state, safe: bool) -> Table:
    """lua_cjson_new, lua_cjson_safe_new."""
    instance = Cjson(state, safe)
    functions = {name: getattr(instance, name) for name in (
        "decode_invalid_numbers", "decode_max_depth", "encode_invalid_numbers", "encode_keep_buffer",
        "encode_max_depth", "encode_number_precision", "encode_sparse_array", "new")}
    functions["decode"] = instance.safe_decode if safe else instance.decode
    functions["encode"] = instance.safe_encode if safe else instance.encode
    return library(state, "cjson", functions | {"null": NULL, "_NAME": "cjson", "_VERSION": VERSION})


def open(state):
    """luaopen_cjson."""
    return make_library(state, False)
