"""The loops' iterators: ranges of the numeric for, steps of the generic for (manual 3.3.5)."""

from __future__ import annotations

from itertools import chain
from math import ceil, floor
from types import FunctionType

from luapy.runtime.errors import LibraryError, OperandError
from luapy.runtime.metatables import is_callable, type_name_for_error
from luapy.runtime.operators import index
from luapy.runtime.table import Table, fields, hashed, items, rawget, string_keys
from luapy.runtime.values import MAX_INTEGER, MIN_INTEGER, str_to_number

# The base library's functions whose loops and objects need no calls; see launch.
known_iterators: dict = {"next": None, "next_51": None, "ipairs": None, "raw_ipairs": None, "setmetatable": None,
                         "gmatch": None, "gmatch_single": None, "wrapped": None, "wrapped_values": None, "wrapped_pairs": None}


# Numeric for ---------------------------------------------------------------------

def for_range(start, stop, step=1):
    """The values of ``for i = start, stop, step`` (5.3, 5.4)."""
    if start.__class__ is int and step.__class__ is int:
        if stop.__class__ is int:
            if step > 0:
                return range(start, stop + 1, step)
            if step < 0:
                return range(start, stop - 1, step)
        return _integer_loop(start, stop, step)
    stop, step, start = _loop_number(stop, "limit"), _loop_number(step, "step"), _loop_number(start, "initial value")
    return _float_loop(start, stop, step)


def _loop_number(value, what):
    """The initial value, limit or step as a number; strings convert."""
    if value.__class__ is int or value.__class__ is float:
        return value
    from luapy.runtime.state import current_state
    version = current_state().dialect.number
    if value.__class__ is str:
        number = str_to_number(value)
        if number is not None:
            return number
    if version >= (5, 4):
        raise LibraryError(f"bad 'for' {what} (number expected, got {type_name_for_error(value)})")
    raise LibraryError(f"'for' {what} must be a number")


def _integer_loop(start, stop, step):
    from luapy.runtime.state import current_state
    if step == 0:
        if current_state().dialect.number >= (5, 4):
            raise LibraryError("'for' step is zero")
        return _count_floats(start, _loop_number(stop, "limit"), 0)
    stop = _loop_number(stop, "limit")
    if stop.__class__ is float:
        if not stop >= MIN_INTEGER:  # in PUC Lua NaN is a limit below all integers
            if step > 0:
                return range(0)
            stop = MIN_INTEGER
        elif stop > MAX_INTEGER:
            if step < 0:
                return range(0)
            stop = MAX_INTEGER
        else:
            stop = floor(stop) if step > 0 else ceil(stop)
    return range(start, stop + 1, step) if step > 0 else range(start, stop - 1, step)


def _float_loop(start, stop, step):
    start, stop, step = float(start), float(stop), float(step)
    from luapy.runtime.state import current_state
    if current_state().dialect.number >= (5, 4):
        if step == 0:
            raise LibraryError("'for' step is zero")
        if start != start or stop != stop:  # only "limit < start" skips the loop, which NaN never is
            return iter((start,))
    else:
        start = (start - step) + step  # as the loops before 5.4 begin
    return _count_floats(start, stop, step)


def _count_floats(value, stop, step):
    if step > 0:
        while value <= stop:
            yield value
            value += step
    else:
        while stop <= value:
            yield value
            value += step


def for_range_doubles(start, stop, step=1):
    """The same where all numbers are doubles (5.1, 5.2)."""
    if start.__class__ is int and step.__class__ is int and step and stop.__class__ is int:
        if -2 ** 53 <= start - step <= 2 ** 53 and -2 ** 53 <= stop + step <= 2 ** 53:
            return range(start, stop + 1, step) if step > 0 else range(start, stop - 1, step)
        return _count_doubles(int(float(start - step)) + step, stop, step)  # as the loops of PUC Lua begin
    start, stop, step = _loop_number(start, "initial value"), _loop_number(stop, "limit"), _loop_number(step, "step")
    if start.__class__ is int and step.__class__ is int and step and stop - stop == 0 and abs(stop) < 2 ** 53:
        return range(start, floor(stop) + 1, step) if step > 0 else range(start, ceil(stop) - 1, step)
    if step == 0:
        return _count_floats(start, stop, step)
    if start.__class__ is int and step.__class__ is int:
        return _count_doubles(start, stop, step)
    from luapy.runtime.state import current_state
    if current_state().dialect.name != "luajit":
        start = (start - step) + step  # as the loops of PUC Lua begin
    return _count_floats(float(start), float(stop), float(step))


