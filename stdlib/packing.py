"""string.pack, packsize and unpack (manual 6.4, 6.4.2)."""

from __future__ import annotations

import struct
import sys

from luapy.runtime.api import (
    ABSENT, ArgumentError, check_integer, check_number, check_string, lua_error, opt_integer, wrap_integer,
)

MAX_INTEGER_SIZE = 16
MAX_SIZE = 0x7FFFFFFF
NATIVE_ALIGNMENT = 8
CACHE_SIZE = 200

# Kinds of options
SIGNED, UNSIGNED, FLOAT, DOUBLE, CHARS, STRING, ZERO_STRING, PADDING, ALIGNMENT, NOTHING = range(10)

_FIXED = {
    "b": (SIGNED, 1), "B": (UNSIGNED, 1), "h": (SIGNED, 2), "H": (UNSIGNED, 2), "l": (SIGNED, 8), "L": (UNSIGNED, 8),
    "j": (SIGNED, 8), "J": (UNSIGNED, 8), "T": (UNSIGNED, 8), "f": (FLOAT, 4), "n": (DOUBLE, 8), "d": (DOUBLE, 8),
    "z": (ZERO_STRING, 0), "x": (PADDING, 1), "X": (ALIGNMENT, 0), " ": (NOTHING, 0),
}
# 64 bits are a Lua integer either way
_STRUCT_CODES = {
    (SIGNED, 1): "b", (UNSIGNED, 1): "B", (SIGNED, 2): "h", (UNSIGNED, 2): "H", (SIGNED, 4): "i", (UNSIGNED, 4): "I",
    (SIGNED, 8): "q", (UNSIGNED, 8): "q", (FLOAT, 4): "f", (DOUBLE, 8): "d",
}


class Reader:
    """Reads the options of a format string, up to the end or a "\\0"."""

    def __init__(self, text):
        self.text = text.partition("\0")[0]
        self.at = 0
        self.order = sys.byteorder
        self.max_alignment = 1

    def number(self, default):
        """A decimal numeral, cut off where it could overflow an int."""
        start, value = self.at, 0
        while self.text[self.at:self.at + 1] in _DIGITS and value <= (MAX_SIZE - 9) // 10:
            value = value * 10 + int(self.text[self.at])
            self.at += 1
        return value if self.at > start else default

    def size(self, default):
        size = self.number(default)
        if not 0 < size <= MAX_INTEGER_SIZE:
            lua_error(f"integral size ({size}) out of limits [1,{MAX_INTEGER_SIZE}]")
        return size

    def option(self):
        """Kind and size of the next option."""
        char = self.text[self.at]
        self.at += 1
        fixed = _FIXED.get(char)
        if fixed is not None:
            return fixed
        if char == "i":
            return SIGNED, self.size(4)
        if char == "I":
            return UNSIGNED, self.size(4)
        if char == "s":
            return STRING, self.size(8)
        if char == "c":
            size = self.number(-1)
            if size == -1:
                lua_error("missing size for format option 'c'")
            return CHARS, size
        if char == "<":
            self.order = "little"
        elif char == ">":
            self.order = "big"
        elif char == "=":
            self.order = sys.byteorder
        elif char == "!":
            self.max_alignment = self.size(NATIVE_ALIGNMENT)
        else:
            lua_error(f"invalid format option '{char}'")
        return NOTHING, 0

    def details(self, total):
        """Kind, size and padding for alignment of the next option, *total* bytes from the start."""
        kind, size = self.option()
        alignment = size
        if kind == ALIGNMENT:
            following, alignment = self.option() if self.at < len(self.text) else (CHARS, 0)
            if following == CHARS or alignment == 0:
                raise ArgumentError(1, "invalid next option for option 'X'")
        if alignment <= 1 or kind == CHARS:
            return kind, size, 0
        alignment = min(alignment, self.max_alignment)
        if alignment & alignment - 1:
            raise ArgumentError(1, "format asks for alignment not power of 2")
        return kind, size, -total & alignment - 1


_DIGITS = frozenset("0123456789")


# Formats that are one struct of Python: (Struct, number of values)
_structs: dict = {}


def _struct(fmt):
    """The Python struct for a format of plain integers and floats of one byte order, else None."""
    reader = Reader(fmt)
    codes = []
    order = None
    try:
        while reader.at < len(reader.text):
            kind, size, _ = reader.details(0)
            code = _STRUCT_CODES.get((kind, size))
            if code:
                if order not in (None, reader.order) or reader.max_alignment > 1:
                    codes = []
                    break
                order = reader.order
                codes.append(code)
            elif kind != NOTHING:
                codes = []
                break
    except Exception:  # a mistake: the general way reports it, when it gets there
        codes = []
    found = (struct.Struct((">" if order == "big" else "<") + "".join(codes)), len(codes)) if codes else (None, 0)
    if len(_structs) >= CACHE_SIZE:
        _structs.clear()
    _structs[fmt] = found
    return found


def pack(fmt=ABSENT, *values):
    """string.pack(fmt, v1, v2, ...)."""
    if fmt.__class__ is not str:
        fmt = check_string(1, fmt)
    packer, count = _structs.get(fmt) or _struct(fmt)
    if packer is not None:
        try:
            return packer.pack(*values[:count]).decode("latin-1")
        except (struct.error, OverflowError):  # other types, or out of range
            pass
    return _pack(Reader(fmt), values)


