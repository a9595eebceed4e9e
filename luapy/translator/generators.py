"""Bodies of coroutines as generators, where analysis.generators has found some (see luapy.runtime.generators).

A function with a ``yield`` is a generator for Python; nothing else of it differs.  Programs may put functions of their own
in the place of ``coroutine.yield`` and ``coroutine.wrap``, so each use is guarded by the identity of the function, or by
``direct_yields``, which is true while nobody can have done that.
"""

from __future__ import annotations

import ast
import copy

from luapy.analysis.lines import span
from luapy.frontend import nodes as lua
from luapy.runtime.generators import DIRECT, STREAM
from luapy.translator import python as py

# The names of the library's functions in translated code, where no variable has them.
SHARED_FUNCTIONS = {name: "lib_coroutine_" + name for name in ("create", "wrap", "yield")}


class YieldInBlock(Exception):
    """A part of a generator with a yield has become a function of its own: the chunk cannot have generators."""


def direct_flag(at) -> list:
    """The statements at the beginning of ``chunk(E)`` that set the flag of a chunk with generators."""
    value = py.helper("may_yield_directly", [py.load("__state__", at), py.load("E", at)], at)
    return [ast.Global([DIRECT], **at), py.assign(py.store(DIRECT, at), value, at)]


def check_blocks(blocks):
    """Raise YieldInBlock if parts of functions that have become functions yield."""
    if any(isinstance(node, ast.Yield) for block in blocks for node in ast.walk(block)):
        raise YieldInBlock


def stream_mark(at):
    """``if False: c_0 = None``: what tells the runtime that a generator is a stream."""
    return ast.If(py.const(False, at), [py.assign(py.store(STREAM, at), py.const(None, at), at)], [], **at)


class Generating:
    def coroutine_function(self, name, at):
        """The function of the state's own coroutine library, found when the chunk is loaded."""
        self.unit.coroutine_functions.add(name)
        return py.load(SHARED_FUNCTIONS[name], at)

    def guarded_function(self, node, name, at):
        """(test that the function of a call is the library's own, function giving expressions for it)."""
        value = func = self.expr(node.func)
        self.site(at, "call", self.describe(node.func))
        if not py.is_path(func):
            kept = self.temp()
            value, func = py.load(kept, at), py.walrus(kept, func, at)
        return py.is_(func, self.coroutine_function(name, at), at), lambda: copy.deepcopy(value)

    def is_yield(self, call) -> bool:
        """Whether a call is one that becomes a ``yield``."""
        calls = self.unit.generators.calls
        return bool(calls) and calls.get(span(call)) == "yield"

    def yield_call(self, node):
        """``yield a if direct_yields or E.f_coroutine.f_yield is lib_coroutine_yield else E.f_coroutine.f_yield(*results(a))``"""
        at = self.at_op(node)
        test, func = self.guarded_function(node, "yield", at)
        if type(node.func) is lua.Index and not self.unit.generators.changes_environment:
            test = py.any_([py.load(DIRECT, at), test], at)
        values = self.packed(node.args, at)
        self.note_call()
        call = py.call(func(), [py.starred(py.helper("results", [copy.deepcopy(values)], at), at)], at)
        return py.conditional(test, ast.Yield(values, **at), call, at)

    def starting_call(self, node, name):
        """``f(body if f is lib_coroutine_wrap else plain_function(body))``"""
        at = self.at_op(node)
        test, func = self.guarded_function(node, name, at)
        body = self.expr(node.args[0])
        self.note_call()
        plain = py.helper("plain_function", [copy.deepcopy(body)], at)
        return py.conditional(test, py.call(func(), [body], at), py.call(func(), [plain], at), at)