def _count_doubles(value, stop, step):
    while value <= stop if step > 0 else value >= stop:
        yield value
        value += step
        if abs(value) > 2 ** 53:
            value = float(value)


# Generic for ---------------------------------------------------------------------

def loop_values(iterator=None, state=None, control=None, closing=None, *_):
    """The four values of a generic for."""
    return iterator, state, control, closing


def iterate_two(iterator=None, state=None, control=None, closing=None, *_):
    """Python iterator of the pairs that ``for k, v in iterator, state, control`` runs over."""
    if control is None and (iterator is known_iterators["next"] or iterator is known_iterators["next_51"]) \
            and isinstance(state, Table):
        return items(state)
    if control == 0 and isinstance(state, Table) and (
            iterator is known_iterators["ipairs"] or iterator is known_iterators["raw_ipairs"] and state.meta is None):
        return _elements(state)
    if iterator.__class__ is FunctionType:
        if iterator.__code__ is known_iterators["gmatch"] or iterator.__code__ is known_iterators["gmatch_single"]:
            return map(_two_captures, iterator.__closure__[0].cell_contents)
        if iterator.__code__ is known_iterators["wrapped"] and state is None:
            values = known_iterators["wrapped_pairs"](iterator, control)
            if values is not None:
                return values
    return _pairs(_callable(iterator), state, control)


# What the following give where they could do without calls: translated code looks for nils itself.
Elements = chain
# The functions ipairs and pairs of all dialects, whose calls the loops can do without if the table has no metatable.
list_functions: set = set()
item_functions: set = set()


def list_elements(function, table):
    """Elements for a loop over ``function(table)``, a nil in which ends it, if it is ipairs of a plain table; else None.

    They are those of the list: the loop asks `elements_behind` if that has lost its flag meanwhile.
    """
    if function in list_functions and isinstance(table, Table):
        arr = table.arr
        if arr[0] or table.meta is None:
            elements = enumerate(arr)
            next(elements)
            return elements
    return None


def elements_behind(table, elements):
    """What a loop has still to run over when it is through with the list by *elements*; None: nothing.

    The table has got a metatable since, or its list has become shorter, so that the rest is in the hash.
    """
    if table.meta is None and not table.hash:
        return None
    return _elements_from(table, elements.__reduce__()[1][1])


def iterate_list(iterator=None, state=None, control=None, *rest):
    """The same for what ipairs or any other call has returned; other iterators than ipairs' as they are."""
    if control == 0 and isinstance(state, Table) and (
            iterator is known_iterators["ipairs"] or iterator is known_iterators["raw_ipairs"] and state.meta is None):
        return _list_elements(state)
    return iterate_two(iterator, state, control, *rest)


def _list_elements(table):
    arr = table.arr
    elements = enumerate(arr)
    next(elements)
    return chain(elements, _elements_behind(table, elements, len(arr)))


def _elements_behind(table, elements, size):
    """The elements that follow those of the list; elements: what has run over it; size: that it had before."""
    position = len(table.arr)
    if position < size:  # it has become shorter meanwhile
        position = elements.__reduce__()[1][1]
    elif not table.hash and table.meta is None:
        return
    yield from _elements_from(table, position)


def _elements_from(table, position):
    while True:
        value = _listed(table, position)
        if value is None:
            return
        yield position, value
        position += 1


