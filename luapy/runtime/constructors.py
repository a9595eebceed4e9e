"""Table constructors (manual 3.4.9)."""

from __future__ import annotations

from luapy.runtime.operators import check_key, rawset_checked, store_element
from luapy.runtime.table import CLASS_METAMETHODS, EMPTY_ARRAY, STATIC_NAMES, Table, new_class, rawset, set_integer


def new_array(values: list) -> Table:
    """Positional items only, after True (see the table module). Takes the list over."""
    table = Table()
    table.arr = values
    return table


# Names of fields, in their order -> a function of their values that makes a table with these fields; FIRST_USE, or
# UNUSUAL if there is none. Each such shape has a class of its own: on 3.13 objects of a class that has seen many names
# take much more memory.
_makers: dict = {}
FIRST_USE, UNUSUAL = None, False  # many tables are made only once, and a class takes longer to make than many tables
MAX_SHAPES = 1000
MAX_FIELDS = 20


def new_table(fields: dict, values: list | None = None) -> Table:
    """Constant string keys, and perhaps positional items."""
    names = tuple(fields)
    maker = _makers.get(names, UNUSUAL)
    if not maker:
        maker = _maker(names)
        if not maker:
            return _new_unusual_table(fields, values)
    table = maker(*fields.values())
    if values is not None:
        table.arr = values
    return table


def _maker(names: tuple):
    """What stands, or is now put, in _makers."""
    if names not in _makers:
        if len(_makers) < MAX_SHAPES:
            _makers[names] = FIRST_USE
        return UNUSUAL
    if _makers[names] is FIRST_USE:
        _makers[names] = _new_maker(names) if _is_usual(names) else UNUSUAL
    return _makers[names]


def _is_usual(names) -> bool:
    return len(names) <= MAX_FIELDS and all(
        name.isascii() and ("f_" + name).isidentifier() and name not in CLASS_METAMETHODS for name in names)


def _new_maker(names):
    parameters = [f"v{place}" for place in range(len(names))]
    lines = [f"def make({', '.join(parameters)}):", " table = new()"]
    lines += [f" table.f_{name} = {parameter}" for name, parameter in zip(names, parameters)]
    namespace = {"new": new_class()}
    exec("\n".join([*lines, " return table"]), namespace)
    return namespace["make"]


def _new_unusual_table(fields, values):
    """The same, name by name."""
    table = Table() if values is None else new_array(values)
    for name, value in fields.items():
        if value is not None:
            if name in STATIC_NAMES and name not in CLASS_METAMETHODS:
                setattr(table, STATIC_NAMES[name], value)
            else:
                rawset(table, name, value)
    return table


def new_mixed_table(spec: str, values: list) -> Table:
    """Items of any kind, evaluated in source order; see Tables.ordered_constructor for *spec*."""
    if "v" not in spec and "m" not in spec:
        table, items = Table(), iter(values)
        for key, value in zip(items, items):
            if value is not None and (key.__class__ is int or key.__class__ is str):
                store_element(table, key, value)
            else:
                rawset_checked(table, key, value)
        return table
    positional, keyed = [True], []
    place = 0
    for kind in spec:
        if kind == "k":
            keyed.append((values[place], values[place + 1]))
            place += 2
        elif kind == "v":
            positional.append(values[place])
            place += 1
        else:
            positional.extend(values[place])
    table = Table()
    for key, value in keyed:
        rawset_checked(table, key, value)
    if table.arr is not EMPTY_ARRAY or table.hash:
        for key, value in enumerate(positional):
            if key:
                set_integer(table, key, value)
        return table
    table.arr = positional
    return table


def keyed_value(key, value):
    """The value of an item ``[key] = value`` that others follow: the key must be fine before these are evaluated."""
    check_key(key)
    return value


def new_arg_table(values: tuple) -> Table:
    """The ``arg`` of a vararg function in 5.1: the arguments and their number ``n``."""
    table = new_array([True, *values])
    rawset(table, "n", len(values))
    return table
