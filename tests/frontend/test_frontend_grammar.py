"""luaparser's grammar run our way and ANTLR's way; whole files; speed."""

import os
import time
from pathlib import Path

import pytest
from antlr4 import InputStream
from luaparser import ast
from luaparser.parser.LuaLexer import LuaLexer
from test_frontend_nodes import SAMPLE

from luapy.dialect import LUA51, LUA54
from luapy.frontend import LuaSyntaxError, nodes, parse
from luapy.frontend.builder import Builder
from luapy.frontend.lexer import scan
from luapy.frontend.parser import KNOWN_GRAMMAR, LuaParser
from luapy.frontend.slowpath import parse_slowly

# Suites of real Lua programs: LUAPY_SUITES="5.4=/folder:5.1=/folder"
SUITES = [entry.split("=", 1) for entry in os.environ.get("LUAPY_SUITES", "").split(":") if entry]

CODE = SAMPLE + """
a.b.c, d[1].e, f().g, (h).i, j:k().l[2], m[n][o] = 1
f() f.g() f:h() f.g[1]:h 'x' {} (1) [[y]] f()()() (f)() (f).g() (f):g() f():g():h().i()
x = f y = f() z = (f) w = f.g v = f:g() u = (f()) t = f.g:h().i[1].j
local a = {f, f(), f.g, [f] = f, f = f; g = f {}, function(...) return ... end}
return f, (f)(g), f.g:h(i), -f.g(), #f, f { g }.h
"""


def test_grammar_is_known():
    assert KNOWN_GRAMMAR, "another luaparser: check the decisions in luapy/frontend/parser.py"


def differences(a, b, path="chunk"):
    if type(a) is not type(b):
        yield f"{path}: {a!r} {b!r}"
    elif isinstance(a, nodes.Node):
        places = ("line", "col", "end_line", "end_col", "op_line", "op_col", "dot", "comments", "implicit_self")
        for name in (*a.fields, *places):
            yield from differences(getattr(a, name, None), getattr(b, name, None), f"{path}.{name}")
    elif isinstance(a, list):
        if len(a) != len(b):
            yield f"{path}: {len(a)} {len(b)}"
        for i, (x, y) in enumerate(zip(a, b)):
            yield from differences(x, y, f"{path}[{i}]")
    elif a != b:
        yield f"{path}: {a!r} {b!r}"


def both_ways(text: str, dialect):
    tokens = scan(text, dialect)
    result = []
    for run in (lambda b: LuaParser(tokens, b).parse(), lambda b: parse_slowly(tokens, b)):
        builder = Builder(tokens, dialect)
        result.append(builder.main(run(builder), b"", "=x"))
    return result


def test_same_nodes_both_ways():
    assert list(differences(*both_ways(CODE, LUA54))) == []


def test_another_grammar(monkeypatch):
    monkeypatch.setattr("luapy.frontend.main.KNOWN_GRAMMAR", False)
    expected = both_ways(CODE, LUA54)[0]
    assert list(differences(parse(CODE.encode(), "=x").body, expected.body)) == []
    with pytest.raises(LuaSyntaxError, match="x:1: unexpected symbol near '='"):
        parse(b"x = = 1", "=x")


def test_same_tokens_as_luaparser():
    tokens = scan(CODE, LUA54)
    theirs = [t for t in LuaLexer(InputStream(CODE)).getAllTokens() if t.channel == 0]
    same = {LuaLexer.CHARSTRING: LuaLexer.NORMALSTRING, LuaLexer.INT: LuaLexer.FLOAT}
    assert [same.get(t.type, t.type) for t in theirs] == tokens.types[:-2]
    assert [(t.line, t.column, t.text) for t in theirs] == list(zip(tokens.lines, tokens.cols, tokens.texts))[:-2]


def test_faster_than_luaparser():
    """By a factor of some ten; here only that it is not lost."""
    text = "do " + CODE.replace("goto l ::l::", "").replace("return", "x =", 1) + "\nend\n"
    text = text * 20
    start = time.perf_counter()
    parse(text.encode(), "=x")
    ours = time.perf_counter() - start
    start = time.perf_counter()
    ast.parse(text)
    assert ours < (time.perf_counter() - start) / 2


@pytest.mark.parametrize("dialect, folder", SUITES)
def test_suites(dialect, folder):
    found = {"5.1": LUA51, "5.4": LUA54}[dialect]
    files = sorted(Path(folder).rglob("*.lua"))
    assert files
    for file in files:
        source = file.read_bytes()
        parse(source, f"@{file}", found)
        text = source.decode("latin-1")
        if not text.startswith("#"):
            assert list(differences(*both_ways(text, found))) == []
