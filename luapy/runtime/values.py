"""The values of Lua as Python objects, and their conversions (manual 2.1, 3.4.3)."""

from __future__ import annotations

from math import copysign, inf, isinf, nan
from struct import pack, unpack
from types import BuiltinFunctionType, FunctionType, MethodType

MIN_INTEGER = -(1 << 63)
MAX_INTEGER = (1 << 63) - 1
# What x86 hardware gives for 0/0: a NaN with its sign bit set, which C prints as "-nan".
INDEFINITE = unpack("<d", pack("<Q", 0xFFF8 << 48))[0]


class Boolean:
    """The type of ``TRUE`` and ``FALSE``, its only instances.

    Python's bools are ints (``True == 1``), which Lua's are not: as keys and
    operands they would need a guard everywhere.
    """

    __slots__ = ("text", "__weakref__")
    # for translated code that takes any value for a table with elements (see Userdata)
    arr, indexed = [None], True

    def __init__(self, text):
        self.text = text

    def __bool__(self):
        return self is TRUE

    def __repr__(self):
        return self.text

    def __reduce__(self):
        return _boolean, (self.text == "true",)

    def __getattr__(self, name):
        # `b.x`: debug.setmetatable can give booleans a metatable
        from luapy.runtime.metatables import index_missing
        return index_missing(self, name)


TRUE = Boolean("true")
FALSE = Boolean("false")


def _boolean(value):
    return TRUE if value else FALSE


def lua_bool(value) -> Boolean:
    """Python truth value -> Lua boolean."""
    return TRUE if value else FALSE


def truth(value) -> bool:
    """Lua truth of a Lua value: everything but nil and false."""
    return value is not None and value is not FALSE


class _Absent:
    """The default of a parameter that was not passed at all ("got no value")."""

    __slots__ = ()

    def __repr__(self):
        return "ABSENT"


ABSENT = _Absent()


class Userdata:
    """Base of the full userdata that libraries define.

    ``meta``: the metatable (a Table) or None; methods live in its ``__index``
    table, as in C libraries.
    """

    meta = None
    # What translated code reads of tables: no elements, and an __index, so that it asks the runtime.
    arr, indexed = [None], True

    def __getattr__(self, name):
        from luapy.runtime.metatables import index_missing
        return index_missing(self, name)

    def __setattr__(self, name, value):
        if name.startswith("f_"):
            from luapy.runtime.operators import setindex
            setindex(self, name[2:], value)
        else:
            object.__setattr__(self, name, value)

    def __call__(self, *args):
        from luapy.runtime.metatables import call_metamethod
        return call_metamethod(self, args)

    def __eq__(self, other):
        if self is other:
            return True
        from luapy.runtime.operators import equal_metamethod
        return equal_metamethod(self, other)

    __hash__ = object.__hash__


# Python classes of Lua types; subclasses of Table, Userdata... are found by isinstance.
LUA_TYPES = {
    type(None): "nil", Boolean: "boolean", int: "number", float: "number", str: "string",
    FunctionType: "function", BuiltinFunctionType: "function", MethodType: "function",
    type(str.upper): "function", type("".__len__): "function", type: "function",
    _Absent: "no value",
}


def type_name(value) -> str:
    """The Lua type of a value, as ``type`` returns it."""
    cls = value.__class__
    name = LUA_TYPES.get(cls)
    if name is None:
        name = getattr(cls, "lua_type", "userdata")
    return name


def is_function(value) -> bool:
    """Whether a value is a Lua function (tables with __call are not)."""
    return LUA_TYPES.get(value.__class__) == "function"


# Results --------------------------------------------------------------------

def first(result):
    """Adjust the result of a call to one value."""
    if result.__class__ is tuple:
        return result[0] if result else None
    return result


def results(result) -> tuple:
    """The result of a call as a tuple of all its values."""
    return result if result.__class__ is tuple else (result,)


def pack_results(values: tuple):
    """A tuple of any length -> the result of a function."""
    return values[0] if len(values) == 1 else values


# Numbers --------------------------------------------------------------------

def wrap_integer(value: int) -> int:
    """Two's complement wrap-around to 64 bits."""
    return (value + 0x8000000000000000 & 0xFFFFFFFFFFFFFFFF) - 0x8000000000000000


def float_to_integer(value: float) -> int | None:
    """The integer that equals the float, or None."""
    if value.is_integer() and -9223372036854775808.0 <= value < 9223372036854775808.0:
        return int(value)
    return None


def to_integer(value) -> int | None:
    """Lua value -> integer if it is one exactly (numbers and numeric strings), else None."""
    cls = value.__class__
    if cls is int:
        return value
    if cls is float:
        return float_to_integer(value)
    if cls is str:
        number = str_to_number(value)
        return None if number is None else to_integer(number)
    return None


