"""The conversions of string.format: values as C's printf and Lua's own %q and %p show them.

Each ``convert_x(specification, dialect)`` makes a function of an argument's
number and value.
"""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Context, Decimal
from math import copysign

from luapy.runtime.api import (
    FALSE, TRUE, ArgumentError, check_integer, check_number, check_string, lua_error, tostring,
    type_name,
)
from luapy.runtime import messages
from luapy.runtime.arguments import truncate
from luapy.runtime.messages import address

UNSIGNED = 0xFFFFFFFFFFFFFFFF


class Specification:
    """One conversion: flags, width and precision as in C.

    invalid: 5.4's message if the modifiers are wrong for the letter; it comes
    only after the argument has been checked.
    """

    __slots__ = ("flags", "width", "precision", "letter", "invalid")

    def __init__(self, flags, width, dot, precision, letter):
        self.flags = flags
        self.width = int(width or 0)
        self.precision = int(precision or 0) if dot else None
        self.letter = letter
        self.invalid = None

    @property
    def modified(self):
        return bool(self.flags or self.width or self.precision is not None)

    def form(self, flags, letter):
        """The conversion in Python's notation, with those of its flags that count."""
        kept = "".join([flag for flag in flags if flag in self.flags])
        return (f"%{kept}{self.width or ''}" + (f".{self.precision}" if self.precision is not None else "") + letter)

    def simple(self, dialect):
        """(notation for Python's %, condition in Python under which it gives the same for the value), or None."""
        letter = self.letter
        if self.invalid:
            return None
        if letter in "di" and self.precision is None:
            condition = "value.__class__ is int"
            if not dialect.integers:
                condition += " or value.__class__ is float and -9e18 < value < 9e18"
            return self.form("-+ 0", "d"), condition
        if letter in "xXou" and self.precision is None and "#" not in self.flags:
            return self.form("-0", "d" if letter == "u" else letter), "value.__class__ is int and value >= 0"
        if letter in "feEgG" and dialect.name != "luajit":
            condition = "value.__class__ is float and value - value == 0 or value.__class__ is int"
            return self.form("-+ #0", letter), condition
        if letter == "s" and (dialect.name == "5.1" or messages.unaware is not None):
            condition = "value.__class__ is str"
            if dialect.name != "luajit" and (self.modified or not dialect.integers):
                condition += " and '\\0' not in value"
            # 5.1 takes no other values, and with doubles only small numbers look like Python's
            condition += " or value.__class__ is int"
            if not dialect.integers:
                condition += " and -10**14 < value < 10**14"
            return self.form("-", "s"), condition
        return None

    def field(self, name, dialect):
        """The same as the field of an f-string with the value *name*; None where that is not as simple."""
        letter, width = self.letter, str(self.width or "")
        if letter == "s" and self.precision is None and self.flags in ("", "-"):
            return f"{{{name}:{'<' if self.flags else '>'}{width}}}" if width else f"{{{name}}}"
        if letter not in "dixXofeEgG" or self.flags not in ("", "0") or not dialect.integers:
            return None
        precision = "" if self.precision is None else f".{self.precision}"
        if letter in "di":
            letter = "d" if width else ""
        form = (self.flags if width else "") + width + precision + letter
        return f"{{{name}:{form}}}" if form else f"{{{name}}}"

    def pad(self, text):
        """The text with spaces up to the width."""
        return text.ljust(self.width) if "-" in self.flags else text.rjust(self.width)

    def pad_number(self, sign, digits):
        """A number with spaces or, after its sign, zeros up to the width."""
        if "0" in self.flags and "-" not in self.flags:
            return sign + digits.rjust(self.width - len(sign), "0")
        return self.pad(sign + digits)


def _sign(flags, negative):
    return "-" if negative else "+" if "+" in flags else " " if " " in flags else ""


# Integers ---------------------------------------------------------------------------------

def format_signed(spec):
    """%d, %i: a function of an integer."""
    if spec.precision is None:
        form = spec.form("-+ 0", "d")
        return lambda value: form % value

    def signed(value):
        digits = str(abs(value)).rjust(spec.precision, "0") if value or spec.precision else ""
        return spec.pad(_sign(spec.flags, value < 0) + digits)
    return signed


def format_unsigned(spec):
    """%o, %u, %x, %X: a function of an integer, which is taken modulo 2^64."""
    letter = "d" if spec.letter == "u" else spec.letter
    if spec.precision is None and "#" not in spec.flags:
        form = spec.form("-0", letter)
        return lambda value: form % (value & UNSIGNED)

    def unsigned(value):
        value &= UNSIGNED
        digits = format(value, letter) if value or spec.precision != 0 else ""
        digits = digits.rjust(spec.precision or 0, "0")
        prefix = ""
        if "#" in spec.flags:
            if letter == "o" and digits[:1] != "0":
                digits = "0" + digits
            elif letter in "xX" and value:
                prefix = "0" + letter
        return spec.pad_number(prefix, digits) if spec.precision is None else spec.pad(prefix + digits)
    return unsigned


