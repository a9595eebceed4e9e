"""The nodes of valid programs: shapes, spans, comments, precedence."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from luapy.dialect import DIALECTS, LUA51, LUA52, LUA54, LUAJIT
from luapy.frontend import nodes, parse


def first(text: str, dialect=LUA54):
    return parse(text.encode("latin-1"), "=x", dialect).body.stats[0]


def exp(text: str, dialect=LUA54):
    return first("return " + text, dialect).values[0]


def show(node) -> str:
    """An expression with all its parentheses."""
    if isinstance(node, (nodes.BinOp, nodes.Logical)):
        return f"({show(node.left)} {node.op} {show(node.right)})"
    if isinstance(node, nodes.UnOp):
        return f"({node.op} {show(node.operand)})"
    if isinstance(node, nodes.Name):
        return node.id
    if isinstance(node, nodes.Number):
        return str(node.value)
    if isinstance(node, nodes.Paren):
        return f"<{show(node.expr)}>"
    if isinstance(node, nodes.Call):
        return f"{show(node.func)}({', '.join(map(show, node.args))})"
    if isinstance(node, nodes.MethodCall):
        return f"{show(node.obj)}:{node.name}({', '.join(map(show, node.args))})"
    if isinstance(node, nodes.Index):
        return f"{show(node.obj)}.{node.key.value}" if node.dot else f"{show(node.obj)}[{show(node.key)}]"
    if isinstance(node, nodes.String):
        return repr(node.value)
    return {"Nil": "nil", "TrueExpr": "true", "FalseExpr": "false", "Vararg": "..."}[type(node).__name__]


def source(node, text: str) -> str:
    """The source of a node's span."""
    lines = text.split("\n")[node.line - 1:node.end_line]
    lines[-1] = lines[-1][:node.end_col]
    lines[0] = lines[0][node.col:]
    return "\n".join(lines)


def walk(node):
    yield node
    for field in node.fields:
        value = getattr(node, field)
        for child in value if isinstance(value, list) else [value]:
            if isinstance(child, nodes.Node):
                yield from walk(child)


@pytest.mark.parametrize("text, expected", [
    ("a or b and c", "(a or (b and c))"),
    ("a < b == c", "((a < b) == c)"),
    ("a | b ~ c & d << e .. f + g * h ^ i", "(a | (b ~ (c & (d << (e .. (f + (g * (h ^ i))))))))"),
    ("a .. b .. c", "(a .. (b .. c))"),
    ("a ^ b ^ c", "(a ^ (b ^ c))"),
    ("-a ^ b", "(- (a ^ b))"),
    ("a ^ -b ^ c * d", "((a ^ (- (b ^ c))) * d)"),
    ("not a == b", "((not a) == b)"),
    ("-a * b", "((- a) * b)"),
    ("- - a", "(- (- a))"),
    ("#a .. b", "((# a) .. b)"),
    ("a - b - c", "((a - b) - c)"),
    ("a - (b - c)", "(a - (b - c))"),
    ("~a ~ b", "((~ a) ~ b)"),
    ("a // b % c / d", "(((a // b) % c) / d)"),
    ("a and b and c or d or e", "((((a and b) and c) or d) or e)"),
    ("f(x).y[z]:w(1)'s'{}", None),
    ("(f)(x)", "<f>(x)"),
    ("((f(x)))", "<f(x)>"),
    ("((a))", "a"),
    ("(...)", "<...>"),
    ("((a).b)", "<a>.b"),
    ("('x'):y(z)", "<'x'>:y(z)"),
    ("(a + b) * c", "((a + b) * c)"),
    ("f((a), (g()), (...))", "f(a, <g()>, <...>)"),
    ("a.b['c'].d", "a.b['c'].d"),
])
def test_expressions(text, expected):
    node = exp(text)
    assert source(node, "return " + text).strip("()") == text.strip("()")
    if expected:
        assert show(node) == expected


PRIORITIES = {"or": 1, "and": 2, "<": 3, ">": 3, "<=": 3, ">=": 3, "~=": 3, "==": 3, "|": 4, "~": 5, "&": 6, "<<": 7,
              ">>": 7, "..": 8, "+": 9, "-": 9, "*": 10, "/": 10, "//": 10, "%": 10, "^": 12}


