"""The table library against models in Python, on random sequences of operations."""

import pytest
from hypothesis import given, settings, strategies as st

from luapy.runtime.api import LuaError, Table, border, rawget, rawset
from luapy.runtime.launch import new_state
from luapy.runtime.state import enter_state
from luapy.runtime.table import from_list

STATE = new_state("5.4")
LIBRARY = rawget(STATE.globals, "table")
VALUES = st.one_of(st.integers(-100, 100), st.floats(allow_nan=False), st.text("abc", max_size=3))
NUMBERS = st.one_of(st.integers(-1 << 63, (1 << 63) - 1), st.floats(allow_nan=False))


@pytest.fixture(autouse=True)
def entered():
    before = enter_state(STATE)
    yield
    enter_state(before)


def function(name):
    return rawget(LIBRARY, name)


def contents(table):
    return [rawget(table, place) for place in range(1, border(table) + 1)]


def with_metatable(table):
    """The same contents behind __index, __newindex and __len, so that no shorter way is taken."""
    from luapy.runtime.api import setmetatable
    proxy, meta = Table(), Table()
    rawset(meta, "__index", lambda _, key, *rest: rawget(table, key))
    rawset(meta, "__newindex", lambda _, key, value: rawset(table, key, value))
    rawset(meta, "__len", lambda *_: border(table))
    return setmetatable(proxy, meta)


@given(st.lists(VALUES, max_size=8), st.data(), st.booleans())
def test_insert_and_remove(values, data, behind):
    table = from_list(values)
    access = with_metatable(table) if behind else table
    model = list(values)
    for _ in range(data.draw(st.integers(0, 12))):
        if data.draw(st.booleans()):
            place, value = data.draw(st.integers(1, len(model) + 1)), data.draw(VALUES)
            function("insert")(access, place, value)
            model.insert(place - 1, value)
        elif model:
            place = data.draw(st.integers(1, len(model)))
            assert function("remove")(access, place) == model.pop(place - 1)
        assert contents(table) == model


@given(st.lists(NUMBERS), st.booleans())
def test_sort_numbers(values, behind):
    table = from_list(values)
    function("sort")(with_metatable(table) if behind else table)
    assert contents(table) == sorted(values)


@given(st.lists(st.text("abc\xff", max_size=4)), st.booleans())
def test_sort_strings_by_a_comparator(values, behind):
    from luapy.runtime.values import lua_bool
    table = from_list(values)
    function("sort")(with_metatable(table) if behind else table, lambda a, b: lua_bool(a > b))
    assert contents(table) == sorted(values, reverse=True)


@given(st.lists(st.integers(), min_size=2), st.integers(0, 20))
def test_a_failing_comparator_loses_nothing(values, after):
    from luapy.runtime.values import lua_bool
    table = from_list(values)
    calls = []

    def compare(a, b):
        calls.append(None)
        if len(calls) > after:
            raise LuaError("stop")
        return lua_bool(a < b)
    try:
        function("sort")(table, compare)
    except LuaError:
        pass
    assert sorted(contents(table)) == sorted(values)


@given(st.lists(st.integers(1, 50), max_size=10), st.integers(-3, 12), st.integers(-3, 12), st.integers(-5, 15))
def test_move(values, first, last, target):
    table, model = from_list(values), dict(enumerate(values, 1))
    function("move")(table, first, last, target)
    moved = {target + place - first: model.get(place) for place in range(first, last + 1)}
    model |= moved
    for place in range(-10, 40):
        assert rawget(table, place) == model.get(place)


@given(st.lists(st.one_of(st.none(), VALUES)))
def test_pack_and_unpack(values):
    from luapy.runtime.values import results
    packed = function("pack")(*values)
    assert rawget(packed, "n") == len(values)
    assert results(function("unpack")(packed, 1, len(values))) == tuple(values)


@given(st.lists(st.one_of(st.text(max_size=3), st.integers(-5, 5)), min_size=1), st.text("-,", max_size=2), st.data())
def test_concat(values, separator, data):
    first = data.draw(st.integers(1, len(values)))
    last = data.draw(st.integers(first, len(values)))
    expected = separator.join(map(str, values[first - 1:last]))
    table = from_list(values)
    assert function("concat")(table, separator, first, last) == expected
    assert function("concat")(with_metatable(table), separator, first, last) == expected


@settings(max_examples=20)
@given(st.permutations(range(30)))
def test_sort_by_metamethod(order):
    from luapy.runtime.api import setmetatable
    from luapy.runtime.values import lua_bool
    meta = Table()
    rawset(meta, "__lt", lambda a, b: lua_bool(rawget(a, "v") < rawget(b, "v")))
    items = []
    for value in order:
        item = setmetatable(Table(), meta)
        rawset(item, "v", value)
        items.append(item)
    table = from_list(items)
    function("sort")(table)
    assert [rawget(item, "v") for item in contents(table)] == sorted(order)
