"""``string.format`` with a constant format, done in place (see `luapy.translator.intrinsics`).

The library says which expression of Python gives the text, and for which arguments it does.
"""

from __future__ import annotations

import ast

from luapy.analysis.numbers import is_integer
from luapy.frontend import nodes as lua
from luapy.translator import python as py
from luapy.translator.calls import is_unadjusted
from luapy.translator.matching import constant_text

FORMAT = "string.format"


class Formatting:
    def format_call(self, node, args, wanted):
        """(test, value, call) as for `intrinsic`, or None."""
        text = constant_text(args[0])
        several = is_unadjusted(args[-1])  # a call's results, nearly always one
        if text is None or wanted not in (1, None) or any(self.calls_in(arg) for arg in args):
            return None
        from luapy.stdlib.formatting import Format
        parsed = Format(text, self.unit.dialect)
        if len(parsed.specifications) != len(args) - 1 or not parsed.is_simple:
            return None
        at = self.at_op(node)
        self.use_raw()
        func = None if type(node) is lua.MethodCall else self.kept_value(node.func)
        names = [self.kept_name(arg) for arg in args[1:]]
        again = [lambda: py.const(text, at), *[lambda name=name: py.load(name, at) for name in names]]
        tests, called = self.genuine_call(FORMAT, node, func, args, again, at)
        value, conditions = parsed.expression(names)
        tests += [_placed(condition, at) for arg, condition in zip(args[1:], conditions, strict=True)
                  if not (condition.endswith(".__class__ is int") and " or " not in condition and is_integer(arg))]
        values = [value() for value in again]
        if several:
            values[-1] = py.starred(py.helper("results", [values[-1]], at), at)
        self.attempt.calls = True
        return py.all_(tests, at), _placed(value, at), py.call(called, values, at)

    def kept_name(self, node) -> str:
        """The name of a variable with a node's value."""
        value = self.kept_value(node)
        return (value if isinstance(value, ast.Name) else self.keep(value)).id


def _placed(source, at):
    """An expression of Python as a node at a position."""
    tree = ast.parse(source, mode="eval").body
    for node in ast.walk(tree):
        if "lineno" in node._attributes:
            node.lineno, node.col_offset = at["lineno"], at["col_offset"]
            node.end_lineno, node.end_col_offset = at["end_lineno"], at["end_col_offset"]
    return tree
