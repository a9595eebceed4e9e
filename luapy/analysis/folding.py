"""Constant expressions that PUC Lua's compiler evaluates: they tell in the names of variables in error messages."""

from __future__ import annotations

from luapy.frontend import nodes as lua
from luapy.runtime import arithmetic

_OPERATORS = {
    "+": arithmetic.add, "-": arithmetic.sub, "*": arithmetic.mul, "/": arithmetic.div, "//": arithmetic.idiv, "%": arithmetic.mod,
    "^": arithmetic.pow, "&": arithmetic.band, "|": arithmetic.bor, "~": arithmetic.bxor, "<<": arithmetic.shl, ">>": arithmetic.shr,
}
_BITWISE = "&|~<<>>"


def folded(node):
    """The Number that an expression of numerals is compiled to if that is an integer, or the node itself."""
    value = _number(node)
    return lua.Number(value).at(node) if value.__class__ is int and type(node) is not lua.Number else node


def has_constant_left(node) -> bool:
    """Whether a Logical is compiled to its right operand, the left one deciding nothing when the program runs."""
    return _ends_as(node.left, node.op == "and")


def loaded_last(node):
    """The operand of a Logical that 5.1 takes for the one loaded last, by running the code as if each test jumped; or None.

    A test leads to the operand that is evaluated if the whole is not decided, or out of the expression: then a boolean
    or the tested value is what is loaded, which has no name.
    """
    # jumps: the truth that makes the present operand jump, None for the last one; where a true and a false value lead
    jumps, if_true, if_false = None, None, None
    while True:
        kind = type(node)
        if kind is lua.Paren:
            node = node.expr
        elif kind is lua.Logical:
            rest = node.right, jumps, if_true, if_false
            if node.op == "and":
                node, jumps, if_true = node.left, False, rest
            else:
                node, jumps, if_false = node.left, True, rest
        elif jumps is None:
            return node
        elif kind is lua.UnOp and node.op == "not":
            node, jumps, if_true, if_false = node.operand, not jumps, if_false, if_true
        else:
            passes = _constant_truth(node) is (not jumps)  # a constant that needs no test
            target = if_true if jumps != passes else if_false
            if target is None:
                return None
            node, jumps, if_true, if_false = target


def _ends_as(node, truth: bool) -> bool:
    """Whether an operand leaves a constant of that truth, and no jumps that lead past what follows it."""
    kind = type(node)
    if kind is lua.Paren:
        return _ends_as(node.expr, truth)
    if kind is lua.Logical:
        # what stands before `or` may jump where a true value is wanted, before `and` where a false one is
        return _ends_as(node.right, truth) and (truth == (node.op == "or") or _ends_as(node.left, truth))
    return _constant_truth(node) is truth


def _constant_truth(node):
    kind = type(node)
    if kind is lua.Paren:
        return _constant_truth(node.expr)
    if kind is lua.UnOp and node.op == "not":
        truth = _constant_truth(node.operand)
        return None if truth is None else not truth
    if kind in (lua.Nil, lua.FalseExpr):
        return False
    return True if kind in (lua.TrueExpr, lua.String) or _number(node) is not None else None


def _number(node):
    """The number that the compiler computes, or None: no division by zero, no float that is zero or NaN."""
    kind = type(node)
    if kind is lua.Number:
        return node.value
    if kind is lua.Paren:
        return _number(node.expr)
    if kind is lua.UnOp and node.op in "-~":
        operand = _number(node.operand)
        if operand is None or node.op == "~" and not _is_bitwise(operand):
            return None
        return _usable(-operand if operand.__class__ is float else arithmetic.sub(0, operand) if node.op == "-" else ~operand)
    if kind is lua.BinOp and node.op in _OPERATORS:
        left = _number(node.left)
        right = None if left is None else _number(node.right)
        if right is None or node.op in ("/", "//", "%") and right == 0:
            return None
        if node.op in _BITWISE and not (_is_bitwise(left) and _is_bitwise(right)):
            return None
        return _usable(_OPERATORS[node.op](left, right))
    return None


def _usable(value):
    return None if value.__class__ is float and (value != value or value == 0) else value


def _is_bitwise(value) -> bool:
    return value.__class__ is int or value.is_integer() and -2.0 ** 63 <= value < 2.0 ** 63
