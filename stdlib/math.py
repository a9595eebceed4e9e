"""The mathematical library (manual 6.7; 5.6 in 5.1)."""

from __future__ import annotations

import math as _math
from math import inf, nan

from luapy.runtime.api import (
    ABSENT, ArgumentError, MAX_INTEGER, MIN_INTEGER, check_any, check_integer, check_number, float_to_integer,
    less_than, library, lua_bool, opt_number, str_to_number,
)
from luapy.runtime.doubles import as_double
from luapy.runtime.values import INDEFINITE
from luapy.stdlib.random import CRandom, Tausworthe, Xoshiro

PI = _math.pi
# Doubles below this have integers around them that are exact and fit.
SURE = 2.0 ** 53
_ceil, _floor = _math.ceil, _math.floor
c_ceil, c_floor, c_sqrt = _ceil, _floor, _math.sqrt  # for translated code


def abs_(x=ABSENT, *_):
    """math.abs(x): of a string, a float."""
    if x.__class__ is float:
        return abs(x)
    if x.__class__ is int:
        return -x if MIN_INTEGER < x < 0 else x
    return abs(float(check_number(1, x)))


def ceil(x=ABSENT, *_):
    """math.ceil(x): an integer if it fits."""
    if x.__class__ is float and -SURE < x < SURE:
        return _ceil(x)
    x = check_number(1, x)
    return _whole(x, _ceil) if x.__class__ is float else x


def floor(x=ABSENT, *_):
    """math.floor(x): an integer if it fits."""
    if x.__class__ is float and -SURE < x < SURE:
        return _floor(x)
    x = check_number(1, x)
    return _whole(x, _floor) if x.__class__ is float else x


def _whole(x, function):
    if x - x != 0:
        return x
    value = function(x)
    return value if MIN_INTEGER <= value <= MAX_INTEGER else float(value)


def ceil_51(x=ABSENT, *_):
    """math.ceil(x) of doubles."""
    x = check_number(1, x)
    if x.__class__ is int or x - x != 0:
        return x
    value = _ceil(x)
    return as_double(value) if value or x > 0 or _math.copysign(1.0, x) > 0 else -0.0


def floor_51(x=ABSENT, *_):
    """math.floor(x) of doubles."""
    if x.__class__ is float and 1.0 <= x < SURE:
        return _floor(x)
    x = check_number(1, x)
    if x.__class__ is int or x - x != 0:
        return x
    value = _floor(x)
    return as_double(value) if value or _math.copysign(1.0, x) > 0 else -0.0


def _function(function):
    """A Lua function from one of C's math library that takes one double; NaN outside of its domain."""
    def wrapped(x=ABSENT, *_):
        if x.__class__ is not float:
            x = float(check_number(1, x))
        try:
            return function(x)
        except ValueError:
            return INDEFINITE
        except OverflowError:
            return inf
    wrapped.__doc__ = f"math.{function.__name__}(x)."
    wrapped.__name__ = wrapped.__qualname__ = function.__name__
    # its own code object: tracebacks know library functions by it
    wrapped.__code__ = wrapped.__code__.replace(co_name=function.__name__)
    return wrapped


def _sinh(x):
    try:
        return _math.sinh(x)
    except OverflowError:
        return inf if x > 0 else -inf


def _acos(x):
    return _math.acos(x) if -1 <= x <= 1 else nan


def _asin(x):
    return _math.asin(x) if -1 <= x <= 1 else nan


acos, asin, cos, exp, sin, sqrt, tan, cosh, sinh, tanh, deg, rad = map(_function, (
    _acos, _asin, _math.cos, _math.exp, _math.sin, _math.sqrt, _math.tan, _math.cosh, _sinh, _math.tanh,
    lambda x: x * (180.0 / PI), lambda x: x * (PI / 180.0)))


def atan(y=ABSENT, x=None, *_):
    """math.atan(y [, x])."""
    return _math.atan2(float(check_number(1, y)), float(opt_number(2, x, 1)))