def climb(parts: list[str], limit: int = 0) -> str:
    """Parse (operand, operator, operand...) by precedence climbing; operands may start with unary operators."""
    word = parts.pop(0)
    left = f"({word} {climb(parts, 11)})" if word in ("-", "not", "#", "~") else word
    while parts and PRIORITIES[parts[0]] > limit:
        op = parts.pop(0)
        right = climb(parts, PRIORITIES[op] - (op in ("..", "^")))
        left = f"({left} {op} {right})"
    return left


@given(st.lists(st.tuples(st.lists(st.sampled_from(["-", "not", "#", "~"]), max_size=2), st.sampled_from("abc"),
                          st.sampled_from(list(PRIORITIES))), min_size=1, max_size=8))
def test_precedence(terms):
    parts = [word for unary, name, op in terms for word in (*unary, name, op)][:-1]
    assert show(exp(" ".join(parts))) == climb(parts)


SAMPLE = """-- head
local a <const>, b = 1, (f(2))   -- trailing
--[[ long
comment ]]
function m.n:o(x, ...) local t = {x; [1] = 2, y = 3, ...} end

if a then b() elseif c then else end
for i = 1, 2, (3) do end for k, v in pairs(t) do break end
while (x) do end repeat local z until (z) do
  -- inner
  return 'a\\
b', [[c
d]]
end goto l ::l:: a.b, c[1] = d, e f 'x' g {1}
local function h() end
-- tail
"""


def test_spans_are_of_the_source():
    chunk = parse(SAMPLE.encode(), "=x")
    for node in walk(chunk.body):
        text = source(node, SAMPLE)
        if isinstance(node, nodes.Name) and node.id != "self":
            assert text == node.id
        elif isinstance(node, nodes.Number):
            assert float(text) == node.value
        elif isinstance(node, nodes.Function):
            assert text.startswith("function") and text.endswith("end")
        elif isinstance(node, nodes.Call):
            assert text[-1] in ")'}"
    kinds = [(type(stat).__name__, source(stat, SAMPLE).split()[0]) for stat in chunk.body.stats]
    assert kinds == [
        ("Local", "local"), ("FunctionStat", "function"), ("If", "if"), ("NumericFor", "for"), ("GenericFor", "for"),
        ("While", "while"), ("Repeat", "repeat"), ("Do", "do"), ("Goto", "goto"), ("Label", "::l::"),
        ("Assign", "a.b,"), ("CallStat", "f"), ("CallStat", "g"), ("LocalFunction", "local")]
    assert source(chunk.body.stats[0], SAMPLE) == "local a <const>, b = 1, (f(2))"
    assert source(chunk.body.stats[6], SAMPLE) == "repeat local z until (z)"
    assert source(chunk.body.stats[7].body.stats[0], SAMPLE) == "return 'a\\\nb', [[c\nd]]"
    assert (chunk.line, chunk.col, chunk.end_line, chunk.end_col) == (1, 0, 17, 0)


def test_comments():
    chunk = parse(SAMPLE.encode(), "=x")
    stats = chunk.body.stats
    assert stats[0].comments == [" head"]
    assert stats[1].comments == [" long", "comment "]
    assert stats[2].comments is None
    assert stats[7].body.stats[0].comments == [" inner"]
    assert chunk.comments == [
        (1, 0, " head"), (2, 33, " trailing"), (3, 0, " long\ncomment "), (10, 2, " inner"), (16, 0, " tail")]


def test_locals():
    node = first("local a <const>, b, c <close> = 1, 2")
    assert [name.id for name in node.names] == ["a", "b", "c"]
    assert node.attribs == ["const", None, "close"]
    assert [v.value for v in node.values] == [1, 2]
    assert first("local x").values == []


def test_functions():
    node = first("function a.b.c:d(x, ...) return end")
    assert show(node.target) == "a.b.c.d"
    func = node.func
    assert func.name == "a.b.c:d" and func.implicit_self and func.is_vararg
    assert [p.id for p in func.params] == ["self", "x"]
    node = first("local function f(a, b) end")
    assert node.name.id == node.func.name == "f" and not node.func.is_vararg and not node.func.implicit_self
    assert exp("function() end").name is None
    assert first("function f()\n\nend").func.end_line == 3


