"""Programs that Lua refuses: the same verdict, in the same words."""

import frontend_programs as programs
import pytest

from luapy.dialect import DIALECTS, LUA51, LUA54
from luapy.frontend import LuaSyntaxError, parse

NAMES = list(DIALECTS)


def verdict(text: str, dialect: str, chunkname: str = "=x") -> str:
    try:
        parse(text.encode("latin-1"), chunkname, DIALECTS[dialect])
    except LuaSyntaxError as error:
        return str(error)
    return "ok"


@pytest.mark.parametrize("dialect", NAMES)
@pytest.mark.parametrize("text", programs.BROKEN)
def test_broken(recorded, text, dialect):
    assert verdict(text, dialect) == recorded[dialect]["broken"][text]


@pytest.mark.parametrize("dialect", NAMES)
def test_mutants(recorded, dialect):
    got = [verdict(text, dialect) for text in recorded["mutants"]]
    wrong = [(text, ours, lua) for text, ours, lua in zip(recorded["mutants"], got, recorded[dialect]["mutants"])
             if ours != lua]
    assert wrong == []


@pytest.mark.parametrize("dialect", NAMES)
@pytest.mark.parametrize("family", programs.FAMILIES)
def test_limits(recorded, family, dialect):
    if dialect == "luajit" and family in programs.NOT_JIT:
        pytest.skip("LuaJIT counts registers its own way")
    make, (low, high) = programs.FAMILIES[family]
    size, message = recorded[dialect]["limits"].get(family, (high, None))
    if size > low:
        assert verdict(make(size - 1), dialect) == "ok"
    if message:
        assert verdict(make(size), dialect) == message


@pytest.mark.parametrize("dialect", NAMES)
@pytest.mark.parametrize("i", range(len(programs.CHUNKNAMES)))
def test_chunkname_in_message(recorded, i, dialect):
    message, _ = recorded[dialect]["chunknames"][i]
    assert verdict("=", dialect, programs.CHUNKNAMES[i]) == message


def test_exception():
    with pytest.raises(LuaSyntaxError) as caught:
        parse(b"\n\nx = = 1", "@some/file.lua")
    assert str(caught.value) == "some/file.lua:3: unexpected symbol near '='"
    assert caught.value.chunkname == "@some/file.lua"
    assert caught.value.lineno == 3


def test_far_too_deep():
    for text in ("x=" + "(" * 100_000, "x=" + "{" * 50_000 + "}" * 50_000, "do " * 50_000, "x=" + "a.." * 50_000 + "a"):
        assert verdict(text, "5.4") == "C stack overflow"
        assert verdict(text, "5.1") == "x:1: chunk has too many syntax levels"


def test_header_of_files_only():
    text = b"\xef\xbb\xbf#!/usr/bin/lua\nx = = 1"
    for name, message in (("@f", "f:2: unexpected symbol near '='"), ("=stdin", "stdin:2: unexpected symbol near '='"),
                          ("=f", "f:1: unexpected symbol near '<\\239>'")):
        assert verdict(text.decode("latin-1"), "5.4", name) == message
    with pytest.raises(LuaSyntaxError, match="f:1: unexpected symbol near '\xef'"):
        parse(text, "@f", LUA51)
    chunk = parse(b"#!/usr/bin/lua\nx = 1", "@f", LUA54)
    assert chunk.body.stats[0].line == 2
