"""Bodies of coroutines that can be generators, and chunks that may yield from anywhere."""

import pytest

from luapy.analysis.generators import find_generators
from luapy.analysis.scopes import resolve
from luapy.dialect import dialect
from luapy.frontend import parse


def found(text, version="5.4", allowed=True):
    version = dialect(version)
    chunk = parse(text.encode(), "=test", version)
    resolve(chunk, version)
    return find_generators(chunk, allowed)


@pytest.mark.parametrize("text, calls", [
    ("coroutine.wrap(function() coroutine.yield(1) end)", ["wrap", "yield"]),
    ("return coroutine.create(function(...) local a = coroutine.yield(...) return coroutine.yield(a) end)", ["create", "yield", "yield"]),
    ("local function body() coroutine.yield() end coroutine.wrap(body) coroutine.create(body)", ["create", "wrap", "yield"]),
    ("local body function body() coroutine.yield() end coroutine.wrap(body)", ["wrap", "yield"]),
    ("local yield = coroutine.yield coroutine.wrap(function() yield(1) end)", ["wrap", "yield"]),
    ("local wrap, yield = coroutine.wrap, coroutine.yield wrap(function() yield(1) end)", ["wrap", "yield"]),
    ("local coroutine = coroutine coroutine.wrap(function() coroutine.yield(1) end)", ["wrap", "yield"]),
    ("coroutine.wrap(function() for v in coroutine.wrap(function() coroutine.yield(1) end) do coroutine.yield(v) end end)",
     ["wrap", "wrap", "yield", "yield"]),
    ("coroutine.wrap(function() f(coroutine.yield(coroutine.yield(1)), 2) end)", ["wrap", "yield", "yield"]),
    ("_G.print(1) coroutine.wrap(function() coroutine.yield(1) end)", ["wrap", "yield"]),
    ("local m = require 'm' coroutine.wrap(function() coroutine.yield(m) end)", ["wrap", "yield"]),
    ("coroutine.wrap(function() print() end)", []),
    ("function f() return require 'm' end", []),
    ("print(coroutine.status(co), coroutine.running())", []),
    ("print('a coroutine may yield')", []),
])
def test_generators(text, calls):
    result = found(text)
    assert not result.is_loose
    assert sorted(result.calls.values()) == calls


@pytest.mark.parametrize("text", [
    "coroutine.yield(1)",
    "local function f() coroutine.yield(1) end f() coroutine.wrap(f)",
    "local function f() coroutine.yield(1) end f = g coroutine.wrap(f)",
    "local f f = function() coroutine.yield(1) end coroutine.wrap(f)",
    "function f() coroutine.yield(1) end coroutine.wrap(f)",
    "local function f() coroutine.yield(1) end coroutine.wrap(f) return f",
    "local function f() coroutine.yield(1) coroutine.wrap(f) return f() end coroutine.wrap(f)",
    "coroutine.wrap(function() pcall(function() coroutine.yield(1) end) end)",
    "coroutine.wrap(function() f(coroutine.yield) end)",
    "wrap(function() coroutine.yield(1) end)",
    "coroutine.wrap(f, function() coroutine.yield(1) end)",
    "local yield = coroutine.yield yield = f coroutine.wrap(function() yield(1) end)",
    "local yield = coroutine.yield return yield",
    "local yield = coroutine.yield local again = yield again()",
    "local c = coroutine local d = c",
    "local co, c = coroutine f(co)",
    "coroutine.wrap(function() require 'm' coroutine.yield(1) end)",
    "local function f(s) return load(s)() end coroutine.wrap(function() f() coroutine.yield(1) end)",
    "f(coroutine)", "M = coroutine", "for k in pairs(coroutine) do end", "coroutine[name]()", "x = coroutine['yield']", "coroutine = nil",
    "coroutine.yield = f", "coroutine['yi' .. 'eld']()",
    "x = _G[name]", "x = _G.coroutine", "for k, v in pairs(_G) do end", "x = _ENV[name]", "x = _G._G", "x = getfenv()",
    "o:yield()", "o.yield()", "x = 'yield'", "require 'coroutine'", "x = 'coroutine'", "x = coroutine['y\\x69eld']",
    "local x <close> = f()", "setmetatable(o, {__close = f})", "debug.sethook(f, 'l')",
    "debug.setupvalue(f, 1, {})", "debug.setfenv(f, {})",
])
def test_loose_chunks(text):
    result = found(text)
    assert result.is_loose
    assert not result.calls


def test_one_loose_use_makes_all_of_a_chunk_loose():
    assert found("coroutine.wrap(function() coroutine.yield(1) end) function sleep() coroutine.yield() end").calls == {}


def test_bodies_that_may_not_be_generators():
    """As in careful translations."""
    assert found("coroutine.wrap(function() coroutine.yield(1) end)", allowed=False).is_loose
    assert not found("coroutine.wrap(f)", allowed=False).is_loose


def test_environments_of_51():
    assert found("setfenv(1, {}) coroutine.wrap(function() coroutine.yield(1) end)", "5.1").is_loose


@pytest.mark.parametrize("body, is_stream", [
    ("coroutine.yield(1) coroutine.yield() return", True),
    ("for v in f do coroutine.yield(v, v) end", True),
    ("f(coroutine.yield(1))", False),
    ("coroutine.yield(coroutine.yield(1))", False),
    ("coroutine.yield(1) return 2", False),
    ("return coroutine.yield(1)", False),
    ("coroutine.yield(1) local function f() return 1 end", True),
])
def test_streams(body, is_stream):
    assert bool(found(f"coroutine.wrap(function() {body} end)").streams) == is_stream
