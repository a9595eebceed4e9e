"""The bit library of LuaJIT and LuaBitOp: operations on signed 32-bit integers."""

from __future__ import annotations

from luapy.runtime.api import ABSENT, check_number, current_state, library

MASK = 0xFFFFFFFF


def check_bits(number, value) -> int:
    """barg: a number modulo 2^32 as a signed integer; doubles are rounded to the nearest."""
    if value.__class__ is not int:
        value = check_number(number, value)
        if value.__class__ is float:
            value = round(value) if value - value == 0 else 0
    return signed(value)


def signed(value: int) -> int:
    return (value + 0x80000000 & MASK) - 0x80000000


def tobit(x=ABSENT, *_):
    """bit.tobit(x)."""
    return check_bits(1, x)


def tohex(x=ABSENT, n=ABSENT, *_):
    """bit.tohex(x [, n]): n hexadecimal digits, upper case for negative n."""
    x = check_bits(1, x) & MASK
    n = 8 if n is ABSENT else check_bits(2, n)
    digits = f"{x:08x}" if n >= 0 else f"{x:08X}"
    n = abs(n)
    if n > 8:
        return digits.zfill(min(n, 254)) if current_state().dialect.name == "luajit" else digits
    return digits[8 - n:]


def bnot(x=ABSENT, *_):
    """bit.bnot(x)."""
    return ~check_bits(1, x)


def _fold(first, more, operation):
    result = check_bits(1, first)
    for number, value in enumerate(more, 2):
        result = operation(result, check_bits(number, value))
    return result


def band(x=ABSENT, *more):
    """bit.band(x1 [, x2...])."""
    return _fold(x, more, int.__and__)


def bor(x=ABSENT, *more):
    """bit.bor(x1 [, x2...])."""
    return _fold(x, more, int.__or__)


def bxor(x=ABSENT, *more):
    """bit.bxor(x1 [, x2...])."""
    return _fold(x, more, int.__xor__)


def lshift(x=ABSENT, n=ABSENT, *_):
    """bit.lshift(x, n): the lower five bits of n count."""
    return signed(check_bits(1, x) << (check_bits(2, n) & 31))


def rshift(x=ABSENT, n=ABSENT, *_):
    """bit.rshift(x, n): logical."""
    return signed((check_bits(1, x) & MASK) >> (check_bits(2, n) & 31))


def arshift(x=ABSENT, n=ABSENT, *_):
    """bit.arshift(x, n)."""
    return check_bits(1, x) >> (check_bits(2, n) & 31)


def rol(x=ABSENT, n=ABSENT, *_):
    """bit.rol(x, n)."""
    x, n = check_bits(1, x) & MASK, check_bits(2, n) & 31
    return signed(x << n | x >> 32 - n)


def ror(x=ABSENT, n=ABSENT, *_):
    """bit.ror(x, n)."""
    x, n = check_bits(1, x) & MASK, check_bits(2, n) & 31
    return signed(x >> n | x << 32 - n)


def bswap(x=ABSENT, *_):
    """bit.bswap(x)."""
    return signed(int.from_bytes((check_bits(1, x) & MASK).to_bytes(4, "little"), "big"))


def open(state):
    """luaopen_bit."""
    return library(state, "bit", {
        "arshift": arshift, "band": band, "bnot": bnot, "bor": bor, "bswap": bswap, "bxor": bxor, "lshift": lshift,
        "rol": rol, "ror": ror, "rshift": rshift, "tobit": tobit, "tohex": tohex,
    })