def convert_integer(spec, dialect):
    """%d, %i, %o, %u, %x, %X."""
    signed = spec.letter in "di"
    text = format_signed(spec) if signed else format_unsigned(spec)
    if dialect.integers:
        def convert(number, value):
            value = check_integer(number, value)
            if spec.invalid:
                lua_error(spec.invalid)
            return text(value)
    else:
        checked = dialect.number >= (5, 2)
        cast = (cast_checked if checked else cast_signed if signed
                else cast_unsigned_jit if dialect.name == "luajit" else cast_unsigned)

        def convert(number, value):
            value = check_number(number, value)
            if value.__class__ is float or checked:
                value = cast(number, value, signed)
            return text(value)
    return convert


def cast_signed(number, value, signed):
    """C's cast of a double to long long on x86-64."""
    return truncate(value)


def cast_unsigned(number, value, signed):
    """C's cast of a double to unsigned long long, as gcc does it on x86-64."""
    if value >= 9223372036854775808.0:
        return truncate(value - 9223372036854775808.0) ^ 1 << 63
    return truncate(value)


def cast_unsigned_jit(number, value, signed):
    """LuaJIT's own way."""
    if value >= 9223372036854775808.0:
        return truncate(value - 18446744073709551616.0)
    return truncate(value)


def cast_checked(number, value, signed):
    """5.2 checks the range."""
    if signed:
        if -9223372036854775808.0 <= value < 9223372036854775808.0:
            return int(value)
        raise ArgumentError(number, "not a number in proper range")
    if -1 < value < 18446744073709551616.0:
        return int(value)
    raise ArgumentError(number, "not a non-negative number in proper range")


def convert_char(spec, dialect):
    """%c."""
    def convert(number, value):
        if spec.invalid:
            lua_error(spec.invalid)
        if dialect.name == "5.1":
            value = check_number(number, value)
            code = int(value) if -0x80000001 < value < 0x80000000 else 0
            return spec.pad(chr(code & 0xFF)).partition("\0")[0]  # copied as a string of C
        return spec.pad(chr(check_integer(number, value) & 0xFF))
    return convert


# Floats -----------------------------------------------------------------------------------

def convert_float(spec, dialect):
    """%e, %E, %f, %g, %G (LuaJIT: %F)."""
    form = spec.form("-+ #0", spec.letter)
    jit = dialect.name == "luajit"

    def convert(number, value):
        value = check_number(number, value)
        if spec.invalid:
            lua_error(spec.invalid)
        if value - value != 0:
            return not_finite(spec, value, jit)
        return form % (half_away(spec, value) if jit and value else value)
    return convert


EXACT = Context(prec=1200)


def half_away(spec, value):
    """LuaJIT rounds halves away from zero, C to even: the result of LuaJIT's rounding if it matters."""
    exact = Decimal(value)
    precision = 6 if spec.precision is None else spec.precision
    if spec.letter in "gG":
        precision = max(precision, 1) - 1
    places = precision if spec.letter in "fF" else precision - exact.adjusted()
    scaled = EXACT.scaleb(exact, places)
    if abs(EXACT.remainder(scaled, Decimal(1))) != Decimal("0.5"):
        return value
    return float(EXACT.scaleb(scaled.to_integral_value(ROUND_HALF_UP), -places))


def not_finite(spec, value, jit=False):
    """Infinities and NaNs: never padded with zeros; in LuaJIT a NaN has no sign."""
    if value == value:
        text = _sign(spec.flags, value < 0) + "inf"
    elif jit:
        text = (" " if " " in spec.flags else "") + "nan"
    else:
        text = _sign(spec.flags, copysign(1.0, value) < 0) + "nan"
    return spec.pad(text.upper() if spec.letter.isupper() else text)


def hexadecimal(value, precision=None, alternate=False, jit=False):
    """A finite, non-negative float as C's %a: digits after "0x".

    jit: as LuaJIT does it, where subnormal numbers begin with 1 as well and halves are rounded away from zero.
    """
    mantissa, exponent = value.hex()[2:].split("p")
    whole, _, fraction = mantissa.partition(".")
    bits, exponent = int(whole + fraction, 16), int(exponent)
    digits = len(fraction)
    if jit and bits and digits and not bits >> 4 * digits:
        shift = 4 * digits + 1 - bits.bit_length()
        bits, exponent = bits << shift, exponent - shift
    if precision is None:
        fraction = f"{bits:0{digits + 1}x}"[1:].rstrip("0") if digits else ""
        whole = bits >> 4 * digits
    else:
        drop = 4 * (digits - precision)
        if drop > 0:
            half, rest = 1 << drop - 1, bits & (1 << drop) - 1
            bits >>= drop
            bits += rest > half or (rest == half and (jit or bits & 1))
        else:
            bits <<= -drop
        whole = bits >> 4 * precision
        fraction = f"{bits & (1 << 4 * precision) - 1:0{precision}x}" if precision else ""
    return f"{whole:x}" + ("." if fraction or alternate else "") + fraction + f"p{exponent:+d}"