def to_number(value) -> int | float | None:
    """Lua value -> number (numbers and numeric strings), else None."""
    cls = value.__class__
    if cls is int or cls is float:
        return value
    if cls is str:
        return str_to_number(value)
    return None


_SPACE = " \t\n\r\v\f"
# A text of these characters alone is a numeral to Python's float() if it is one to Lua.
_DECIMAL = "0123456789.eE+-"
_HEX = r"([+-]?)0[xX]([0-9a-fA-F]*)(?:(\.)([0-9a-fA-F]*))?(?:[pP]([+-]?\d+))?"
_WORD = r"([+-]?)(?:inf(?:inity)?|nan(|\(\w*\)))"


def str_to_number(text: str) -> int | float | None:
    """A numeral with white space around it -> number (manual 3.1, 3.4.3), or None.

    Integral numerals become ints if they fit 64 bits; the versions without
    integers keep those below 2^53 (see `luapy.runtime.doubles`).
    """
    text = text.strip(_SPACE)
    if text.strip(_DECIMAL):
        return _unusual_number(text)
    try:
        if not text.lstrip("+-").isdigit() or len(text) > 400:
            return float(text)  # also where Python refuses very long ints: it is inf or huge anyway
        value = int(text)
    except ValueError:
        return None
    if not value and text[0] == "-":
        return _minus_zero()
    return value if MIN_INTEGER <= value <= MAX_INTEGER else float(text)


def _unusual_number(text):
    """A hexadecimal numeral, or one of C's words for numbers."""
    import re  # here: it takes as long as all else that a short program needs to start
    match = re.fullmatch(_HEX, text, re.ASCII)
    if match:
        return _hex_number(*match.groups())
    match = re.fullmatch(_WORD, text, re.ASCII | re.IGNORECASE)
    if match:
        return _word_number(match[1], match[2])
    return None


def _word_number(sign, tail):
    """inf and nan, which C reads as numbers: 5.2 and later do not let it."""
    if current_state is None:
        _import_current_state()
    dialect = current_state().dialect
    if dialect.number >= (5, 2) or tail and dialect.name == "luajit":
        return None
    return copysign(nan if tail is not None else inf, -1.0 if sign == "-" else 1.0)


def _hex_number(sign, whole, dot, fraction, exponent):
    digits = whole + (fraction or "")
    if not digits:
        return None
    value = int(digits, 16)
    if dot is None and exponent is None:
        if not value and sign == "-":
            return _minus_zero()
        return wrap_integer(-value if sign == "-" else value)
    scale = int(exponent or "0") - 4 * len(fraction or "")
    result = scaled_float(value, scale)
    return -result if sign == "-" else result


def _minus_zero():
    """The numeral "-0": it has a sign where all numbers are doubles."""
    if current_state is None:
        _import_current_state()
    return 0 if current_state().dialect.integers else -0.0


def scaled_float(value: int, exponent: int) -> float:
    """value * 2**exponent as a correctly rounded float (inf on overflow)."""
    if not value:
        return 0.0
    if value.bit_length() + exponent > 1100:
        return inf
    if value.bit_length() + exponent < -1200:
        return 0.0
    try:
        return float(value << exponent) if exponent >= 0 else value / (1 << -exponent)
    except OverflowError:
        return inf


def format_float(value: float) -> str:
    """A float in C's "%.14g", without the ".0" that Lua 5.3 adds."""
    if value - value == 0:
        return "%.14g" % value
    if isinf(value):
        return "inf" if value > 0 else "-inf"
    return "-nan" if copysign(1.0, value) < 0 and _nan_has_sign() else "nan"


def _nan_has_sign() -> bool:
    """Printed by C; LuaJIT prints itself."""
    if current_state is None:
        _import_current_state()
    return current_state().dialect.name != "luajit"


def float_to_str(value: float) -> str:
    """tostring of a float in 5.3 and later: looks like a float."""
    text = format_float(value)
    if text.lstrip("-").isdigit():
        return text + ".0"
    return text


current_state = None  # of luapy.runtime.state, which needs this module: imported at first use


def number_to_str(value: int | float) -> str:
    """tostring of a number in the dialect of the running state."""
    if value.__class__ is int and -100000000000000 < value < 100000000000000:
        return str(value)
    if current_state is None:
        _import_current_state()
    if current_state().dialect.integers:
        return str(value) if value.__class__ is int else float_to_str(value)
    return format_float(value)  # an int stands for a double here


def _import_current_state():
    global current_state
    from luapy.runtime.state import current_state
