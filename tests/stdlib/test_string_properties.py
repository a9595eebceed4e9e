"""Round trips and agreements of string and utf8."""

import struct

import pytest
from hypothesis import given, strategies as st

from luapy.runtime.api import Table, rawget, rawset
from luapy.runtime.errors import LibraryError, LuaError
from luapy.runtime.state import State, enter_state
from luapy.stdlib import string, utf8
from luapy.stdlib.packing import pack, packsize, unpack

lua_strings = st.binary(max_size=40).map(lambda data: data.decode("latin-1"))
lua_integers = st.integers(-(1 << 63), (1 << 63) - 1)


@pytest.fixture(autouse=True)
def state():
    state = State("5.4")
    before = enter_state(state)
    state.strings = string.open(state)
    state.utf8 = utf8.open(state)
    yield state
    enter_state(before)


def opened(dialect="5.4"):
    state = State(dialect)
    enter_state(state)
    table = string.open(state)
    return lambda name: rawget(table, name)


@given(lua_strings, st.integers(-50, 50), st.integers(-50, 50))
def test_sub_and_byte_agree(s, i, j):
    get = opened()
    codes = get("byte")(s, i, j)
    assert get("char")(*(codes if isinstance(codes, tuple) else (codes,))) == get("sub")(s, i, j)


@given(lua_strings, lua_strings)
def test_plain_find_agrees_with_escaped_pattern(s, text):
    get = opened()
    escaped = "".join(char if char.isascii() and char.isalnum() else "%" + char for char in text)
    assert get("find")(s, text, 1, 1) == get("find")(s, escaped)


@given(lua_strings, lua_strings)
def test_gsub_with_any_replacement(s, text):
    get = opened()
    expected = s.replace("a", text), s.count("a")
    assert get("gsub")(s, "a", text.replace("%", "%%")) == expected
    assert get("gsub")(s, "[a]", text.replace("%", "%%")) == expected
    assert get("gsub")(s, "a", lambda *_: text) == expected


@given(lua_strings)
def test_quoted_strings_stay_on_one_level(s):
    text = opened()("format")("%q", s)
    assert text[0] == text[-1] == '"'
    assert "\0" not in text and "\r" not in text
    assert text.count("\n") == s.count("\n") == text.count("\\\n")


@given(lua_integers, st.integers(1, 16), st.sampled_from("<>="))
def test_pack_integers(value, size, order):
    fmt = f"{order}i{size}"
    if size < 8 and not -(1 << 8 * size - 1) <= value < 1 << 8 * size - 1:
        return
    data = pack(fmt, value)
    assert len(data) == packsize(fmt) == size
    assert unpack(fmt, data) == (value, size + 1)


@given(st.floats(allow_nan=False), lua_strings, st.integers(-128, 127))
def test_pack_mixed(number, text, small):
    data = pack(">d!4s2 b", number, text, small)
    assert data.startswith(struct.pack(">d", number).decode("latin-1"))
    assert unpack(">d!4s2 b", data) == (number, text, small, len(data) + 1)


@given(st.text(max_size=20))
def test_utf8_agrees_with_python(text):
    state = State("5.4")
    enter_state(state)
    library = utf8.open(state)
    data = text.encode().decode("latin-1")
    assert rawget(library, "char")(*map(ord, text)) == data
    assert rawget(library, "len")(data) == len(text)
    codes = rawget(library, "codepoint")(data, 1, -1)
    assert (codes if isinstance(codes, tuple) else (codes,)) == tuple(map(ord, text))


# What Lua programs outside of the recorded calls rely on ------------------------------------------

def test_metatable_of_strings(state):
    metatable = state.metatables["string"]
    assert rawget(metatable, "__index") is state.strings
    add = rawget(metatable, "__add")
    assert add("10", 1) == 11 and add("0x10", "2") == 18 and rawget(metatable, "__div")("1", 2) == 0.5
    assert rawget(metatable, "__unm")("2", "2") == -2
    with pytest.raises(LibraryError) as caught:
        add("a", 1)
    assert caught.value.message == "attempt to add a 'string' with a 'number'"
    other = Table()
    meta = Table()
    rawset(meta, "__add", lambda a, b, *_: "called")
    from luapy.runtime.api import setmetatable
    setmetatable(other, meta)
    assert add("a", other) == "called"


def test_old_dialects_have_no_arithmetic_metamethods():
    state = State("5.3")
    enter_state(state)
    string.open(state)
    assert rawget(state.metatables["string"], "__add") is None


def test_functions_of_dialects():
    assert opened("5.1")("gfind") is opened("5.1")("gmatch")
    assert opened("luajit")("gfind") is None
    assert opened("5.2")("pack") is None and opened("5.3")("pack") is not None


def test_gsub_of_nothing_gives_the_same_object():
    s = "a" * 100
    gsub = opened()("gsub")
    assert gsub(s, ".", Table())[0] is s
    assert gsub(s, "x*", lambda *_: ())[0] is s
    assert gsub(s, ".", lambda c, *_: c)[0] is not s


def test_error_in_callback_passes():
    def fail(*_):
        raise LuaError("mine")
    with pytest.raises(LuaError):
        opened()("gsub")("abc", "b", fail)


def test_callback_may_use_the_same_pattern():
    get = opened()
    inner = get("gsub")
    assert inner("a1b2", "%a%d", lambda pair, *_: inner(pair, "%a%d", "<%0>")[0]) == ("<a1><b2>", 2)


def test_too_large_strings_use_no_memory():
    get = opened()
    for args in [("x", 1 << 40), ("abc", 1 << 62, ","), ("x" * 1000, 1 << 22)]:
        with pytest.raises(LibraryError, match="resulting string too large"):
            get("rep")(*args)
    with pytest.raises(LuaError):
        opened("5.1")("rep")("x" * 1000, (1 << 31) - 1)


def test_caches_are_bounded():
    from luapy.stdlib.matching import CACHE_SIZE
    get = opened()
    for number in range(CACHE_SIZE + 100):
        assert get("find")("a" * 5 + str(number), f"a+{number}$")
        assert get("format")(f"{number}%d", 1) == f"{number}1"
    cache = get("find").__closure__
    assert all(len(cell.cell_contents) <= CACHE_SIZE for cell in cache if isinstance(cell.cell_contents, dict))


def test_dump_hook(state):
    dump = rawget(state.strings, "dump")
    with pytest.raises(LibraryError, match="unable to dump given function"):
        dump(test_dump_hook)
    state.dump_function = lambda function, strip: f"dumped {strip}"
    assert dump(test_dump_hook) == "dumped False"
    assert dump(test_dump_hook, 1) == "dumped True"
