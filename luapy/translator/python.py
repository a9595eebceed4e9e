"""Short ways to build Python AST nodes. *at* is the dict of position attributes every node needs.

Most of a translation's nodes are of a few kinds.  Those get their attributes all at once, as their dict: the constructor
sets one after the other, which takes twice as long.
"""

from __future__ import annotations

import ast
import sys

LOAD, STORE = ast.Load(), ast.Store()
_IS, _IS_NOT = [ast.Is()], [ast.IsNot()]
_new = ast.AST.__new__
# For tracers, CPython 3.12 has a line begin again where the branches of a conditional meet behind a call in the second one.
_CALLS_BEGIN_LINES = sys.version_info[:2] == (3, 12)


def position(node) -> dict:
    """The position attributes of a node."""
    return {"lineno": node.lineno, "col_offset": node.col_offset,
            "end_lineno": node.end_lineno, "end_col_offset": node.end_col_offset}


def place(at) -> tuple:
    """Position attributes as a key."""
    return at["lineno"], at["col_offset"], at["end_lineno"], at["end_col_offset"]


def load(name, at):
    node = _new(ast.Name)
    node.__dict__ = {"id": name, "ctx": LOAD, **at}
    return node


def store(name, at):
    node = _new(ast.Name)
    node.__dict__ = {"id": name, "ctx": STORE, **at}
    return node


def const(value, at):
    node = _new(ast.Constant)
    node.__dict__ = {"value": value, "kind": None, **at}
    return node


def call(func, args, at):
    node = _new(ast.Call)
    node.__dict__ = {"func": func, "args": args, "keywords": [], **at}
    return node


def helper(name, args, at):
    """A call of something that the runtime exports."""
    return call(load(name, at), args, at)


def attribute(obj, name, at):
    node = _new(ast.Attribute)
    node.__dict__ = {"value": obj, "attr": name, "ctx": LOAD, **at}
    return node


def item(obj, position, at, ctx=LOAD):
    return ast.Subscript(obj, const(position, at), ctx, **at)


def starred(value, at):
    return ast.Starred(value, LOAD, **at)


def tuple_(elements, at, ctx=LOAD):
    return ast.Tuple(elements, ctx, **at)


def walrus(name, value, at):
    node = _new(ast.NamedExpr)
    node.__dict__ = {"target": store(name, at), "value": value, **at}
    return node


def conditional(test, then, orelse, at):
    if _CALLS_BEGIN_LINES and isinstance(orelse, ast.Call):
        test, then, orelse = not_(test, at), orelse, then
    node = _new(ast.IfExp)
    node.__dict__ = {"test": test, "body": then, "orelse": orelse, **at}
    return node


def compare(left, operators, right, at):
    node = _new(ast.Compare)
    node.__dict__ = {"left": left, "ops": operators, "comparators": [right], **at}
    return node


def is_(left, right, at):
    return compare(left, _IS, right, at)


def is_class(value, name, at):
    """``value.__class__ is name``"""
    return is_(attribute(value, "__class__", at), load(name, at), at)


def is_not(left, right, at):
    return compare(left, _IS_NOT, right, at)


def not_(value, at):
    return ast.UnaryOp(ast.Not(), value, **at)


def all_(values, at):
    return ast.BoolOp(ast.And(), values, **at) if len(values) > 1 else values[0]


def any_(values, at):
    return ast.BoolOp(ast.Or(), values, **at) if len(values) > 1 else values[0]


def assign(target, value, at):
    return ast.Assign([target], value, **at)


def expression(value, at):
    return ast.Expr(value, **at)


def arguments(names, vararg, at):
    """Parameters that default to nil, and where the surplus goes (None: there is none)."""
    return ast.arguments(
        posonlyargs=[], args=[ast.arg(name, **at) for name in names], vararg=vararg and ast.arg(vararg, **at),
        kwonlyargs=[], kw_defaults=[], kwarg=None, defaults=[ast.Constant(None, **at) for _ in names])


def plain_arguments(names, at):
    """Parameters without defaults, of a factory."""
    return ast.arguments(posonlyargs=[], args=[ast.arg(name, **at) for name in names], vararg=None,
                         kwonlyargs=[], kw_defaults=[], kwarg=None, defaults=[])


def function(name, args, body, at):
    node = ast.FunctionDef(name, args, body or [ast.Pass(**at)], [], **at)
    node.type_params = []
    return node


def again(expr, at):
    """Another node for the value of a name or constant."""
    return load(expr.id, at) if isinstance(expr, ast.Name) else const(expr.value, at)


def less_one(value, at):
    """``value - 1``."""
    if isinstance(value, ast.Constant) and value.value.__class__ is int:
        return const(value.value - 1, at)
    return ast.BinOp(value, ast.Sub(), const(1, at), **at)


def is_path(expr) -> bool:
    """Whether an expression is a name or a field of a field of one, which may be read twice in a tried statement."""
    while isinstance(expr, ast.Attribute):
        expr = expr.value
    return isinstance(expr, ast.Name)