def _pack(reader, values):
    parts: list = []
    total = 0
    number = 1
    while reader.at < len(reader.text):
        kind, size, padding = reader.details(total)
        total += padding + size
        if padding:
            parts.append(bytes(padding))
        if kind >= PADDING:
            if kind == PADDING:
                parts.append(b"\0")
            continue
        number += 1
        value = values[number - 2] if number - 2 < len(values) else None  # not ABSENT: PUC Lua reads its own nil
        if kind == SIGNED:
            value = check_integer(number, value)
            if size < 8 and not -(1 << 8 * size - 1) <= value < 1 << 8 * size - 1:
                raise ArgumentError(number, "integer overflow")
            parts.append(value.to_bytes(size, reader.order, signed=True))
        elif kind == UNSIGNED:
            value = check_integer(number, value)
            if size < 8 and not 0 <= value < 1 << 8 * size:
                raise ArgumentError(number, "unsigned overflow")
            parts.append((value & 0xFFFFFFFFFFFFFFFF).to_bytes(size, reader.order))
        elif kind == FLOAT or kind == DOUBLE:
            parts.append(float_bytes(float(check_number(number, value)), kind, reader.order))
        else:
            text = check_string(number, value)
            if kind == CHARS:
                if len(text) > size:
                    raise ArgumentError(number, "string longer than given size")
                parts.append(text.encode("latin-1").ljust(size, b"\0"))
            elif kind == STRING:
                if size < 8 and len(text) >= 1 << 8 * size:
                    raise ArgumentError(number, "string length does not fit in given size")
                parts.append(len(text).to_bytes(size, reader.order))
                parts.append(text.encode("latin-1"))
                total += len(text)
            else:
                if "\0" in text:
                    raise ArgumentError(number, "string contains zeros")
                parts.append(text.encode("latin-1") + b"\0")
                total += len(text) + 1
    return b"".join(parts).decode("latin-1")


def float_bytes(value, kind, order):
    """A float as bytes; a double too large for a float becomes infinite."""
    code = (">" if order == "big" else "<") + ("f" if kind == FLOAT else "d")
    try:
        return struct.pack(code, value)
    except OverflowError:
        return struct.pack(code, float("inf") if value > 0 else float("-inf"))


def packsize(fmt=ABSENT, *_):
    """string.packsize(fmt)."""
    reader = Reader(check_string(1, fmt))
    total = 0
    while reader.at < len(reader.text):
        kind, size, padding = reader.details(total)
        if kind == STRING or kind == ZERO_STRING:
            raise ArgumentError(1, "variable-length format")
        if total > MAX_SIZE - size - padding:
            raise ArgumentError(1, "format result too large")
        total += size + padding
    return total


def unpack(fmt=ABSENT, s=ABSENT, pos=None, *_):
    """string.unpack(fmt, s [, pos])."""
    if fmt.__class__ is not str or s.__class__ is not str:
        fmt = check_string(1, fmt)
        s = check_string(2, s)
    pos = opt_integer(3, pos, 1)
    if pos > 0:
        pos -= 1
    elif pos < -len(s):
        pos = 0
    elif pos:
        pos += len(s)
    return _unpack(fmt, s, pos, True)


def unpack_53(fmt=ABSENT, s=ABSENT, pos=None, *_):
    """string.unpack of 5.3: position 0 is an error, the end of the string ends a "z"."""
    fmt = check_string(1, fmt)
    s = check_string(2, s)
    pos = opt_integer(3, pos, 1)
    return _unpack(fmt, s, pos - 1 if pos > 0 else len(s) + pos if -len(s) <= pos < 0 else len(s) + 1, False)


def _unpack(fmt, s, pos, checks_zero):
    if pos > len(s):
        raise ArgumentError(3, "initial position out of string")
    unpacker, count = _structs.get(fmt) or _struct(fmt)
    if unpacker is not None:
        end = pos + unpacker.size
        if end <= len(s):
            return *unpacker.unpack(s[pos:end].encode("latin-1")), end + 1
    reader = Reader(fmt)
    found: list = []
    while reader.at < len(reader.text):
        kind, size, padding = reader.details(pos)
        if padding + size > len(s) - pos:
            raise ArgumentError(2, "data string too short")
        pos += padding
        if kind == SIGNED or kind == UNSIGNED:
            found.append(unpack_integer(s[pos:pos + size], reader.order, kind == SIGNED))
        elif kind == FLOAT or kind == DOUBLE:
            code = (">" if reader.order == "big" else "<") + ("f" if kind == FLOAT else "d")
            found.append(struct.unpack(code, s[pos:pos + size].encode("latin-1"))[0])
        elif kind == CHARS:
            found.append(s[pos:pos + size])
        elif kind == STRING:
            length = unpack_integer(s[pos:pos + size], reader.order, False) & 0xFFFFFFFFFFFFFFFF
            if length > len(s) - pos - size:
                raise ArgumentError(2, "data string too short")
            pos += size
            found.append(s[pos:pos + length])
            pos += length - size
        elif kind == ZERO_STRING:
            end = s.find("\0", pos)
            if end < 0:
                if checks_zero:
                    raise ArgumentError(2, "unfinished string for format 'z'")
                end = len(s)
            found.append(s[pos:end])
            pos = end + 1
        pos += size
    found.append(pos + 1)
    return tuple(found) if len(found) > 1 else found[0]


def unpack_integer(data, order, signed):
    """Bytes -> integer; those that do not fit 64 bits are an error."""
    size = len(data)
    value = int.from_bytes(data.encode("latin-1"), order, signed=signed and size <= 8)
    if size <= 8:
        return wrap_integer(value)
    low, high = wrap_integer(value & 0xFFFFFFFFFFFFFFFF), value >> 64
    if high != (0 if not signed or low >= 0 else (1 << 8 * (size - 8)) - 1):
        lua_error(f"{size}-byte integer does not fit into Lua Integer")
    return low
