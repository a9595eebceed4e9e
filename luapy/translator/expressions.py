"""Constants, names, varargs, parentheses, and, or, not (manual 3.4)."""

from __future__ import annotations

import ast

from luapy.analysis.numbers import fact
from luapy.analysis.scopes import Global
from luapy.frontend import nodes as lua
from luapy.translator import python as py

# Expressions whose kind alone tells that they are not nil.
_NEVER_NIL = (lua.TrueExpr, lua.FalseExpr, lua.Number, lua.String, lua.Function, lua.Table)
COMPARISONS = {"==": ast.Eq, "~=": ast.NotEq, "<": ast.Lt, "<=": ast.LtE, ">": ast.Gt, ">=": ast.GtE}
# A chain of `and`s or `or`s longer than this would nest too deeply for CPython's compiler.
LONG_CHAIN = 60


class Expressions:
    def expr_Nil(self, node):
        return py.const(None, self.at(node))

    def expr_TrueExpr(self, node):
        return py.load("TRUE", self.at(node))

    def expr_FalseExpr(self, node):
        return py.load("FALSE", self.at(node))

    def expr_Number(self, node):
        at, value = self.at(node), node.value
        if value - value == 0:
            return py.const(value, at)
        return py.const(float("inf") if value > 0 else value, at)

    def expr_String(self, node):
        return py.const(node.value, self.at(node))

    def expr_Vararg(self, node):
        at = self.at(node)
        return py.conditional(py.load("varargs", at), py.item(py.load("varargs", at), 0, at), py.const(None, at), at)

    def expr_Name(self, node):
        at = self.at(node)
        variable = node.info
        if type(variable) is Global:
            return self.global_value(node, variable, at)
        return self.variable_value(variable, at)

    def variable_value(self, variable, at):
        expr = py.load(variable.python, at)
        return py.item(expr, 0, at) if variable.boxed else expr

    def global_value(self, node, variable, at):
        """A global name: a field of the environment."""
        env = variable.env
        self.unit.names.add(node.id)
        self.site(at, "index", f"{'local' if env.function is self.info else 'upvalue'} '{env.name}'", node.id)
        if env.kind == "env" and not self.unit.careful:
            return py.attribute(py.load(env.python, at), "f_" + node.id, at)
        return py.helper("index", [self.variable_value(env, at), py.const(node.id, at)], at)

    def expr_Paren(self, node):
        return self.expr(node.expr)

    # Truth

    def condition(self, node):
        """A Lua expression as a Python expression whose truth is the Lua truth of its value."""
        kind = type(node)
        at = self.at(node)
        if kind is lua.Paren:
            return self.condition(node.expr)
        if kind is lua.BinOp and node.op in COMPARISONS:
            return self.comparison(node)
        if kind is lua.UnOp and node.op == "not":
            return py.not_(self.condition(node.operand), at)
        if kind is lua.Logical:
            first, *others = _chain(node)
            terms = [self.condition(first)]
            with self.narrowed():
                for before, term in zip((first, *others), others):
                    if node.op == "and":
                        self.narrow(before)
                    terms.append(self.on_condition(self.condition, term))
            return (py.all_ if node.op == "and" else py.any_)(terms, at)
        if kind in (lua.TrueExpr, lua.Number, lua.String, lua.Function, lua.Table):
            if kind in (lua.Function, lua.Table):
                return py.is_not(self.expr(node), py.const(None, at), at)
            return py.const(True, at)
        if kind in (lua.Nil, lua.FalseExpr):
            return py.const(False, at)
        value, again = self.twice(node)
        if kind is lua.Name and type(node.info) is not Global and node.info.unadjusted:
            return self.truth_of_results(again, at)
        if self.is_boolean(node):
            return py.is_(value, py.load("TRUE", at), at)
        return self.truth(value, again, at)

    def truth_of_results(self, value, at):
        """Whether the first of a call's results is true: ``r is not FALSE and r is not None and (r is TRUE or
        r.__class__ is not tuple or is_true(r))``."""
        several = py.is_class(value(), "tuple", at)
        one = py.any_([py.is_(value(), py.load("TRUE", at), at), py.not_(several, at),
                       py.helper("is_true", [value()], at)], at)
        return py.all_([py.is_not(value(), py.load("FALSE", at), at), py.is_not(value(), py.const(None, at), at), one], at)

    def truth(self, value, again, at):
        """``value is not None and value is not FALSE``."""
        return py.all_([py.is_not(value, py.const(None, at), at), py.is_not(again(), py.load("FALSE", at), at)], at)

    def is_condition(self, node) -> bool:
        """Whether a node's value is always a boolean that `condition` gives directly."""
        kind = type(node)
        if kind is lua.Paren:
            return self.is_condition(node.expr)
        return kind is lua.BinOp and node.op in COMPARISONS or kind is lua.UnOp and node.op == "not"

    def is_boolean(self, node) -> bool:
        """Whether a node is a local variable that never holds anything but booleans, and nil before."""
        if type(node) is not lua.Name or type(node.info) is Global:
            return False
        values = node.info.definitions[1:] if node.info.starts_nil else node.info.definitions
        return bool(values) and all(type(value) in (lua.TrueExpr, lua.FalseExpr) or self.is_condition(value) for value in values)

    def is_never_nil(self, node) -> bool:
        """Whether a node's value is certainly not nil."""
        return type(node) in _NEVER_NIL or self.is_condition(node) or fact(node) is not None

    def boolean(self, condition, at):
        """A Python condition as a Lua boolean."""
        return py.conditional(condition, py.load("TRUE", at), py.load("FALSE", at), at)

    def expr_Logical(self, node):
        """``and`` and ``or``: the value of the last operand evaluated."""
        terms = _chain(node)
        if len(terms) > LONG_CHAIN:
            return self.long_chain(node.op, terms)
        # the operands are translated from the left, so that what follows a call is not tried as if it did not
        heads = [self.logical_head(terms[0])]
        with self.narrowed():
            for before, term in zip(terms, terms[1:]):
                if node.op == "and":
                    self.narrow(before)
                heads.append(self.on_condition(self.logical_head if term is not terms[-1] else self.expr, term))
        result = heads.pop()
        at = self.at(node)
        for condition, otherwise in reversed(heads):
            if node.op == "and":
                result = py.conditional(condition, result, otherwise("FALSE"), at)
            else:
                result = py.conditional(condition, otherwise("TRUE"), result, at)
        return result

    def logical_head(self, node):
        """(condition, function giving the operand's value, from the name of the boolean it must be)."""
        at = self.at(node)
        if self.is_condition(node):
            return self.condition(node), lambda boolean: py.load(boolean, at)
        value, again = self.twice(node)
        return self.truth(value, again, at), lambda boolean: again()

    def long_chain(self, op, terms):
        """Hundreds of operands: statements, so that nothing nests."""
        at = self.at(terms[0])
        name = self.fresh_name("value")
        self.out.append(py.assign(py.store(name, at), self.expr(terms[0]), at))
        for term in terms[1:]:
            saved, self.out = self.out, []
            self.out.append(py.assign(py.store(name, at), self.expr(term), at))
            body, self.out = self.out, saved
            test = self.truth(py.load(name, at), lambda: py.load(name, at), at)
            self.out.append(ast.If(test if op == "and" else py.not_(test, at), body, [], **at))
        return py.load(name, at)


def _chain(node):
    """The operands of a chain of one logical operator, however it nests."""
    op, terms, pending = node.op, [], [node]
    while pending:
        node = pending.pop()
        if type(node) is lua.Logical and node.op == op:
            pending += (node.right, node.left)
        else:
            terms.append(node)
    return terms
