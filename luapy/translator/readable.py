"""From the plain translation to Python that is pleasant to read: rewriting of its AST.

The plain translation (``careful``) does everything by calls of the runtime, each
for one operation of Lua.  What it writes in several steps gets a name here:

* ``x is not None and x is not FALSE`` is ``truth(x)``;
* ``index(obj, "name")(obj, ...)`` is ``method(obj, "name")(...)``;
* ``index(E, "print")`` is ``E.f_print``: the environment is always a table;
* comparisons are Python's operators;
* ``new_array([None, 1, 2])`` is ``array(1, 2)``;
* ``TRUE if test else FALSE`` is ``lua_bool(test)``;
* UTF-8 in strings, which have a character per byte, is written as text: ``utf8("ä")``.
"""

from __future__ import annotations

import ast
import re

from luapy.translator import python as py

# Names of the runtime beyond those of luapy.runtime.exported that readable code uses.
HELPERS = ("array", "each_many", "each_one", "each_two", "lua_bool", "method", "truth", "utf8")
# What is put behind the name of a helper that is a variable of the program too.
ALIAS = "_of_lua"
_COMPARISONS = {
    "less_than": ast.Lt, "less_equal": ast.LtE, "swapped_less_than": ast.Gt, "swapped_less_equal": ast.GtE,
}
_LOOPS = {"iterate_one": "each_one", "iterate_two": "each_two", "iterate_many": "each_many"}
_IDENTIFIER = re.compile(r"[A-Za-z_]\w*", re.ASCII)
_TEMPORARY = re.compile(r"[tc]_\d+")


def make_readable(tree, careful=False):
    """Rewrite a plain translation in place; returns it.

    careful: numbers, nil and functions may have metatables, which Python's own operations would not obey.
    A helper whose name a variable of the program has gets another one (see `Rewriter.helper`).
    """
    taken = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    taken |= {node.arg for node in ast.walk(tree) if isinstance(node, ast.arg)}
    tree = Rewriter(careful, taken & set(HELPERS)).visit(tree)
    for node in ast.walk(tree):
        for name in ("body", "orelse"):
            block = getattr(node, name, None)
            if isinstance(block, list):
                for stat in block:
                    _drop_unused_names(stat)
    return tree


def position(node) -> dict:
    """The position attributes of a node."""
    return {name: getattr(node, name) for name in ("lineno", "col_offset", "end_lineno", "end_col_offset")}


def _calls(node, name) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == name


def _is_name(node, name) -> bool:
    return isinstance(node, ast.Name) and node.id == name


def _same(value, again) -> bool:
    """Whether *again* is a second use of the value of the expression *value*."""
    if isinstance(value, ast.NamedExpr):
        return _is_name(again, value.target.id)
    if isinstance(value, ast.Name):
        return _is_name(again, value.id)
    return isinstance(value, ast.Constant) and isinstance(again, ast.Constant) and value.value == again.value


