"""Values on their way between the languages: one rule for each kind."""

import enum
import math

import pytest

import luapy

ECHO = "function(...) return ... end"


@pytest.fixture
def echo(lua):
    return lua.eval(ECHO)


@pytest.mark.parametrize("value", [
    None, True, False, 0, 1, -1, 2**63 - 1, -2**63, 1.5, -0.0, math.inf, "", "abc", "äöü€😀", "a\0b", "\n",
])
def test_plain_values_come_back_as_they_went(echo, value):
    result = echo(value)
    assert result == value and type(result) is type(value)


def test_nan(echo):
    assert math.isnan(echo(math.nan))


def test_lua_sees_its_own_types(lua):
    kind = lua.eval("function(x) return math.type(x) or type(x) end")
    assert [kind(x) for x in (None, True, 1, 1.0, "x", b"x", [], {}, len, lua.table(), kind)] == [
        "nil", "boolean", "integer", "float", "string", "string", "userdata", "userdata", "userdata", "table", "function"]


def test_true_is_not_one(lua):
    assert lua.eval("function(x) return x == true, x == 1 end")(True) == (True, False)
    assert lua.eval("function(x) return x == 1, x == true end")(1) == (True, False)


def test_strings_are_utf8_in_lua(lua):
    assert lua.eval("function(s) return #s, s:byte(1, -1) end")("ä€") == (5, 0xC3, 0xA4, 0xE2, 0x82, 0xAC)


def test_bytes_cross_as_they_are(lua):
    assert lua.eval("function(s) return s:byte(1, -1) end")(b"\xff\x00a") == (255, 0, 97)


def test_undecodable_bytes_stay_bytes(echo):
    assert echo(b"\xff\xfe") == b"\xff\xfe"
    assert echo(b"abc") == "abc"


def test_file_names_that_python_could_not_decode(echo):
    name = b"caf\xe9".decode("utf-8", "surrogateescape")
    assert echo(name) == b"caf\xe9"


def test_ascii_text_is_the_same_object(echo):
    text = "".join(["some", " text"])
    assert echo(text) is text


def test_subclasses_become_plain_values(lua):
    class Text(str):
        pass

    class Number(enum.IntEnum):
        ONE = 1

    class Real(float):
        pass
    assert lua.eval("function(s) return type(s), s .. '!' end")(Text("ä")) == ("string", "ä!")
    assert lua.eval("function(n) return n + 1 end")(Number.ONE) == 2
    assert lua.eval("function(n) return n + 1 end")(Real(1.5)) == 2.5


def test_large_ints_are_refused(echo):
    with pytest.raises(OverflowError):
        echo(2**63)
    with pytest.raises(OverflowError):
        echo(1, -2**63 - 1)


def test_large_ints_are_refused_by_learned_code_too(lua):
    function = lua.eval("function(n) return n end")
    for _ in range(3):
        assert function(5) == 5
    with pytest.raises(OverflowError):
        function(2**70)
    assert function(2**62) == 2**62


def test_overflow_handler():
    lua = luapy.LuaRuntime(overflow_handler=float)
    assert lua.eval("function(n) return n end")(2**64) == 2.0**64


def test_several_results_are_a_tuple(lua):
    assert lua.eval("1, nil, 'x'") == (1, None, "x")
    assert lua.eval("(function() end)()") is None
    assert lua.eval("(function() return nil end)()") is None


def test_objects_keep_their_identity(lua, echo):
    things = [[], {}, object(), len, ValueError("x"), (1, 2)]
    assert [echo(thing) is thing for thing in things] == [True] * len(things)
    assert lua.eval("function(a, b) return a == b, rawequal(a, b) end")(things[0], things[0]) == (True, True)
    assert lua.eval("function(a, b) local t = {[a] = 1} return t[b] end")(things[1], things[1]) == 1


def test_lua_objects_come_back_as_what_they_are(lua, echo):
    table = lua.table(1)
    assert echo(table) == table
    function = lua.eval("function() end")
    assert echo(function) is function
    assert lua.eval("function(f, g) return f == g end")(function, function) is True


def test_functions_are_the_same_object_each_time(lua):
    lua.execute("function f() end")
    kept = lua.globals().f
    assert lua.globals().f is kept and lua.globals()["f"] is kept


def test_other_runtimes_objects_are_refused(lua):
    other = luapy.LuaRuntime()
    for thing in (other.table(), other.eval("function() end"), other.eval("print")):
        with pytest.raises(luapy.LuaError, match="cannot mix objects"):
            lua.eval("type")(thing)


@pytest.mark.parametrize("version", ["5.1", "5.2", "luajit"])
def test_versions_without_integers(version):
    lua = luapy.LuaRuntime(lua=version)
    results = lua.eval("3, 3.0, 2^53, 0.5, 10 / 2, 2^60")
    assert results == (3, 3, 2**53, 0.5, 5, 2**60)
    assert [type(value) for value in results] == [int, int, int, float, int, int]
    half = lua.eval("function(n) return n / 2 end")
    assert [half(n) for n in (4, 4, 5, 4)] == [2, 2, 2.5, 2] and type(half(4)) is int
    assert lua.eval("function(n) return n + 0 end")(2**60) == 2**60


def test_without_encoding_all_strings_are_bytes():
    lua = luapy.LuaRuntime(encoding=None)
    assert lua.eval("'abc', 'ä'") == (b"abc", "ä".encode())
    assert lua.eval("function(s) return s, #s end")(b"\xff") == (b"\xff", 1)
    text = "ä"  # not a string of Lua, then
    assert lua.eval("function(s) return type(s), s end")(text) == (b"userdata", text)
    assert lua.eval("tostring")(text) == text.encode()
    table = lua.eval("{a = 1}")
    assert list(table) == [b"a"] and table[b"a"] == 1 and table.a == 1
    table.b = b"x"
    del table.a
    assert dict(table) == {b"b": b"x"}
    assert lua.require("string").upper(b"\xffa") == b"\xffA"
    assert list(lua.require(b"string")) == list(lua.globals().string)


def test_other_encodings():
    lua = luapy.LuaRuntime(encoding="latin-1")
    assert lua.eval("function(s) return #s, s end")("ä") == (1, "ä")
    wide = luapy.LuaRuntime(encoding="utf-16-le", source_encoding="utf-8")
    assert wide.eval("function(s) return #s, s end")("ab") == (4, "ab")


def test_wide_results_of_any_number(lua):
    assert lua.eval("function(...) return select('#', ...), ... end")(*range(300)) == (300, *range(300))