def _listed(table, position):
    """An element as ipairs gets it: before 5.3 without regard to metatables."""
    from luapy.runtime.state import current_state
    raw = table.meta is not None and not current_state().dialect.integers
    return rawget(table, position) if raw else index(table, position)


def item_loop(function, table):
    """The same for pairs: Elements in which nils are to be skipped."""
    if function in item_functions and isinstance(table, Table) and table.meta is None:
        return _all_items(table)
    return None


def iterate_items(iterator=None, state=None, control=None, *rest):
    """The same for what pairs or any other call has returned."""
    if control is None and (iterator is known_iterators["next"] or iterator is known_iterators["next_51"]) \
            and isinstance(state, Table) and not state.special:
        return _all_items(state)
    return iterate_two(iterator, state, control, *rest)


def _all_items(table):
    if len(table.arr) > 1:
        elements = enumerate(table.arr)
        next(elements)
        return chain(elements, _items_behind(table, elements, len(table.arr)))
    return chain(fields(table), hashed(table, 1)) if table.hash else chain(fields(table))


def _items_behind(table, elements, size):
    """The fields, and what lies neither in the list nor in attributes; see _elements_behind."""
    for attr in string_keys(table):
        yield attr[2:], table.__dict__.get(attr)
    if table.hash:
        yield from hashed(table, elements.__reduce__()[1][1] if len(table.arr) < size else size)


def iterate_one(iterator=None, state=None, control=None, closing=None, *_):
    """The same for one variable: an iterator of single values."""
    if iterator.__class__ is FunctionType:
        if iterator.__code__ is known_iterators["gmatch_single"]:
            return iterator.__closure__[0].cell_contents
        if iterator.__code__ is known_iterators["gmatch"]:
            return _firsts(iterator.__closure__[0].cell_contents)
        if iterator.__code__ is known_iterators["wrapped"] and state is None:
            return known_iterators["wrapped_values"](iterator, control)
    if control is None and (iterator is known_iterators["next"] or iterator is known_iterators["next_51"]) \
            and isinstance(state, Table):
        return (key for key, _ in items(state))
    if control == 0 and isinstance(state, Table) and (
            iterator is known_iterators["ipairs"] or iterator is known_iterators["raw_ipairs"] and state.meta is None):
        return (key for key, _ in _elements(state))
    return _singles(_callable(iterator), state, control)


def iterate_many(wanted, iterator=None, state=None, control=None, closing=None, *_):
    """The same for three and more variables: tuples of that many values."""
    return _tuples(wanted, _callable(iterator), state, control)


def _callable(iterator):
    if not is_callable(iterator):
        raise OperandError(f"attempt to call a {type_name_for_error(iterator)} value", "func")
    return iterator


def _elements(table):
    """What ipairs gives: t[1], t[2], ... up to the first nil."""
    position = 1
    while True:
        arr = table.arr
        value = arr[position] if position < len(arr) else None
        if value is None:
            value = _listed(table, position)
            if value is None:
                return
        yield position, value
        position += 1


def _firsts(values):
    """What gmatch finds, which is never nil: the first capture of each match."""
    for value in values:
        yield value[0] if value.__class__ is tuple else value


def _singles(iterator, state, control):
    while True:
        control = iterator(state, control)
        if control.__class__ is tuple:
            control = control[0] if control else None
        if control is None:
            return
        yield control


def _two_captures(value):
    return (*value, None, None)[:2] if value.__class__ is tuple else (value, None)


def _pairs(iterator, state, control):
    while True:
        result = iterator(state, control)
        if result.__class__ is not tuple:
            if result is None:
                return
            control = result
            yield result, None
        else:
            if len(result) != 2:
                result = (result + (None, None))[:2]
            control = result[0]
            if control is None:
                return
            yield result


def _tuples(wanted, iterator, state, control):
    filler = (None,) * wanted
    while True:
        result = iterator(state, control)
        if result.__class__ is not tuple:
            result = (result,)
        result = (result + filler)[:wanted]
        control = result[0]
        if control is None:
            return
        yield result
