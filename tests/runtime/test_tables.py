"""A table behaves the same whatever mix of keys it holds and however each was computed: against a dict as the model."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from luapy.runtime.api import FALSE, TRUE, Table, index, length, next_entry, rawget, rawset, setindex, setmetatable
from luapy.runtime.state import State, enter_state
from luapy.runtime.table import register_names

register_names(["x", "count"])
KEYS = st.one_of(st.integers(-2, 8), st.integers(1, 8).map(float), st.sampled_from(["x", "count", "y z", "other", "__index"]),
                 st.sampled_from([TRUE, FALSE, 1.5]))
VALUES = st.one_of(st.none(), st.integers(0, 9), st.sampled_from(["a", TRUE]))
STEPS = st.lists(st.one_of(
    st.tuples(st.just("set"), KEYS, VALUES), st.tuples(st.just("rawset"), KEYS, VALUES),
    st.tuples(st.just("field"), st.sampled_from(["x", "count"]), VALUES),
    st.tuples(st.just("append"), st.none(), st.integers(0, 9)), st.tuples(st.just("meta"), st.none(), st.booleans()),
), max_size=40)


def plain(key):
    return int(key) if key.__class__ is float and key.is_integer() else key


def traversed(table):
    found, entry = {}, next_entry(table, None)
    while entry is not None:
        assert entry[0] not in found
        found[entry[0]] = entry[1]
        entry = next_entry(table, entry[0])
    return found


@settings(max_examples=400, deadline=None)
@given(STEPS)
def test_against_a_dict(steps):
    enter_state(State("5.4"))
    table, model = Table(), {}
    for action, key, value in steps:
        if action == "meta":
            setmetatable(table, Table() if value else None)
            continue
        if action == "append":
            key, action = length(table) + 1, "set"
        if action == "field" and value is not None:
            setattr(table, "f_" + key, value)
        else:
            (rawset if action == "rawset" else setindex)(table, key, value)
        model[plain(key)] = value
        if value is None:
            del model[plain(key)]
        assert rawget(table, key) == index(table, key) == model.get(plain(key))
        border = length(table)
        assert border == 0 or model.get(border) is not None
        assert model.get(border + 1) is None
    assert traversed(table) == model


def test_tables_of_one_shape_are_made_alike():
    """From the second on they have a class of their own; nothing else tells them from others."""
    from luapy.runtime.constructors import new_table
    from luapy.runtime.table import keys, rawget
    for count in range(4):
        table = new_table({"shape_x": count, "shape_y": None}, [True, "item"])
        assert (rawget(table, "shape_x"), rawget(table, "shape_y"), rawget(table, 1)) == (count, None, "item")
        assert keys(table) == [1, "shape_x"]
    assert type(new_table({"shape_x": 1, "shape_y": 2})) is type(table)
    assert type(new_table({"shape_y": 2, "shape_x": 1})) is not type(table)


def test_unusual_names_of_fields():
    from luapy.runtime.constructors import new_table
    from luapy.runtime.table import rawget
    fields = {"with space": 1, "\xe4": 2, "__index": 3, "class": 4, "1": 5}
    for _ in range(3):
        table = new_table(fields)
        assert {name: rawget(table, name) for name in fields} == fields