def atan_51(x=ABSENT, *_):
    """math.atan(x) before 5.3."""
    return _math.atan(check_number(1, x))


def atan2(y=ABSENT, x=ABSENT, *_):
    """math.atan2(y, x) before 5.3."""
    return _math.atan2(check_number(1, y), check_number(2, x))


def fmod(x=ABSENT, y=ABSENT, *_):
    """math.fmod(x, y): rounds the quotient towards zero; of strings, a float."""
    if x.__class__ is int and y.__class__ is int:
        if y == 0:
            raise ArgumentError(2, "zero")
        result = abs(x) % abs(y)
        return -result if x < 0 else result
    return _float_fmod(x, y)


def fmod_51(x=ABSENT, y=ABSENT, *_):
    """math.fmod(x, y) of doubles."""
    return _float_fmod(x, y)


def _float_fmod(x, y):
    x, y = float(check_number(1, x)), float(check_number(2, y))
    try:
        return _math.fmod(x, y)
    except ValueError:
        return INDEFINITE


def log(x=ABSENT, base=ABSENT, *_):
    """math.log(x [, base])."""
    x = float(check_number(1, x))
    if base is None or base is ABSENT:
        return _log(x)
    return _log_to_base(x, float(check_number(2, base)))


def _log_to_base(x, base):
    if base == 2.0:
        return _log(x, _math.log2)
    if base == 10.0:
        return _log(x, _math.log10)
    below = _log(base)
    if below == 0:
        return _log(x) * inf if _math.copysign(1.0, below) > 0 else -_log(x) * inf
    return _log(x) / below


def log_jit(x=ABSENT, base=ABSENT, *_):
    """math.log(x [, base]) of LuaJIT: nil is no base."""
    x = float(check_number(1, x))
    return _log(x) if base is ABSENT else _log_to_base(x, float(check_number(2, base)))


def log_51(x=ABSENT, *_):
    """math.log(x) of 5.1: natural."""
    return _log(float(check_number(1, x)))


def log10(x=ABSENT, *_):
    """math.log10(x) before 5.2."""
    return _log(float(check_number(1, x)), _math.log10)


def _log(x, function=_math.log):
    if x > 0 or x != x:
        return function(x)
    return -inf if x == 0 else INDEFINITE


def max_(*numbers):
    """math.max(x, ...) of 5.3 and later: compares, whatever the values are."""
    if len(numbers) == 2:
        result, other = numbers
        try:
            return other if result < other else result
        except TypeError:
            return other if less_than(result, other) else result
    if not numbers:
        raise ArgumentError(1, "value expected")
    result = numbers[0]
    for other in numbers[1:]:
        try:
            if result < other:
                result = other
        except TypeError:
            if less_than(result, other):
                result = other
    return result


def min_(*numbers):
    """math.min(x, ...) of 5.3 and later."""
    if len(numbers) == 2:
        result, other = numbers
        try:
            return other if other < result else result
        except TypeError:
            return other if less_than(other, result) else result
    if not numbers:
        raise ArgumentError(1, "value expected")
    result = numbers[0]
    for other in numbers[1:]:
        try:
            if other < result:
                result = other
        except TypeError:
            if less_than(other, result):
                result = other
    return result


def max_51(x=ABSENT, *others):
    """math.max(x, ...) of 5.1 and 5.2: numbers."""
    result = check_number(1, x)
    for n, other in enumerate(others, 2):
        other = check_number(n, other)
        if result < other:
            result = other
    return result


def min_51(x=ABSENT, *others):
    """math.min(x, ...) of 5.1 and 5.2: numbers."""
    result = check_number(1, x)
    for n, other in enumerate(others, 2):
        other = check_number(n, other)
        if other < result:
            result = other
    return result


def max_jit(x=ABSENT, *others):
    """math.max(x, ...) of LuaJIT: of equal or unordered numbers the later one, as the processor has it."""
    result = check_number(1, x)
    for n, other in enumerate(others, 2):
        other = check_number(n, other)
        if not result > other:
            result = other
    return result


