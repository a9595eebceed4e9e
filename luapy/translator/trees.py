"""Trees of additions, subtractions and products, whose results one check makes sure of (see luapy.analysis.trees)."""

from __future__ import annotations

import ast

from luapy.analysis.numbers import FLOAT, MAX, MIN
from luapy.analysis.trees import bottom_operands, deciding_operand, is_checked, with_operand
from luapy.frontend import nodes as lua
from luapy.translator import python as py
from luapy.translator.operators import RAW_CHECKED, SMALL, between


class Trees:
    def tree(self, node):
        """The value of a tree that has more than one result to check, or None."""
        if not self.raw or self.in_general or not self.unit.dialect.integers or not is_checked(node) or self.calls_in(node):
            return None
        operand = deciding_operand(node)
        if operand is not None:
            return self.float_first(node, operand)
        operands = bottom_operands(node)
        if operands is None or any(type(leaf) is lua.Index and self.is_runtime_index(leaf) for leaf in operands):
            return None
        return self.int_first(node, operands)

    def float_first(self, node, operand):
        """(tree without checks if (t := operand).__class__ is float else tree for any numbers)"""
        at = self.at(operand)
        value, again = self.twice(operand)
        name = self.temporary_name(operand, self.describe(operand), again().id)
        tree = with_operand(node, operand, name)
        name.info.fact = FLOAT
        floats = self.expr(tree)
        name.info.fact = None
        self.use_raw()
        return py.conditional(py.is_class(value, "float", at), floats, self.general(tree), self.at_op(node))

    def int_first(self, node, operands):
        """(t if (t := tree).__class__ is int and -SMALL <= t <= SMALL or operand.__class__ is float else tree with all checks)

        An int comes from nothing but ints, and as sums and products go, it may as well be brought into range at the end.
        """
        at = self.at_op(node)
        names: dict = {}
        name = self.temp()
        is_int = py.is_class(py.walrus(name, self.raw_tree(node, operands, names), at), "int", at)
        in_range = [between(-SMALL, SMALL)(py.load(name, at), name, at), between(MIN, MAX)(py.load(name, at), name, at)]
        floats = [py.is_class(py.load(names[operand], at), "float", at) for operand in operands]
        test = py.any_([py.all_([is_int, py.any_(in_range, at)], at), py.all_(floats, at)], at)
        self.use_raw()
        return py.conditional(test, py.load(name, at), self.general(node), at)

    def general(self, node):
        """A tree with all of its checks."""
        self.in_general = True
        value = self.on_condition(self.expr, node)
        self.in_general = False
        return value

    def raw_tree(self, node, operands, names):
        """A tree by Python's operators alone; names: gets the names under which the operands can be read again."""
        if is_checked(node):
            at = self.at_op(node)
            left, right = self.raw_tree(node.left, operands, names), self.raw_tree(node.right, operands, names)
            if node.op != "*":
                return self.python_operation(node, left, right, at)
            return ast.BinOp(left, RAW_CHECKED["*"](), right, **at)  # what repeats a string is no int
        if not any(node is operand for operand in operands):
            return self.expr(node)
        value, again = self.twice(node)
        names[node] = again().id
        return value
