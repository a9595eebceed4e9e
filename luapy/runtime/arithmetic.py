"""Arithmetic with integers and floats, as in 5.3 and 5.4 (manual 3.4.1, 3.4.2)."""

from __future__ import annotations

from math import fmod, inf
from types import FunctionType

from luapy.runtime.errors import OperandError, PendingError
from luapy.runtime.metatables import check_handler, metamethod, type_name_for_error
from luapy.runtime.state import current_state
from luapy.runtime.values import INDEFINITE, first, float_to_integer, str_to_number, wrap_integer


def metamethod_result(event, left, right, message="perform arithmetic on"):
    """The result of a binary metamethod; raises the operand error if there is none."""
    handler = metamethod(left, event)
    if handler is None:
        handler = metamethod(right, event)
    if handler is not None:
        if handler.__class__ is not FunctionType:
            check_handler(handler, event)
        return first(handler(left, right))
    raise operand_error(left, right, message)


def operand_error(left, right, message):
    """The error that blames the second operand if the first is a number (before 5.4 also if it converts to one)."""
    fine = left.__class__ in (int, float) or not strings_have_metamethods() and operand_number(left) is not None
    culprit, operand = (right, "right") if fine else (left, "left")
    return OperandError(f"attempt to {message} a {type_name_for_error(culprit)} value", operand)


def operand_number(value):
    """An operand as a number: strings convert; else None."""
    cls = value.__class__
    if cls is int or cls is float:
        return value
    return str_to_number(value) if cls is str else None


def strings_have_metamethods() -> bool:
    """In 5.4 the arithmetic of strings is their metatable's business."""
    return current_state().dialect.number >= (5, 4)


def _operand_float(value):
    """An operand as a float: what 5.3 makes of both if one is a string; None if it is no number."""
    number = operand_number(value)
    return None if number is None else float(number)


def _fallback(event, operation, number=_operand_float):
    """The slow path of a binary operator: string operands, made numbers by *number*, then metamethods."""
    def slow(left, right):
        if (left.__class__ is str or right.__class__ is str) and not strings_have_metamethods():
            a, b = number(left), number(right)
            if a is not None and b is not None:
                return operation(a, b)
        return metamethod_result(event, left, right)
    return slow


def add(left, right):
    """``left + right``."""
    cls, other = left.__class__, right.__class__
    if cls is int and other is int:
        result = left + right
        return result if -0x8000000000000000 <= result <= 0x7FFFFFFFFFFFFFFF else wrap_integer(result)
    if (cls is float or cls is int) and (other is float or other is int):
        return left + right
    return _add(left, right)


def sub(left, right):
    """``left - right``."""
    cls, other = left.__class__, right.__class__
    if cls is int and other is int:
        result = left - right
        return result if -0x8000000000000000 <= result <= 0x7FFFFFFFFFFFFFFF else wrap_integer(result)
    if (cls is float or cls is int) and (other is float or other is int):
        return left - right
    return _sub(left, right)


def sub_zero(left):
    """``left - 0``, which 5.4 computes as ``left + -0``: that tells for minus zero."""
    return left + 0 if left.__class__ is float else sub(left, 0)


def mul(left, right):
    """``left * right``."""
    cls, other = left.__class__, right.__class__
    if cls is int and other is int:
        result = left * right
        return result if -0x8000000000000000 <= result <= 0x7FFFFFFFFFFFFFFF else wrap_integer(result)
    if (cls is float or cls is int) and (other is float or other is int):
        return left * right
    return _mul(left, right)


def div(left, right):
    """``left / right``: always a float."""
    cls, other = left.__class__, right.__class__
    if (cls is float or cls is int) and (other is float or other is int):
        return float_div(float(left), float(right))
    return _div(left, right)


def float_div(a: float, b: float) -> float:
    """IEEE division of floats."""
    if b:
        return a / b
    if a == 0 or a != a or b != b:
        return INDEFINITE if a == a and b == b else a + b
    return a * inf if str(b)[0] != "-" else a * -inf


