"""The bit32 library (manual 6.7 of 5.2): operations on unsigned 32-bit integers."""

from __future__ import annotations

from luapy.runtime.api import (
    ABSENT, ArgumentError, check_integer, check_number, current_state, library, lua_bool, lua_error,
)

MASK = 0xFFFFFFFF


def check_unsigned(number, value) -> int:
    """luaL_checkunsigned: modulo 2^32; doubles are rounded to the nearest in 5.2, integers in 5.3 and later."""
    if value.__class__ is int:
        return value & MASK
    if current_state().dialect.integers:
        return check_integer(number, value) & MASK
    value = check_number(number, value)
    if value.__class__ is float:
        value = round(value) if value - value == 0 else 0
    return value & MASK


def arshift(x=ABSENT, disp=ABSENT, *_):
    """bit32.arshift(x, disp): copies of the highest bit fill."""
    x, disp = check_unsigned(1, x), check_integer(2, disp)
    if disp < 0 or not x & 0x80000000:
        return _shift(x, -disp)
    if disp >= 32:
        return MASK
    return (x - (1 << 32) >> disp) & MASK


def _fold(values, result, operation):
    for number, value in enumerate(values, 1):
        result = operation(result, check_unsigned(number, value))
    return result


def band(*values):
    """bit32.band(...)."""
    return _fold(values, MASK, int.__and__)


def bnot(x=ABSENT, *_):
    """bit32.bnot(x)."""
    return ~check_unsigned(1, x) & MASK


def bor(*values):
    """bit32.bor(...)."""
    return _fold(values, 0, int.__or__)


def btest(*values):
    """bit32.btest(...): whether the conjunction is not zero."""
    return lua_bool(_fold(values, MASK, int.__and__))


def bxor(*values):
    """bit32.bxor(...)."""
    return _fold(values, 0, int.__xor__)


def extract(n=ABSENT, field=ABSENT, width=None, *_):
    """bit32.extract(n, field [, width])."""
    n = check_unsigned(1, n)
    field, width = _field(2, field, width)
    return n >> field & (1 << width) - 1


def replace(n=ABSENT, v=ABSENT, field=ABSENT, width=None, *_):
    """bit32.replace(n, v, field [, width])."""
    n, v = check_unsigned(1, n), check_unsigned(2, v)
    field, width = _field(3, field, width)
    mask = (1 << width) - 1
    return n & ~(mask << field) & MASK | (v & mask) << field


def _field(number, field, width):
    """fieldargs."""
    field = check_integer(number, field)
    width = 1 if width is None else check_integer(number + 1, width)
    if field < 0:
        raise ArgumentError(number, "field cannot be negative")
    if width <= 0:
        raise ArgumentError(number + 1, "width must be positive")
    if field + width > 32:
        lua_error("trying to access non-existent bits")
    return field, width


def lrotate(x=ABSENT, disp=ABSENT, *_):
    """bit32.lrotate(x, disp)."""
    disp = check_integer(2, disp)  # before x, as in C
    return _rotate(check_unsigned(1, x), disp)


def _rotate(x, disp):
    disp &= 31
    return (x << disp | x >> 32 - disp) & MASK


def lshift(x=ABSENT, disp=ABSENT, *_):
    """bit32.lshift(x, disp): to the right for negative displacements."""
    disp = check_integer(2, disp)  # before x, as in C
    return _shift(check_unsigned(1, x), disp)


def _shift(x, disp):
    if disp <= -32 or disp >= 32:
        return 0
    return x << disp & MASK if disp >= 0 else x >> -disp


def rrotate(x=ABSENT, disp=ABSENT, *_):
    """bit32.rrotate(x, disp)."""
    disp = check_integer(2, disp)  # before x, as in C
    return _rotate(check_unsigned(1, x), -disp)


def rshift(x=ABSENT, disp=ABSENT, *_):
    """bit32.rshift(x, disp)."""
    disp = check_integer(2, disp)  # before x, as in C
    return _shift(check_unsigned(1, x), -disp)


def open(state):
    """luaopen_bit32."""
    return library(state, "bit32", {
        "arshift": arshift, "band": band, "bnot": bnot, "bor": bor, "btest": btest, "bxor": bxor, "extract": extract,
        "lrotate": lrotate, "lshift": lshift, "replace": replace, "rrotate": rrotate, "rshift": rshift,
    })
