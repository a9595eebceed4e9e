"""Table constructors (manual 3.4.9)."""

from __future__ import annotations

from luapy.runtime.operators import rawset_checked
from luapy.runtime.table import CLASS_METAMETHODS, EMPTY_ARRAY, STATIC_NAMES, Table, rawset, set_integer


def new_array(values: list) -> Table:
    """Positional items only, after True (see the table module). Takes the list over."""
    table = Table()
    table.arr = values
    return table


def new_table(fields: dict, values: list | None = None) -> Table:
    """Constant string keys, and perhaps positional items."""
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


def new_arg_table(values: tuple) -> Table:
    """The ``arg`` of a vararg function in 5.1: the arguments and their number ``n``."""
    table = new_array([True, *values])
    rawset(table, "n", len(values))
    return table
