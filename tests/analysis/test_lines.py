"""The lines that errors of operations name, where those are not the lines on which they stand.

What real Lua prints for whole programs, in all versions, is in tests/conformance; here is what the pass finds.
"""

import pytest
from analysed import walk

from luapy.analysis.lines import Lines, span
from luapy.dialect import dialect
from luapy.frontend import nodes as lua, parse
from luapy.frontend.errors import LuaSyntaxError


class Found:
    """The lines of a text, and its nodes."""

    def __init__(self, text, version="5.4"):
        version = dialect(version)
        self.chunk = parse(text.encode(), "=test", version)
        self.lines = Lines(self.chunk, version)

    def line(self, kind, place=0, where="operations"):
        """The line recorded for the n-th node of a kind, or None."""
        return getattr(self.lines, where).get(span(list(walk(self.chunk.func, kind))[place]))


@pytest.mark.parametrize("text", [
    "local x = a + b", "local x = a.b.c", "f(a, b)", "for i = 1, n do\n f(a.b)\nend", "if a.b then\n x = y.z + 1\nend",
    "a.b.c = d", "local t = {\n 1, 2\n}", "local function f()\n return a.b + 1\nend", "return (a.b)",
])
def test_what_stands_on_one_line_has_no_entry(text):
    lines = Found(text).lines
    assert not lines.operations and not lines.stores and not lines.lookups and not lines.loops


@pytest.mark.parametrize("text, kind, new, old", [
    ("return a\n+\nb", lua.BinOp, 2, 3),              # the operator; for 5.1 what was read last
    ("return a\n<\nb", lua.BinOp, 3, 3),              # comparisons come behind their operands
    ("return a\n..\nb", lua.BinOp, 2, 3),
    ("return a\n..\nb\n..\nc", lua.BinOp, 4, 5),      # one instruction for the chain
    ("return -\na", lua.UnOp, 1, 2),
    ("return -(\na\n)", lua.UnOp, 1, 3),
    ("return a + (\nb\n)", lua.BinOp, 1, 3),
    ("f(\n1,\n2)", lua.Call, 1, 1),
])
def test_operators_and_calls(text, kind, new, old):
    assert Found(text).line(kind) == new
    assert Found(text, "5.1").line(kind) == old


def test_a_parenthesis_on_a_new_line_is_no_call_in_5_1():
    with pytest.raises(LuaSyntaxError, match="ambiguous syntax"):
        Found("f\n(1)", "5.1")
    assert Found("f\n(1)").line(lua.Call) == 1


@pytest.mark.parametrize("text, line", [
    ("return a.\nb", 2), ("return a\n.b", 2), ("local x = a\n.b\n", 2),
    ("return (\na.b\n)", 3), ("return (\na.b\n\n)", 4), ("return (((a.b\n)\n))", 2),
    ("local x = 1 + (\na.b\n)", 3), ("while (\na.b\n) do end", 3), ("f((\na.b\n))", 3),
    ("local x = (a.b -- comment )\n)", 2), ("local x = (a.b --[[ long\n]] )", 2),
    ("return a.b -- (\n + 1", 2),  # not a parenthesis: fetched when the operator has been read
])
def test_values_are_fetched_when_the_next_token_is_read(text, line):
    assert Found(text).line(lua.Index) == line


def test_stores_happen_at_the_end_of_the_statement():
    found = Found("a.b =\n1")
    assert found.line(lua.Index, where="stores") == 2
    found = Found("x, a.b = 1,\n2,\n3")
    assert found.line(lua.Index, where="stores") == 3


def test_methods_are_looked_up_on_the_line_of_their_name():
    found = Found("return a\n:\nb()")
    assert found.line(lua.MethodCall, where="lookups") == 3


def test_loops_have_lines_for_preparation_and_rounds():
    assert Found("for i =\n1,\nn do\nend").line(lua.NumericFor, where="loops") == (3, 1)
    assert Found("for i in\npairs(t) do\nend").line(lua.GenericFor, where="loops") == (2, 2)
    assert Found("for i = 1, n\ndo\nend").line(lua.NumericFor, where="loops") is not None
    assert Found("for i = 1, n do\nend").line(lua.NumericFor, where="loops") is None


def test_spans_tell_operations_apart():
    """Each operation of a chain has its own span: the sites of error messages are found by it."""
    chunk = parse(b"return a.b.c + a.b.c .. -x.y(1)(2):m(3)", "=test", dialect("5.4"))
    spans = [span(node) for kind in (lua.Index, lua.BinOp, lua.UnOp, lua.Call, lua.MethodCall) for node in walk(chunk.func, kind)]
    assert len(spans) == len(set(spans)) == 11
