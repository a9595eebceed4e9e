"""Arithmetic, bitwise, comparison, concatenation and length operators (manual 3.4.1 to 3.4.7)."""

from __future__ import annotations

import ast

from luapy.frontend import nodes as lua
from luapy.translator import python as py
from luapy.translator.expressions import COMPARISONS

BINARY = {
    "+": "add", "-": "sub", "*": "mul", "/": "div", "//": "idiv", "%": "mod", "^": "pow",
    "&": "band", "|": "bor", "~": "bxor", "<<": "shl", ">>": "shr",
}
UNARY = {"-": "unm", "~": "bnot", "#": "length"}
# Left-leaning chains longer than this are flattened, since CPython's compiler limits nesting.
LONG_CHAIN = 60


class Operators:
    def expr_BinOp(self, node):
        if node.op in COMPARISONS:
            return self.boolean(self.comparison(node), self.at(node))
        if node.op == "..":
            return self.concatenation(node)
        spine = _left_spine(node)
        if len(spine) > LONG_CHAIN:
            return self.long_arithmetic(spine)
        return self.arithmetic(node, self.expr(node.left), self.expr(node.right))

    def arithmetic(self, node, left, right):
        at = self.at_op(node)
        self.site(at, "binary", self.describe(node.left), self.describe(node.right), node.op)
        return py.helper(BINARY[node.op], [left, right], at)

    def long_arithmetic(self, spine):
        """``a + b + c ...``: (t := add(a, b), t := add(t, c), ..., t)[-1], which does not nest."""
        at = self.at(spine[-1])
        name = self.temp()
        steps = [py.walrus(name, self.expr(spine[0].left), at)]
        for node in spine:
            steps.append(py.walrus(name, self.arithmetic(node, py.load(name, at), self.expr(node.right)), at))
        return ast.Subscript(py.tuple_(steps, at), py.const(-1, at), py.LOAD, **at)

    def comparison(self, node):
        """A comparison as a Python condition."""
        at = self.at_op(node)
        left, right = self.expr(node.left), self.expr(node.right)
        self.site(at, "compare", None, None, node.op)
        if self.unit.careful and node.op not in ("==", "~="):
            if node.op in (">", ">="):
                # evaluated in order, compared the other way round
                name = self.temp()
                first = py.walrus(name, left, at)
                return py.helper("swapped_less_than" if node.op == ">" else "swapped_less_equal", [first, right], at)
            return py.helper("less_than" if node.op == "<" else "less_equal", [left, right], at)
        return ast.Compare(left, [COMPARISONS[node.op]()], [right], **at)

    def concatenation(self, node):
        """A chain of ``..`` in one call."""
        parts, tail = [], node
        while type(tail) is lua.BinOp and tail.op == "..":
            parts.append(tail.left)
            tail = tail.right
        parts.append(tail)
        at = self.at_op(node)
        values = [self.expr(part) for part in parts]
        descriptions = [self.describe(part) for part in parts]
        self.site(at, "concat", *descriptions)
        if len(values) == 2:
            return py.helper("concat", values, at)
        return py.helper("concat_all", values, at)

    def expr_UnOp(self, node):
        at = self.at(node)
        if node.op == "not":
            return self.boolean(self.condition(node), at)
        operand = self.expr(node.operand)
        if node.op == "-" and isinstance(operand, ast.Constant) and operand.value.__class__ in (int, float):
            value = operand.value
            if value or self.unit.dialect.integers and value.__class__ is int:
                return py.const(-value, at)
            return py.const(-0.0 if value.__class__ is int or str(value)[0] != "-" else 0.0, at)
        self.site(at, "unary", self.describe(node.operand), None, node.op)
        return py.helper(UNARY[node.op], [operand], at)


def _left_spine(node):
    """The arithmetic nodes of a left-leaning chain, innermost first."""
    spine = []
    while type(node) is lua.BinOp and node.op in BINARY:
        spine.append(node)
        node = node.left
    spine.reverse()
    return spine