def min_jit(x=ABSENT, *others):
    """math.min(x, ...) of LuaJIT."""
    result = check_number(1, x)
    for n, other in enumerate(others, 2):
        other = check_number(n, other)
        if not result < other:
            result = other
    return result


def modf(x=ABSENT, *_):
    """math.modf(x) of 5.3 and later: the integral part is an integer if it fits."""
    x = check_number(1, x)
    if x.__class__ is int:
        return x, 0.0
    if x - x != 0:
        return x, (0.0 if x == x else x)
    fraction, whole = _math.modf(x)
    integer = float_to_integer(whole)
    return whole if integer is None else integer, fraction if fraction else 0.0


def modf_51(x=ABSENT, *_):
    """math.modf(x) of doubles: both parts have its sign."""
    fraction, whole = _math.modf(check_number(1, x))
    return whole, fraction


def pow(x=ABSENT, y=ABSENT, *_):
    """math.pow(x, y) before 5.3."""
    from luapy.runtime.arithmetic import float_pow
    return float_pow(float(check_number(1, x)), float(check_number(2, y)))


def frexp(x=ABSENT, *_):
    """math.frexp(x) before 5.3."""
    return _math.frexp(check_number(1, x))


def ldexp(m=ABSENT, e=ABSENT, *_):
    """math.ldexp(m, e) before 5.3."""
    m, e = float(check_number(1, m)), check_integer(2, e)
    try:
        return _math.ldexp(m, e)
    except OverflowError:
        return _math.copysign(inf, m)


def tointeger(x=ABSENT, *_):
    """math.tointeger(x): takes strings as well."""
    cls = x.__class__
    if cls is int:
        return x
    if cls is float:
        return float_to_integer(x)
    if cls is str:
        number = str_to_number(x)
        return float_to_integer(number) if number.__class__ is float else number
    check_any(1, x)
    return None


def type_(x=ABSENT, *_):
    """math.type(x): "integer", "float", or nil (fail)."""
    if x.__class__ is int:
        return "integer"
    if x.__class__ is float:
        return "float"
    check_any(1, x)
    return None


def ult(m=ABSENT, n=ABSENT, *_):
    """math.ult(m, n): comparison of unsigned integers."""
    return lua_bool(check_integer(1, m) & 0xFFFFFFFFFFFFFFFF < check_integer(2, n) & 0xFFFFFFFFFFFFFFFF)


def open(state):
    """luaopen_math."""
    number = state.dialect.number
    integers = state.dialect.integers
    if state.dialect.name == "luajit":
        generator = Tausworthe()
    else:
        generator = Xoshiro() if number >= (5, 4) else CRandom(number)
    functions = {
        "abs": abs_, "acos": acos, "asin": asin, "atan": atan if integers else atan_51,
        "ceil": ceil if integers else ceil_51, "cos": cos, "cosh": cosh, "deg": deg, "exp": exp,
        "floor": floor if integers else floor_51, "fmod": fmod if integers else fmod_51, "frexp": frexp,
        "huge": inf, "ldexp": ldexp, "log": log if number >= (5, 2) or state.dialect.name == "luajit" else log_51,
        "log10": log10, "max": max_ if integers else max_51, "min": min_ if integers else min_51,
        "modf": modf if integers else modf_51, "pi": PI, "pow": pow, "rad": rad,
        "random": generator.random, "randomseed": generator.randomseed, "sin": sin, "sinh": sinh, "sqrt": sqrt,
        "tan": tan, "tanh": tanh, "atan2": atan if integers else atan2,
    }
    if state.dialect.name == "5.1":
        functions["mod"] = fmod_51
    if integers:
        functions |= {"maxinteger": MAX_INTEGER, "mininteger": MIN_INTEGER,
                      "tointeger": tointeger, "type": type_, "ult": ult}
    if state.dialect.name == "luajit":
        functions |= {"log": log_jit, "max": max_jit, "min": min_jit}
    return library(state, "math", functions)
