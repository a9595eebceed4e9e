"""Constant expressions that PUC Lua's compiler evaluates: they tell in the names of variables in error messages."""

from __future__ import annotations

from luapy.frontend import nodes as lua
from luapy.runtime.values import wrap_integer

_INTEGER_OPERATORS = {
    "+": lambda a, b: a + b, "-": lambda a, b: a - b, "*": lambda a, b: a * b, "&": lambda a, b: a & b,
    "|": lambda a, b: a | b, "~": lambda a, b: a ^ b,
}


def folded(node):
    """The Number that an expression of integer numerals is compiled to, or the node itself."""
    value = _integer(node)
    return node if value is None or type(node) is lua.Number else lua.Number(value).at(node)


def has_constant_left(node) -> bool:
    """Whether a Logical is compiled to its right operand, the left one being a constant."""
    if node.op == "and":
        return type(node.left) in (lua.TrueExpr, lua.Number, lua.String)
    return type(node.left) in (lua.FalseExpr, lua.Nil)


def _integer(node):
    kind = type(node)
    if kind is lua.Number:
        return node.value if node.value.__class__ is int else None
    if kind is lua.Paren:
        return _integer(node.expr)
    if kind is lua.UnOp and node.op in "-~":
        value = _integer(node.operand)
        return None if value is None else wrap_integer(-value if node.op == "-" else ~value)
    if kind is lua.BinOp:
        left = _integer(node.left)
        right = None if left is None else _integer(node.right)
        if right is None:
            return None
        if node.op in _INTEGER_OPERATORS:
            return wrap_integer(_INTEGER_OPERATORS[node.op](left, right))
        if node.op in ("//", "%") and right:
            return wrap_integer(left // right if node.op == "//" else left % right)
    return None
