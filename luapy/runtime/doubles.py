"""Arithmetic where all numbers are doubles, as in 5.1 and 5.2 (manual 5.1, 2.8).

An int stands for the double of that value, up to 2^53 in size: array indices,
counters and loops stay Python ints.  Larger results, and minus zero, are floats.
"""

from __future__ import annotations

from math import floor, fmod, inf  # noqa: F401

from luapy.runtime.arithmetic import (
    _fallback, float_div, float_pow, operand_number, unary_metamethod,
)
from luapy.runtime.errors import LibraryError  # noqa: F401
from luapy.runtime.values import INDEFINITE, str_to_number

EXACT = 1 << 53


def as_double(value: int) -> int | float:
    """An integer result as a number of the dialect."""
    return value if -EXACT <= value <= EXACT else float(value)


def add(left, right):
    """``left + right``."""
    cls, other = left.__class__, right.__class__
    if (cls is float or cls is int) and (other is float or other is int):
        result = left + right
        if result.__class__ is int and not -0x20000000000000 <= result <= 0x20000000000000:
            return float(result)
        return result
    return _add(left, right)


def sub(left, right):
    """``left - right``."""
    cls, other = left.__class__, right.__class__
    if (cls is float or cls is int) and (other is float or other is int):
        result = left - right
        if result.__class__ is int and not -0x20000000000000 <= result <= 0x20000000000000:
            return float(result)
        return result
    return _sub(left, right)


def mul(left, right):
    """``left * right``."""
    cls, other = left.__class__, right.__class__
    if (cls is float or cls is int) and (other is float or other is int):
        result = left * right
        if result.__class__ is int:
            if not result:
                return float(left) * float(right) if left < 0 or right < 0 else 0
            if not -0x20000000000000 <= result <= 0x20000000000000:
                return float(left) * float(right)
        return result
    return _mul(left, right)


def div(left, right):
    """``left / right``; an exact quotient of ints stays an int."""
    cls, other = left.__class__, right.__class__
    if (cls is float or cls is int) and (other is float or other is int):
        return float_div(float(left), float(right))
    return _div(left, right)


def mod(left, right):
    """``left % right``: a - floor(a/b)*b."""
    cls, other = left.__class__, right.__class__
    if cls is int and other is int and right:
        return left % right
    if (cls is float or cls is int) and (other is float or other is int):
        return double_mod(float(left), float(right))
    return _mod(left, right)


def double_mod(a: float, b: float) -> float:
    """5.1 and 5.2 define it as a - floor(a/b)*b."""
    quotient = float_div(a, b)
    if quotient - quotient == 0:
        whole = float(floor(quotient))
        if whole == 0 and str(quotient)[0] == "-":
            whole = -0.0
        return a - whole * b
    return a - quotient * b if b - b == 0 or quotient != quotient else INDEFINITE


def pow(left, right):
    """``left ^ right``."""
    cls, other = left.__class__, right.__class__
    if (cls is float or cls is int) and (other is float or other is int):
        return float_pow(float(left), float(right))
    return _pow(left, right)


def unm(operand):
    """``-operand``."""
    if operand.__class__ is int:
        return -operand if operand else -0.0
    if operand.__class__ is float:
        return -operand
    if operand.__class__ is str:
        number = str_to_number(operand)
        if number is not None:
            return unm(number)
    return unary_metamethod("__unm", operand, "perform arithmetic on")


def _operand(value):
    """An operand as a number of the dialect; strings convert, else None."""
    number = operand_number(value)
    return as_double(number) if number.__class__ is int else number


_add = _fallback("__add", add, _operand)
_sub = _fallback("__sub", sub, _operand)
_mul = _fallback("__mul", mul, _operand)
_div = _fallback("__div", div, _operand)
_mod = _fallback("__mod", mod, _operand)
_pow = _fallback("__pow", pow, _operand)