def convert_hexadecimal(spec, dialect):
    """%a, %A."""
    jit = dialect.name == "luajit"

    def convert(number, value):
        if spec.invalid:
            lua_error(spec.invalid)
        value = float(check_number(number, value))
        if value - value != 0:
            return not_finite(spec, value, jit)
        text = spec.pad_number(_sign(spec.flags, copysign(1.0, value) < 0) + "0x",
                               hexadecimal(abs(value), spec.precision, "#" in spec.flags, jit))
        return text.upper() if spec.letter == "A" else text
    return convert


# Strings, literals, pointers -----------------------------------------------------------------

def convert_string(spec, dialect):
    """%s."""
    modified, precision = spec.modified, spec.precision

    def as_c_string(text):
        if precision is None and len(text) >= 100:
            return text
        return spec.pad(text.partition("\0")[0][:precision])

    if dialect.name == "5.1":
        return lambda number, value: as_c_string(check_string(number, value))
    if dialect.name == "luajit":
        return lambda number, value: spec.pad(tostring(value)[:precision])
    if dialect.number < (5, 3):
        return lambda number, value: as_c_string(tostring(value))

    def convert(number, value):
        text = tostring(value)
        if not modified and not spec.invalid:
            return text
        if "\0" in text:
            raise ArgumentError(number, "string contains zeros")
        if spec.invalid:
            lua_error(spec.invalid)
        return spec.pad(text[:precision])
    return convert


_QUOTED = re.compile(r'["\\\n]')
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f](?=([0-9])?)")


def quoted(text):
    """A string as a literal that Lua reads back (5.2 and later)."""
    if not text.isprintable() or '"' in text or "\\" in text:
        text = _CONTROL.sub(lambda match: f"\\{ord(match[0]):{'03' if match[1] else ''}d}",
                            _QUOTED.sub(r"\\\g<0>", text))
    return f'"{text}"'


def convert_literal(spec, dialect):
    """%q."""
    if dialect.name == "5.1":
        def convert(number, value):
            text = _QUOTED.sub(r"\\\g<0>", check_string(number, value))
            return '"' + text.replace("\r", "\\r").replace("\0", "\\000") + '"'
    elif dialect.name == "luajit":
        def convert(number, value):
            return quoted(tostring(value))
    elif not dialect.integers:
        def convert(number, value):
            return quoted(check_string(number, value))
    else:
        shows_infinity = dialect.number < (5, 4)

        def convert(number, value):
            cls = value.__class__
            if cls is str:
                return quoted(value)
            if cls is int:
                return str(value) if value != -1 << 63 else "0x8000000000000000"
            if cls is float:
                return literal_float(value, shows_infinity)
            if value is None or value is TRUE or value is FALSE:
                return tostring(value)
            raise ArgumentError(number, "value has no literal form")
    return convert


def literal_float(value, shows_infinity):
    """A float so that Lua reads back the same; 5.3 has nothing special for infinities and NaN."""
    if value - value == 0:
        return ("-" if copysign(1.0, value) < 0 else "") + "0x" + hexadecimal(abs(value))
    if shows_infinity:
        return not_finite(Specification("", "", None, None, "a"), value)
    return "(0/0)" if value != value else "1e9999" if value > 0 else "-1e9999"


def convert_pointer(spec, dialect):
    """%p (5.4, LuaJIT)."""
    if dialect.name == "luajit":
        return lambda number, value: pointer(value) or "NULL"  # all modifiers are ignored

    def convert(number, value):
        if spec.invalid:
            lua_error(spec.invalid)
        return spec.pad(pointer(value) or "(null)")
    return convert


def pointer(value):
    """The identity of a value as text; None for values without one."""
    if value is None or value is TRUE or value is FALSE or type_name(value) == "number":
        return None
    if value.__class__ is str and len(value) <= 40:  # Lua keeps one copy of each short string
        return f"0x{hash(value) & 0xFFFFFFFFFFFF:x}"
    return address(value)


_COMMON = {
    **dict.fromkeys("dioxXu", convert_integer), **dict.fromkeys("feEgG", convert_float),
    "c": convert_char, "s": convert_string, "q": convert_literal,
}
_HEXADECIMAL = dict.fromkeys("aA", convert_hexadecimal)
# dialect -> letter -> conversion
CONVERSIONS = {
    "5.1": _COMMON,
    "5.2": {**_COMMON, **_HEXADECIMAL},
    "5.3": {**_COMMON, **_HEXADECIMAL},
    "5.4": {**_COMMON, **_HEXADECIMAL, "p": convert_pointer},
    "luajit": {**_COMMON, **_HEXADECIMAL, "F": convert_float, "p": convert_pointer},
}