class Rewriter(ast.NodeTransformer):
    """Bottom-up rewriting; new nodes keep the position of the operation that they stand for."""

    def __init__(self, careful, taken):
        self.careful = careful
        self.taken = taken

    def helper(self, name, args, at):
        """A call of one of HELPERS."""
        return py.helper(name + ALIAS if name in self.taken else name, args, at)

    def visit_Call(self, node):
        self.generic_visit(node)
        name = node.func.id if isinstance(node.func, ast.Name) else None
        at = position(node)
        if name == "callee":
            return node if self.careful or isinstance(node.args[0], ast.Constant) else node.args[0]
        if name == "index" and _is_name(node.args[0], "E") and _is_field(node.args[1]):
            return py.attribute(node.args[0], "f_" + node.args[1].value, at)
        if name in _COMPARISONS and not self.careful:
            left, right = node.args
            if isinstance(left, ast.NamedExpr):  # was only to keep the order
                left = left.value
            return ast.Compare(left, [_COMPARISONS[name]()], [right], **at)
        if name in _LOOPS:
            return self.loop(node, name, at)
        if name == "new_array" and isinstance(node.args[0], ast.List):
            return self.helper("array", node.args[0].elts[1:], at)
        if name is None:
            return self.method_call(node, at)
        return node

    def loop(self, node, name, at):
        """``iterate_two(*results(x))``."""
        skip = name == "iterate_many"
        rest = node.args[skip:]
        if len(rest) == 1 and isinstance(rest[0], ast.Starred) and _calls(rest[0].value, "results"):
            return self.helper(_LOOPS[name], node.args[:skip] + rest[0].value.args, at)
        return node

    def method_call(self, node, at):
        """``index(obj, "name")(obj, ...)``, but where ``*args`` would go through C, of which 3.12 and 3.13 allow little."""
        func = node.func
        if _calls(func, "index") and node.args and not isinstance(node.args[-1], ast.Starred) and _is_field(func.args[1]) and _same(func.args[0], node.args[0]):
            obj = func.args[0]
            return py.call(self.helper("method", [obj, func.args[1]], position(func)), node.args[1:], at)
        return node

    def visit_BoolOp(self, node):
        if len(node.values) == 2 and isinstance(node.op, ast.And) and _is_truth_test(*node.values):
            value = self.visit(node.values[0].left)
            return self.helper("truth", [value], position(node))
        return self.generic_visit(node)

    def visit_Compare(self, node):
        """``0 is FALSE``, which Python warns of; ``None is x`` the other way round."""
        self.generic_visit(node)
        other = node.comparators[0]
        if isinstance(node.left, ast.Constant) and isinstance(node.ops[0], (ast.Is, ast.IsNot)):
            if isinstance(other, ast.Constant) or _is_name(other, "TRUE") or _is_name(other, "FALSE"):
                same = isinstance(other, ast.Constant) and other.value is node.left.value
                return py.const(same == isinstance(node.ops[0], ast.Is), position(node))
            return ast.Compare(other, node.ops, [node.left], **position(node))
        return node

    def visit_IfExp(self, node):
        self.generic_visit(node)
        if _is_name(node.body, "TRUE") and _is_name(node.orelse, "FALSE"):
            return self.helper("lua_bool", [node.test], position(node))
        if _is_name(node.test, "varargs"):  # ... adjusted to one value
            return py.helper("first", [node.test], position(node))
        return node

    def visit_Constant(self, node):
        value, at = node.value, position(node)
        if value.__class__ is str and not value.isascii():
            try:
                text = value.encode("latin-1").decode("utf-8")
            except UnicodeDecodeError:
                return node
            return self.helper("utf8", [py.const(text, at)], at)
        if value.__class__ in (int, float) and (value < 0 or str(value)[0] == "-"):
            return ast.UnaryOp(ast.USub(), py.const(-value, at), **at)  # as Python parses it
        return node


def _is_field(node) -> bool:
    return isinstance(node, ast.Constant) and node.value.__class__ is str and bool(_IDENTIFIER.fullmatch(node.value))


def _is_truth_test(one, other) -> bool:
    """``v is not None`` and ``v is not FALSE``."""
    return (isinstance(one, ast.Compare) and isinstance(other, ast.Compare)
            and isinstance(one.ops[0], ast.IsNot) and isinstance(other.ops[0], ast.IsNot)
            and isinstance(one.comparators[0], ast.Constant) and one.comparators[0].value is None
            and _is_name(other.comparators[0], "FALSE") and _same(one.left, other.left))


def _drop_unused_names(stat):
    """``f((t_1 := x))`` -> ``f(x)`` where nothing reads t_1."""
    loads: dict = {}
    for node in ast.walk(stat):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
            loads[node.id] = loads.get(node.id, 0) + 1

    class Dropper(ast.NodeTransformer):
        def visit_NamedExpr(self, node):
            self.generic_visit(node)
            name = node.target.id
            return node.value if _TEMPORARY.fullmatch(name) and name not in loads else node
    Dropper().visit(stat)
