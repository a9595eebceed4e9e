"""Numerals and strings: values as in real Lua."""

import math
import re

import frontend_programs as programs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from luapy.dialect import DIALECTS, LUA51, LUA53, LUA54
from luapy.frontend import LuaSyntaxError, nodes, parse

NAMES = list(DIALECTS)


def value(text: str, dialect=LUA54):
    """The value of a literal; None if it is refused."""
    try:
        chunk = parse(b"return " + text.encode("latin-1"), "=x", dialect)
    except LuaSyntaxError:
        return None
    literal = chunk.body.stats[0].values[0]
    assert isinstance(literal, (nodes.Number, nodes.String))
    return literal.value


@pytest.mark.parametrize("dialect", NAMES)
@pytest.mark.parametrize("text", programs.NUMERALS)
def test_numerals(recorded, text, dialect):
    got, expected = value(text, DIALECTS[dialect]), recorded[dialect]["numerals"].get(text)
    if expected is None:
        assert got is None
        return
    kind, number = expected[0], expected[1:]
    if kind == "i":
        assert type(got) is int and got == int(number)
    elif DIALECTS[dialect].integers:
        assert type(got) is float and got == float(number)
    else:
        # An int may stand for a double as long as it is exact.
        assert got == float(number) and (type(got) is float or abs(got) <= 2**53)


def test_zero_keeps_its_point():
    assert type(value("0.0", LUA51)) is float
    assert type(value("0", LUA51)) is int


@pytest.mark.parametrize("dialect", NAMES)
@pytest.mark.parametrize("text", programs.STRINGS)
def test_strings(recorded, text, dialect):
    expected = recorded[dialect]["strings"].get(text)
    got = value(text, DIALECTS[dialect])
    assert got == (None if expected is None else bytes.fromhex(expected[1:]).decode("latin-1"))


@given(st.integers(0, 2**70))
def test_integers(n):
    expected = n if n < 2**63 else float(n)
    got = value(str(n))
    assert got == expected and type(got) is type(expected)
    wrapped = (n + 2**63) % 2**64 - 2**63
    assert value(hex(n)) == value(hex(n).upper()) == wrapped
    assert value(str(n), LUA51) == float(n)


@given(st.floats(0, allow_infinity=False, allow_nan=False))
def test_floats(x):
    for text in (repr(x), x.hex(), f"{x:e}", f"{x:.20g}"):
        got = value(text)
        assert got == (float.fromhex(text) if "x" in text else float(text))
        integral = not re.search("[.epn]", text) and -2**63 <= int(text) < 2**63  # larger numerals are floats
        assert type(got) is (int if integral else float)


def escaped(data: bytes, draw) -> str:
    """*data* as a Lua string, each byte in one of its forms."""
    result = []
    for byte in data:
        c = chr(byte)
        forms = [f"\\x{byte:02x}", f"\\{byte:03d}", "\\z \n\t" + f"\\{byte:03d}"]
        if c not in "\\\"\r\n":
            forms.append(c)
        if byte < 128:
            forms.append(f"\\u{{{byte:x}}}")
        forms += {"\n": ["\\n", "\\\n", "\\\r\n"], '"': ['\\"'], "\\": ["\\\\"], "\r": ["\\r"]}.get(c, [])
        result.append(draw(st.sampled_from(forms)))
    return '"' + "".join(result) + '"'


@given(st.binary(max_size=12), st.data())
def test_escapes(data, draws):
    text = escaped(data, draws.draw)
    assert value(text) == value(text, LUA53) == data.decode("latin-1")


@given(st.text(st.characters(max_codepoint=255), max_size=30), st.integers(0, 3))
def test_long_strings(content, level):
    if "]" + "=" * level + "]" in content + "]":
        return
    got = value(f"[{'=' * level}[{content}]{'=' * level}]")
    lines = re.sub("\r\n|\n\r|\r|\n", "\n", content)
    assert got == (lines[1:] if lines.startswith("\n") else lines)


@given(st.integers(0, 2**31 - 1))
def test_code_points(code):
    got = value(f'"\\u{{{code:X}}}"')
    assert got.isascii() == (code < 128)
    if code <= 0x10FFFF and not 0xD800 <= code < 0xE000:
        assert got.encode("latin-1").decode("utf-8") == chr(code)
    assert len(got) == (1 if code < 128 else math.ceil((code.bit_length() - 1) / 5) if code >= 2048 else 2)


def test_unknown_escapes_of_51():
    assert value(r'"\q\?\x41\z \u{41}"', LUA51) == "q?x41z u{41}"


def test_white_space():
    assert value("\t\v\f 1 \v\f") == 1