def test_chunk():
    chunk = parse(b"return ...", "@f.lua")
    assert chunk.func.is_vararg and chunk.func.params == [] and chunk.func.body is chunk.body
    assert chunk.source == b"return ..." and chunk.chunkname == "@f.lua"
    assert parse(b"").body.stats == []
    assert parse(b";;;").body.stats == []


def test_calls_know_where_they_call():
    for text, place in (("f\n  (x)", (2, 2)), ("f 'x'", (1, 2)), ("f.g{}", (1, 3)), ("f:g\n'x'", (2, 0)),
                        ("f(1)\n(2)", (2, 0))):
        call = first(text).call
        assert (call.op_line, call.op_col) == place
    node = exp("a\n  + b")
    assert (node.op_line, node.op_col) == (2, 2)


def test_tables():
    items = exp("{1, [2] = 3; x = 4, f(), }").items
    assert [(item.key and show(item.key), show(item.value)) for item in items] == [
        (None, "1"), ("2", "3"), ("'x'", "4"), (None, "f()")]
    assert exp("{}").items == []


def test_if_is_flat():
    node = first("if a then elseif b then x = 1 elseif c then else y = 1 end")
    assert [show(t) for t in node.tests] == ["a", "b", "c"]
    assert [len(b.stats) for b in node.bodies] == [0, 1, 0] and len(node.orelse.stats) == 1
    assert first("if a then end").orelse is None


def test_loops():
    node = first("for i = 1, 2 do end")
    assert node.var.id == "i" and node.step is None
    assert first("for i = 1, 2, 3 do end").step.value == 3
    node = first("for k, v in a, b do end")
    assert [n.id for n in node.names] == ["k", "v"] and [show(e) for e in node.exprs] == ["a", "b"]


def test_semicolons_and_breaks():
    stats = parse(b"while x do break; break end; ;").body.stats
    assert len(stats) == 1 and len(stats[0].body.stats) == 2
    stats = parse(b"while x do break; end; return 1;", "=x", LUA51).body.stats
    assert [type(s).__name__ for s in stats] == ["While", "Return"]


@pytest.mark.parametrize("dialect", [LUA51, LUAJIT])
def test_goto_as_a_name(dialect):
    stats = parse(b"goto = 1 local goto = goto goto.goto = goto function goto() end", "=x", dialect).body.stats
    assert [type(s).__name__ for s in stats] == ["Assign", "Local", "Assign", "FunctionStat"]


def test_goto_of_luajit():
    stats = parse(b"goto = 1 goto goto2 ::goto2:: x = goto goto goto2", "=x", LUAJIT).body.stats
    assert [type(s).__name__ for s in stats] == ["Assign", "Goto", "Label", "Assign", "Goto"]


def test_operators_of_old_dialects():
    assert show(exp("a ~= b", LUA51)) == "(a ~= b)"
    assert [type(s).__name__ for s in parse(b"goto a ::a::", "=x", LUA52).body.stats] == ["Goto", "Label"]


@pytest.mark.parametrize("dialect", DIALECTS.values())
@pytest.mark.parametrize("newline", ["\n", "\r", "\r\n", "\n\r"])
def test_newlines(dialect, newline):
    text = newline.join(["-- c", "x = 1 -- d", "", "--[[", "]] y = 2"])
    stats = parse(text.encode(), "=x", dialect).body.stats
    assert [(s.line, s.col) for s in stats] == [(2, 0), (5, 3)]
    assert stats[0].comments == [" c"]


def test_large_and_deep():
    assert len(exp("{" + "1," * 100_000 + "}").items) == 100_000
    for text in ("a+" * 5000 + "b", "a" + ".b" * 5000, "a" + "()" * 5000, "a" + ":b()" * 5000, "a and " * 5000 + "b"):
        assert exp(text).line == 1
    assert len(first("if x then" + " elseif x then x = 1" * 1000 + " end").tests) == 1001
    assert exp("(" * 190 + "1" + ")" * 190).value == 1
    assert exp("a.." * 180 + "a").op == ".."
    assert first("x = function() " * 90 + "end " * 90).line == 1