def idiv(left, right):
    """``left // right``: floor division."""
    cls, other = left.__class__, right.__class__
    if cls is int and other is int:
        if right > 0:
            return left // right
        if right == 0:
            raise PendingError("attempt to divide by zero")
        return wrap_integer(left // right)
    if (cls is float or cls is int) and (other is float or other is int):
        return float_floor(float_div(float(left), float(right)))
    return _idiv(left, right)


def float_floor(value: float) -> float:
    """C's floor."""
    if value - value == 0:
        result = float(value // 1.0)
        return -0.0 if result == 0 and str(value)[0] == "-" else result
    return value


def mod(left, right):
    """``left % right``: the sign follows the divisor."""
    cls, other = left.__class__, right.__class__
    if cls is int and other is int:
        if right == 0:
            raise PendingError("attempt to perform 'n%0'")
        return left % right
    if (cls is float or cls is int) and (other is float or other is int):
        return float_mod(float(left), float(right))
    return _mod(left, right)


def float_mod(a: float, b: float) -> float:
    """C's fmod, corrected to the sign of the divisor."""
    if b == 0 or a - a != 0 or b != b:
        return a + b if a != a or b != b else INDEFINITE
    result = fmod(a, b)
    if result * b < 0:
        result += b
    return result


def pow(left, right):
    """``left ^ right``: always a float."""
    cls, other = left.__class__, right.__class__
    if (cls is float or cls is int) and (other is float or other is int):
        return square(float(left)) if right == 2 else float_pow(float(left), float(right))
    return _pow(left, right)


def square(a: float) -> float:
    """``a ^ 2``: 5.4 multiplies, and C's pow may give another last digit."""
    from luapy.runtime.state import current_state
    return a * a if current_state().dialect.number >= (5, 4) else float_pow(a, 2.0)


def float_pow(a: float, b: float) -> float:
    """C's pow."""
    try:
        result = a ** b
    except OverflowError:
        return -inf if a < 0 and b % 2 == 1 else inf
    except ZeroDivisionError:  # 0 to a negative power
        return float_div(1.0, a) if b % 2 == 1 else inf
    return INDEFINITE if result.__class__ is complex else result


def unm(operand):
    """``-operand``."""
    if operand.__class__ is int:
        return -operand if operand != -0x8000000000000000 else operand
    if operand.__class__ is float:
        return -operand
    if operand.__class__ is str and not strings_have_metamethods():
        number = str_to_number(operand)
        if number is not None:
            return -float(number)
    return unary_metamethod("__unm", operand, "perform arithmetic on")


def unary_metamethod(event, operand, message):
    handler = metamethod(operand, event)
    if handler is None:
        raise OperandError(f"attempt to {message} a {type_name_for_error(operand)} value", "operand")
    if handler.__class__ is not FunctionType:
        check_handler(handler, event)
    return first(handler(operand, operand))


_add = _fallback("__add", add)
_sub = _fallback("__sub", sub)
_mul = _fallback("__mul", mul)
_div = _fallback("__div", div)
_idiv = _fallback("__idiv", idiv)
_mod = _fallback("__mod", mod)
_pow = _fallback("__pow", pow)


# Bitwise operators ------------------------------------------------------------------

def _bit_operands(event, left, right):
    """Both operands as integers, or None with the metamethod's result."""
    a, b = _bit_integer(left), _bit_integer(right)
    if a is not None and b is not None:
        return a, b, None
    handler = metamethod(left, event)
    if handler is None:
        handler = metamethod(right, event)
    if handler is not None:
        return None, None, first(handler(left, right))
    raise bit_operand_error(left, right)


def _bit_integer(value):
    """An operand as an integer, or None; strings convert in 5.3 only."""
    cls = value.__class__
    if cls is int:
        return value
    if cls is str:
        from luapy.runtime.state import current_state
        if current_state().dialect.number != (5, 3):
            return None
        value = str_to_number(value)
        cls = value.__class__
    if cls is float:
        return float_to_integer(value)
    return value if cls is int else None


def _bit_number(value):
    if value.__class__ is str:
        from luapy.runtime.state import current_state
        if current_state().dialect.number != (5, 3):
            return None
    return operand_number(value)


def bit_operand_error(left, right):
    """A number without integer representation, or an operand that is no number."""
    left_number, right_number = _bit_number(left), _bit_number(right)
    if left_number is not None and right_number is not None:
        operand = "left" if _bit_integer(left) is None else "right"
        return OperandError("number%s has no integer representation", operand)
    culprit, operand = (right, "right") if left_number is not None else (left, "left")
    return OperandError(f"attempt to perform bitwise operation on a {type_name_for_error(culprit)} value", operand)


def band(left, right):
    """``left & right``."""
    if left.__class__ is int and right.__class__ is int:
        return left & right
    a, b, result = _bit_operands("__band", left, right)
    return result if a is None else a & b


def bor(left, right):
    """``left | right``."""
    if left.__class__ is int and right.__class__ is int:
        return left | right
    a, b, result = _bit_operands("__bor", left, right)
    return result if a is None else a | b


def bxor(left, right):
    """``left ~ right``."""
    if left.__class__ is int and right.__class__ is int:
        return left ^ right
    a, b, result = _bit_operands("__bxor", left, right)
    return result if a is None else a ^ b


def shl(left, right):
    """``left << right``: logical; negative counts shift the other way."""
    if left.__class__ is int and right.__class__ is int:
        return shift_left(left, right)
    a, b, result = _bit_operands("__shl", left, right)
    return result if a is None else shift_left(a, b)


def shr(left, right):
    """``left >> right``: logical."""
    if left.__class__ is int and right.__class__ is int:
        return shift_left(left, -right)
    a, b, result = _bit_operands("__shr", left, right)
    return result if a is None else shift_left(a, -b)


def shift_left(value, count):
    """Logical shift of 64 bits, to the right for negative counts."""
    if count <= -64 or count >= 64:
        return 0
    value &= 0xFFFFFFFFFFFFFFFF
    return wrap_integer(value << count & 0xFFFFFFFFFFFFFFFF if count >= 0 else value >> -count)


def bnot(operand):
    """``~operand``."""
    if operand.__class__ is int:
        return ~operand
    value = _bit_integer(operand)
    if value is not None:
        return ~value
    if _bit_number(operand) is not None and metamethod(operand, "__bnot") is None:
        raise OperandError("number%s has no integer representation", "operand")
    return unary_metamethod("__bnot", operand, "perform bitwise operation on")
