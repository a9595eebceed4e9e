"""What is known, and what is likely, about the numbers in expressions.

`is_...` functions tell facts: translated code relies on them.  `likely_...` functions tell
hints: they choose which form is tried first, never what is right.
"""

from __future__ import annotations

from luapy.analysis.scopes import Variable
from luapy.frontend import nodes as lua

ARITHMETIC = frozenset("+ - * / // % ^".split())
# Names that programs use for indices: a hint of last resort.
_INDEX_NAMES = frozenset("i j n m idx index pos len size count top first last left right lo hi mid".split())


def is_integer(node) -> bool:
    """Whether the value is certainly an int."""
    kind = type(node)
    if kind is lua.Number:
        return node.value.__class__ is int
    if kind is lua.Paren:
        return is_integer(node.expr)
    return kind is lua.Name and type(node.info) is Variable and node.info.facts is not None


def is_positive(node) -> bool:
    """Whether the value is certainly an int above zero."""
    kind = type(node)
    if kind is lua.Number:
        return node.value.__class__ is int and node.value > 0
    if kind is lua.Paren:
        return is_positive(node.expr)
    if kind is lua.Name and type(node.info) is Variable:
        return node.info.facts is not None and node.info.facts[0] > 0
    return False


def is_low_constant(node) -> bool:
    """Whether a key is a numeral that is no element of a list: zero or less, or not integral."""
    if type(node) is lua.UnOp and node.op == "-" and type(node.operand) is lua.Number:
        return True
    return type(node) is lua.Number and not is_positive(node)


def is_float(node) -> bool:
    """Whether the value is certainly a float."""
    kind = type(node)
    if kind is lua.Number:
        return node.value.__class__ is float
    return kind is lua.Paren and is_float(node.expr)


def likely_integer(node) -> bool:
    """Whether a key is probably an integer (else probably a string or an object)."""
    kind = type(node)
    if kind is lua.Number:
        return node.value.__class__ is int
    if kind is lua.Paren:
        return likely_integer(node.expr)
    if kind is lua.BinOp:
        return node.op in "+-*//%" and (likely_integer(node.left) or likely_integer(node.right))
    if kind is lua.UnOp:
        return node.op == "#" or node.op == "-"
    if kind is lua.Name and type(node.info) is Variable:
        variable = node.info
        return variable.facts is not None or variable.numeric or variable.name in _INDEX_NAMES
    return False


def likely_float(node) -> bool:
    """Whether a value is probably a float."""
    kind = type(node)
    if kind is lua.Number:
        return node.value.__class__ is float
    if kind is lua.Paren:
        return likely_float(node.expr)
    if kind is lua.BinOp:
        return node.op in "/^" or node.op in "+-*" and (likely_float(node.left) or likely_float(node.right))
    if kind is lua.UnOp:
        return node.op == "-" and likely_float(node.operand)
    return kind is lua.Name and type(node.info) is Variable and node.info.floating


def loop_range(stat) -> tuple | None:
    """(lowest value,) of the variable of a numeric for that runs over ints and is not assigned; else None."""
    start, step = stat.start, stat.step
    if stat.var.info.assigned or not is_integer(start):
        return None
    if step is not None and not (type(step) is lua.Number and step.value.__class__ is int and step.value > 0):
        return None
    if type(start) is lua.Number:
        return (start.value,)
    lowest = start.info.facts[0] if type(start) is lua.Name else None
    return None if lowest is None else (lowest,)
