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
from luapy.translator.nesting import declaration, first_statement, mentioned_names, stored_names

# How deep an expression may be; statements around it need some of CPython's limit, too.
LIMIT = 300
_MOVED = (ast.Attribute, ast.BinOp, ast.BoolOp, ast.Call, ast.Compare, ast.IfExp, ast.NamedExpr, ast.Subscript, ast.UnaryOp)


def limit_depth(unit) -> bool:
    """Cut the deep expressions of a chunk in place; returns whether there were any."""
    made = [block for function in ast.walk(unit.tree) if type(function) is ast.FunctionDef
            for block in _Cutter(function, unit).run()]
    return bool(made)


class _Cutter:
    """Cuts the expressions of one function. made: the functions of their parts; missing: variables these share."""

    def __init__(self, function, unit):
        self.function = function
        self.unit = unit
        self.made: list = []
        self.missing: set = set()
        self.everywhere = None  # how often the function mentions each name, in the parts that were moved, too
        self.own = {argument.arg for argument in ast.walk(function.args) if type(argument) is ast.arg}
        self.own.update(name for stat in function.body if type(stat) is ast.Nonlocal for name in stat.names)

    def run(self) -> list:
        function = self.function
        for stat in function.body:
            self.shorten(stat)
        place = first_statement(function)
        function.body[place:place] = declaration(self.missing, function) + self.made
        facts = self.unit.functions.get((function.lineno, function.name))
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
        if self.everywhere is None:
            self.everywhere = mentioned_names(self.function.body)
        inside = mentioned_names([node])
        shared = {name for name in stored_names([node]) if name in self.own or self.everywhere[name] > inside[name]}
        self.missing |= shared - self.own
        self.unit.blocks += 1
        name = f"block_{self.unit.blocks}"
        body = [ast.Nonlocal(sorted(shared), **at)] if shared else []
        self.made.append(py.function(name, py.plain_arguments([], at), [*body, ast.Return(node, **at)], at))
        return py.call(py.load(name, at), [], at)
