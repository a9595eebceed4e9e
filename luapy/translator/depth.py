"""Expressions deeper than CPython's compiler can go (1,490 nodes in 3.12): their inner parts become functions.

    def block_1():
        return <inner part>
    ...
    x = <outer part with block_1() in it>

Such a part is evaluated where it stood, so the order of evaluation stays.  Done only for a chunk that
CPython has refused, since looking at every expression takes time.
"""

from __future__ import annotations

import ast

from luapy.translator import python as py
from luapy.translator.generators import check_blocks
from luapy.translator.nesting import Cutter

# How deep an expression may be; statements around it need some of CPython's limit, too.
LIMIT = 300
_MOVED = (ast.Attribute, ast.BinOp, ast.BoolOp, ast.Call, ast.Compare, ast.IfExp, ast.NamedExpr, ast.Subscript, ast.UnaryOp)


def limit_depth(unit) -> bool:
    """Cut the deep expressions of a chunk in place; returns whether there were any."""
    made = [block for function in ast.walk(unit.tree) if type(function) is ast.FunctionDef
            for block in _DepthCutter(function, unit).run()]
    check_blocks(made)
    return bool(made)


class _DepthCutter(Cutter):
    """Moves expressions that are too deep."""

    def run(self) -> list:
        for stat in self.function.body:
            self.shorten(stat)
        self.begin_with(self.made)
        facts = self.unit.functions.get((self.function.lineno, self.function.name))
        for block in self.made:
            self.unit.functions[block.lineno, block.name] = facts
        return self.made

    def shorten(self, node) -> int:
        """Cut what is too deep inside of a node; returns how deep it is then."""
        if type(node) is ast.FunctionDef:
            return 0
        height = 0
        for name in node._fields:
            value = getattr(node, name, None)
            if isinstance(value, ast.AST):
                inner = self.shorten(value)
                if inner >= LIMIT and self.is_movable(value):
                    setattr(node, name, self.moved(value))
                    inner = 2
                height = max(height, inner)
            elif isinstance(value, list):
                for place, child in enumerate(value):
                    inner = self.shorten(child) if isinstance(child, ast.AST) else 0
                    if inner >= LIMIT and self.is_movable(child):
                        value[place] = self.moved(child)
                        inner = 2
                    height = max(height, inner)
        return height + 1 if isinstance(node, ast.expr) else 0

    def is_movable(self, node) -> bool:
        return type(node) in _MOVED and type(getattr(node, "ctx", py.LOAD)) is ast.Load

    def moved(self, node):
        """The call that stands for an expression from now on."""
        at = py.position(node)
        definition = self.block(node, lambda node: [ast.Return(node, **at)], at)
        return py.call(py.load(definition.name, at), [], at)
