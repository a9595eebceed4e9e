"""Calls, method calls, and the adjustment of their results (manual 3.4.10, 3.4.12)."""

from __future__ import annotations

import ast
import copy
import sys

from luapy.analysis.lines import span
from luapy.analysis.results import gives_single_result
from luapy.analysis.scopes import Variable
from luapy.frontend import nodes as lua
from luapy.translator import python as py

LOADS_METHODS_SLOWLY = sys.version_info < (3, 12)
# Methods of strings: receivers of these calls are probably strings, so their class is tested first.
STRING_METHODS = frozenset(
    "byte char dump find format gfind gmatch gsub len lower match pack packsize rep reverse sub unpack upper".split())


def is_unadjusted(node) -> bool:
    """Whether a node is a temporary that holds all results of a call."""
    return type(node) is lua.Name and type(node.info) is Variable and node.info.unadjusted


class Calls:
    def is_multiple(self, node) -> bool:
        """Whether an expression may give several values."""
        if type(node) is lua.Name:
            return is_unadjusted(node)
        return type(node) in (lua.Call, lua.MethodCall, lua.Vararg) and not self.is_single(node)

    def is_single(self, node) -> bool:
        """Whether a call is known to give exactly one value."""
        return not self.unit.careful and gives_single_result(node)

    def multiple(self, node):
        """A multi-valued expression as a Python tuple of all its values."""
        at = self.at(node)
        if type(node) is lua.Vararg:
            return py.load("varargs", at)
        return py.helper("results", [self.expr(node) if type(node) is lua.Name else self.raw_call(node)], at)

    def expr_list(self, nodes, at) -> list:
        """An expression list as Python expressions; the last is starred if it may give several values."""
        if not nodes:
            return []
        values = [self.expr(node) for node in nodes[:-1]]
        last = nodes[-1]
        values.append(py.starred(self.multiple(last), at) if self.is_multiple(last) else self.expr(last))
        return values

    def expr_Call(self, node):
        at = self.at_op(node)
        if self.unit.careful:
            return py.helper("first", [self.raw_call(node)], at)
        if gives_single_result(node):
            return self.raw_call(node)
        parts = self.intrinsic(node, 1)
        if parts is not None:
            test, value, call = parts
            return py.conditional(test, value, self.first_inline(call, at), at)
        return self.first_inline(self.raw_call(node), at)

    expr_MethodCall = expr_Call

    def first_inline(self, result, at):
        """Adjust the result of a call to one value without calling for it."""
        name = self.temp()
        value = py.walrus(name, result, at)
        single = py.is_not(py.attribute(value, "__class__", at), py.load("tuple", at), at)
        return py.conditional(single, py.load(name, at), py.helper("first", [py.load(name, at)], at), at)

    def raw_result(self, node):
        """The raw result of a call, which may be done in place."""
        parts = self.intrinsic(node)
        return self.raw_call(node) if parts is None else py.conditional(*parts, self.at_op(node))

    def raw_call(self, node):
        """A call as a Python expression giving its raw result."""
        if self.unit.generators.calls and (name := self.unit.generators.calls.get(span(node))) is not None:
            return self.yield_call(node) if name == "yield" else self.starting_call(node, name)
        return self.method_call(node) if type(node) is lua.MethodCall else self.plain_call(node)

    def plain_call(self, node):
        at = self.at_op(node)
        func = self.expr(node.func)
        if self.unit.careful:
            func = py.helper("callee", [func], at)
        self.site(at, "call", self.describe(node.func))
        return self.call_with(func, [], node.args, at)

    def call_with(self, func, first_args, nodes, at):
        """A call of an evaluated function. A last argument that holds all results of a call is nearly always one value."""
        args = first_args + self.expr_list(nodes, at)
        self.note_call()
        func = self.loaded(func, at)
        call = py.call(func, args, at)
        if not nodes or not is_unadjusted(nodes[-1]):
            return call
        value = self.expr(nodes[-1])
        single = py.is_not(py.attribute(value, "__class__", at), py.load("tuple", at), at)
        return py.conditional(single, py.call(copy.deepcopy(func), [*copy.deepcopy(args[:-1]), copy.copy(value)], at), call, at)

    def loaded(self, func, at):
        """The function of a call. CPython 3.11 looks up ``x.f`` of a call as a method, slower than as an attribute."""
        if LOADS_METHODS_SLOWLY and isinstance(func, ast.Attribute) and not func.attr.startswith("b_"):
            return py.walrus(self.temp(), func, at)
        return func

    def method_call(self, node):
        at = self.at_op(node)
        lookup = self.at_lookup(node)
        self.site(lookup, "index", self.describe(node.obj), node.name)
        self.site(at, "call", f"method '{node.name}'")
        if self.is_bound_by_python(node):
            return self.call_with(self.bound_method(node, lookup), [], node.args, at)
        value, again = self.twice(node.obj)
        func = self.method_function(node, value, again, lookup)
        return self.call_with(func, [again()], node.args, at)

    def is_bound_by_python(self, node) -> bool:
        """Whether a method call is to be ``obj.b_name(...)``, see luapy.runtime.methods.

        With ``*varargs`` CPython 3.12 and 3.13 would call a bound method through C, and allow little depth there.
        """
        return (self.raw and not self.unit.careful and node.name not in STRING_METHODS
                and not (node.args and type(node.args[-1]) is lua.Vararg) and self.info.methods.is_of_class(node))

    def bound_method(self, node, lookup):
        self.unit.names.add(node.name)
        self.unit.methods.add(node.name)
        value = self.expr(node.obj)
        self.use_raw()
        self.note_table(node.obj)
        return py.attribute(value, "b_" + node.name, lookup)

    def method_function(self, node, value, again, lookup):
        """The function that a method call is to call; value, again: of its object, as `twice` gives them."""
        if self.unit.careful:
            return py.helper("index", [value, py.const(node.name, lookup)], lookup)
        self.unit.names.add(node.name)
        if self.raw and node.name not in STRING_METHODS:
            self.use_raw()
            self.note_table(node.obj)
            return py.attribute(value, "f_" + node.name, lookup)
        return self.guarded_field(value, again, node.name, lookup)

    def stat_CallStat(self, stat):
        call = self.without_calls(stat.call, root=True)
        if type(call) is lua.Name:
            return  # setmetatable with a constructor: the object has been made, and nobody wants it

        def build():
            if not self.call_in_place(call, stat):
                self.out.append(py.expression(self.raw_call(call), self.at(stat)))
        self.attempted(build, stat)
