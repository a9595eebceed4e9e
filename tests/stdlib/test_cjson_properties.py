"""cjson: what is encoded decodes to the same, and both decoders agree."""

import json

import pytest
from hypothesis import given, strategies as st

from luapy.runtime.api import FALSE, TRUE, LuaError, Table, rawget
from luapy.runtime.errors import PendingError
from luapy.runtime.launch import new_state
from luapy.runtime.state import enter_state
from luapy.runtime.table import items
from luapy.stdlib import cjson
from luapy.stdlib.cjson_parser import Decoder, Parser

STATE = new_state("5.4")
LIBRARY = cjson.open(STATE)
BYTES = st.binary(max_size=6).map(lambda data: data.decode("latin-1"))
JSON = st.recursive(
    st.one_of(st.none(), st.booleans(), st.floats(-1e10, 1e10), st.integers(-10 ** 9, 10 ** 9), st.text(max_size=4)),
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(st.text(max_size=3), inner, max_size=3)))


@pytest.fixture(autouse=True)
def entered():
    before = enter_state(STATE)
    yield
    enter_state(before)


def to_python(value):
    """A decoded value as Python has it; text by UTF-8."""
    if isinstance(value, Table):
        pairs = {to_python(key): to_python(item) for key, item in items(value)}
        if all(isinstance(key, int) for key in pairs):
            return [pairs[place] for place in range(1, len(pairs) + 1)]
        return pairs
    if value is TRUE or value is FALSE:
        return value is TRUE
    if isinstance(value, str):
        return value.encode("latin-1").decode("utf-8", "surrogateescape")
    return None if value is cjson.NULL else value


def emptied(value):
    """Empty objects and arrays are the same table."""
    if isinstance(value, dict):
        return {key: emptied(item) for key, item in value.items()} if value else []
    return [emptied(item) for item in value] if isinstance(value, list) else value


@given(JSON, st.booleans())
def test_decode(value, ascii_only):
    text = json.dumps(value, ensure_ascii=ascii_only).encode("utf-8", "surrogatepass").decode("latin-1")
    try:
        decoded = rawget(LIBRARY, "decode")(text)
    except PendingError:
        assert "\\ud" in text.lower()  # half a surrogate pair
        return
    assert to_python(decoded) == emptied(value)


@given(st.one_of(JSON.map(json.dumps), st.text('{}[]",:\\u0123eE+-.nulltrafse xX\n"', max_size=12), BYTES))
def test_both_decoders_agree(text):
    def outcome(function):
        try:
            return show(function(text))
        except (LuaError, PendingError) as error:
            return str(error)

    def show(value):
        return repr(to_python(value))
    settings = cjson.Settings()
    decoder = Decoder(settings, cjson.NULL, True)
    if len(text) < 2 or "\0" not in text[:2]:
        assert outcome(decoder.decode) == outcome(lambda text: Parser(decoder, text).parse())


@given(BYTES)
def test_strings_survive(text):
    encoded = rawget(LIBRARY, "encode")(text)
    assert "/" not in encoded.replace("\\/", "") and "\0" not in encoded
    assert rawget(LIBRARY, "decode")(encoded) == text
