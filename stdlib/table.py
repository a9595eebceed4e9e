"""The table library (manual 6.6; 5.5 in 5.1).

Functions work directly on the list of a table (see `luapy.runtime.table`) where
nothing can tell the difference, and through the operators elsewhere.  5.1 and
5.2 access tables raw.
"""

from __future__ import annotations

from _functools import cmp_to_key  # functools itself takes a tenth of the time to start a short program

from luapy.runtime.api import (
    ABSENT, ArgumentError, FALSE, MAX_INTEGER, TRUE, Table, border, check_function, check_integer,
    check_table, current_state, first, index, length, less_than, library, lua_error, metamethod, number_to_str,
    opt_integer, opt_string, pack_results, rawget, rawset, setindex, to_integer, type_name, wrap_integer,
)
from luapy.runtime.arguments import truncate
from luapy.runtime.table import _migrate, items, set_integer

# As LUAI_MAXSTACK: more values cannot be returned.
MAX_RESULTS = 1000000
# As INT_MAX: longer tables cannot be sorted.
MAX_SORTED = 0x7FFFFFFF
# PUC Lua's sort notices an invalid order function from this length on.
MIN_NOTICED = 4


def _plain(table):
    """Whether the length is the list's, and stores to elements are raw (metatables of classes: mostly)."""
    meta = table.meta
    return meta is None or not table.hooked and rawget(meta, "__len") is None


def _raw_access():
    """Whether the dialect's table functions ignore metamethods of elements (5.1, 5.2)."""
    return not current_state().dialect.integers


def _check_tab(number, table, *events):
    """checktab: a table, or a value with these metamethods (5.3 and later)."""
    if not isinstance(table, Table):
        if _raw_access() or any(metamethod(table, event) is None for event in events):
            check_table(number, table)
    return table


def _length(table):
    """aux_getn: #t as an integer, and in 5.1 and 5.2 the raw length or what __len gives as a number."""
    if isinstance(table, Table) and table.meta is None:
        return border(table)
    size = length(table)
    if size.__class__ is int:
        return size
    return _integral_length(size)


def _integral_length(size):
    if current_state().dialect.integers:
        number = to_integer(size)
        if number is None:
            lua_error("object length is not an integer")
    elif size.__class__ is float:
        number = truncate(size)
    else:
        lua_error("object length is not a number")
    return number


def _access():
    """The functions that read and store elements."""
    return (rawget, rawset) if _raw_access() else (index, setindex)


def concat(table=ABSENT, sep=None, i=None, j=None, *_):
    """table.concat(list [, sep [, i [, j]]])."""
    try:
        arr = table.arr
        if arr[0] and i is None and j is None and arr[-1].__class__ is str:  # see the table module
            return ("" if sep is None else sep).join(arr[1:])
    except (AttributeError, TypeError):
        pass  # not only strings, or no table
    if i is None and j is None and isinstance(table, Table) and table.meta is None and not table.hash:
        return _joined(table, table.arr[1:border(table) + 1], "" if sep is None else opt_string(2, sep, ""), 1)
    if not isinstance(table, Table):
        _check_tab(1, table, "__index", "__len")
    last = None if j is not None else _length(table)
    sep = opt_string(2, sep, "")
    i = opt_integer(3, i, 1)
    j = check_integer(4, j) if last is None else last
    if i > j:
        return ""
    if isinstance(table, Table) and 1 <= i and j < len(table.arr):
        return _joined(table, table.arr[i:j + 1], sep, i)
    get = _access()[0]
    return sep.join([_piece(get(table, place), place) for place in range(i, j + 1)])


# Integers below are written in the same way where numbers are doubles.
_PLAIN = 10 ** 14


def _joined(table, values, sep, first_place):
    """Elements that lie in a table's list as one string."""
    if values and values[0].__class__ is str:
        try:
            return sep.join(values)
        except TypeError:
            pass
    get = index if table.indexed and not _raw_access() else rawget
    return sep.join([value if value.__class__ is str else
                     str(value) if value.__class__ is int and -_PLAIN < value < _PLAIN else
                     _piece(get(table, place), place) for place, value in enumerate(values, first_place)])


def _piece(value, place):
    """One element as a string."""
    cls = value.__class__
    if cls is str:
        return value
    if cls is int or cls is float:
        return number_to_str(value)
    lua_error(f"invalid value ({type_name(value)}) at index {place} in table for 'concat'")


def insert(table=ABSENT, pos=ABSENT, value=ABSENT, *extra):
    """table.insert(list, [pos,] value)."""
    try:
        arr = table.arr
        if arr[0] and arr[-1] is not None:
            if value is ABSENT:
                if pos is not None and pos is not ABSENT:
                    arr.append(pos)
                    return ()
            elif pos.__class__ is int and 0 < pos <= len(arr) and value is not None and not extra:
                arr.insert(pos, value)
                return ()
    except AttributeError:
        pass  # no table
    if value is ABSENT and isinstance(table, Table) and pos is not None and pos is not ABSENT:
        if not table.hash and (table.meta is None or _plain(table)):
            set_integer(table, border(table) + 1, pos)
            return ()
    _check_tab(1, table, "__index", "__newindex", "__len")
    size = _length(table)
    store = _access()[1]
    if value is ABSENT:
        if pos is ABSENT:
            _wrong_number()
        store(table, wrap_integer(size + 1), pos)
        return ()
    if extra:
        _wrong_number()
    pos = check_integer(2, pos)
    if not current_state().dialect.integers:
        pos = (pos + 0x80000000 & 0xFFFFFFFF) - 0x80000000  # C's int: NaN is 0
    if pos - 1 & 0xFFFFFFFFFFFFFFFF >= size + 1 & 0xFFFFFFFFFFFFFFFF:
        if current_state().dialect.number >= (5, 2):
            raise ArgumentError(2, "position out of bounds")
        size = max(size, pos)  # 5.1 and LuaJIT grow the array
        if pos == size and rawget(table, pos) is None or pos < 1:
            return _shift_up(table, pos, value, size)
    return _shift_up(table, pos, value, size)


def _wrong_number():
    lua_error("wrong number of arguments to 'insert'")


def _shift_up(table, pos, value, size):
    """Move the elements from *pos* on one up, and put the value there."""
    if value is not None and isinstance(table, Table) and _plain(table):
        arr = table.arr
        if 1 <= pos <= size == len(arr) - 1:
            arr.insert(pos, value)
            if table.hash:
                _migrate(table)
            return ()
    get, store = _access()
    for place in range(size + 1, pos, -1):
        store(table, place, get(table, place - 1))
    store(table, pos, value)
    return ()


def move(source=ABSENT, first_=ABSENT, last=ABSENT, target=ABSENT, destination=ABSENT, *_):
    """table.move(a1, f, e, t [,a2])."""
    first_ = check_integer(2, first_)
    last = check_integer(3, last)
    target = check_integer(4, target)
    if destination is None or destination is ABSENT:
        destination, number = source, 1
    else:
        number = 5
    _check_tab(1, source, "__index")
    _check_tab(number, destination, "__newindex")
    if last < first_:
        return destination
    if not (first_ > 0 or last < MAX_INTEGER + first_):
        raise ArgumentError(3, "too many elements to move")
    count = last - first_ + 1
    if target > MAX_INTEGER - count + 1:
        raise ArgumentError(4, "destination wrap around")
    if target > last or target <= first_ or destination is not source and not _same(source, destination):
        places = range(count)
    else:
        places = range(count - 1, -1, -1)
    for place in places:
        setindex(destination, target + place, index(source, first_ + place))
    return destination


def _same(a, b):
    """lua_compare(a, b, LUA_OPEQ): may call __eq."""
    return a == b


def pack(*values):
    """table.pack(...): with its field n."""
    table = Table()
    if values:
        table.arr = [True, *values]
    table.__dict__["f_n"] = len(values)
    return table


def remove(table=ABSENT, pos=ABSENT, *_):
    """table.remove(list [, pos]) of 5.2 and later."""
    try:
        arr = table.arr
        if arr[0] and arr[-1] is not None:
            if pos is ABSENT:
                if len(arr) > 1:
                    return arr.pop()
            elif pos.__class__ is int and 0 < pos < len(arr):
                return arr.pop(pos)
    except AttributeError:
        pass  # no table
    if pos is ABSENT and isinstance(table, Table) and (table.meta is None or _plain(table)) and not table.hash:
        if border(table):
            return table.arr.pop()
    _check_tab(1, table, "__index", "__newindex", "__len")
    size = _length(table)
    if pos is ABSENT:
        pos = size
    else:
        pos = check_integer(2, pos)
        if pos != size and size + 1 - pos & 0xFFFFFFFFFFFFFFFF > size & 0xFFFFFFFFFFFFFFFF:
            raise ArgumentError(2 if current_state().dialect.number > (5, 4) else 1, "position out of bounds")
    return _shift_down(table, pos, size)


def remove_51(table=ABSENT, pos=ABSENT, *_):
    """table.remove of 5.1 and LuaJIT: nothing happens, and nothing is returned, outside of the list."""
    check_table(1, table)
    size = border(table)
    pos = size if pos is ABSENT else check_integer(2, pos)
    if not 1 <= pos <= size:
        return ()
    return _shift_down(table, pos, size)


def _shift_down(table, pos, size):
    """Take out the element at *pos*."""
    if isinstance(table, Table) and _plain(table):
        arr = table.arr
        if 1 <= pos <= size == len(arr) - 1:
            return arr.pop(pos)
    get, store = _access()
    value = get(table, pos)
    for place in range(pos, size):
        store(table, place, get(table, place + 1))
    if pos <= size or not _raw_access() or pos == size + 1:
        store(table, max(pos, size) if pos <= size else pos, None)
    return value


def sort(table=ABSENT, comparator=None, *_):
    """table.sort(list [, comp])."""
    arr = getattr(table, "arr", None)
    plain = arr is not None and arr[0] is not None and arr[-1] is not None  # see the table module
    if plain:
        size = len(arr) - 1
    else:
        _check_tab(1, table, "__index", "__newindex", "__len")
        size = _length(table)
        plain = isinstance(table, Table) and _plain(table) and size == len(table.arr) - 1
    if size < 2 and (comparator is None or not _raw_access()):
        return ()
    if size >= MAX_SORTED:
        raise ArgumentError(1, "array too big")
    if comparator is not None:
        check_function(2, comparator)
    if plain:
        values = table.arr[1:]
    else:
        get = _access()[0]
        values = [get(table, place) for place in range(1, size + 1)]
    before = values if plain else values[:]
    _sort_values(values, comparator)
    if plain and len(table.arr) - 1 == size:
        table.arr[1:] = values
    else:
        store = _access()[1]
        for place, (value, old) in enumerate(zip(values, before, strict=True), 1):
            if value is not old:
                store(table, place, value)
    return ()


def _sort_values(values, comparator):
    """Sort a Python list; on an error it is in no particular order."""
    if comparator is None:
        copy = values[:]
        try:
            values.sort()
        except TypeError as error:
            if error.__traceback__.tb_next is not None:
                raise  # of a metamethod
            values[:] = copy
            values.sort(key=cmp_to_key(lambda a, b: -1 if less_than(a, b) else 0))
        return

    def order(a, b):
        result = comparator(a, b)
        if result is TRUE:
            return -1
        if result is FALSE or result is None:
            return 0
        result = first(result)
        return 0 if result is None or result is FALSE else -1

    coroutine = current_state().running
    if coroutine is not None:
        coroutine.unyieldable += 1
    try:
        values.sort(key=cmp_to_key(order))
        if len(values) >= MIN_NOTICED and order(values[-1], values[0]):
            lua_error("invalid order function for sorting")
    finally:
        if coroutine is not None:
            coroutine.unyieldable -= 1


def unpack(table=ABSENT, i=None, j=None, *_):
    """table.unpack(list [, i [, j]]) of 5.3 and later: any value that can be indexed."""
    try:
        arr = table.arr
        if arr[0] and i is None and j is None and arr[-1] is not None and len(arr) < MAX_RESULTS:
            size = len(arr)
            return arr[1] if size == 2 else (arr[1], arr[2]) if size == 3 else tuple(arr[1:])
    except AttributeError:
        pass  # no table
    if i is None and j is None and isinstance(table, Table) and table.meta is None and not table.hash:
        values = tuple(table.arr[1:border(table) + 1])
        if len(values) < MAX_RESULTS:
            return values[0] if len(values) == 1 else values
    i = opt_integer(2, i, 1)
    j = _end(table) if j is None else check_integer(3, j)
    return _unpacked(table, i, j, index)


def _end(table):
    """The length as luaL_len gives it."""
    return _length(None if table is ABSENT else table)


def unpack_raw(table=ABSENT, i=None, j=None, *_):
    """unpack of 5.1, table.unpack of 5.2: raw tables."""
    check_table(1, table)
    i = opt_integer(2, i, 1)
    if j is None:
        j = _length(table) if current_state().dialect.number >= (5, 2) else border(table)
    else:
        j = check_integer(3, j)
    return _unpacked(table, i, j, rawget)


def _unpacked(table, i, j, get):
    if i > j:
        return ()
    if j - i >= MAX_RESULTS - 1:
        lua_error("too many results to unpack")
    if isinstance(table, Table) and 1 <= i:
        values = tuple(table.arr[i:j + 1])
        if len(values) == j - i + 1 and not (table.indexed and None in values):
            return values[0] if i == j else values
    return pack_results(tuple([get(table, place) for place in range(i, j + 1)]))


# Functions that later versions dropped ---------------------------------------------------

def foreach(table=ABSENT, function=ABSENT, *_):
    """table.foreach(table, f) (5.1)."""
    check_table(1, table)
    check_function(2, function)
    for key, value in items(table):
        result = first(function(key, value))
        if result is not None:
            return result
    return ()


def foreachi(table=ABSENT, function=ABSENT, *_):
    """table.foreachi(table, f) (5.1)."""
    check_table(1, table)
    size = border(table)
    check_function(2, function)
    for place in range(1, size + 1):
        result = first(function(place, rawget(table, place)))
        if result is not None:
            return result
    return ()


def getn(table=ABSENT, *_):
    """table.getn(table) (5.1): the length."""
    return border(check_table(1, table))


def maxn(table=ABSENT, *_):
    """table.maxn(table) (5.1, 5.2): the largest positive numerical key."""
    check_table(1, table)
    return max([key for key, _ in items(table) if key.__class__ in (int, float) and key > 0], default=0)


def setn(table=ABSENT, *_):
    """table.setn(table, n) (5.1): an error since then."""
    check_table(1, table)
    lua_error("'setn' is obsolete")


def open(state):
    """luaopen_table."""
    number = state.dialect.number
    jit = state.dialect.name == "luajit"
    functions = {"concat": concat, "insert": insert, "remove": remove if number >= (5, 2) else remove_51, "sort": sort}
    if number >= (5, 3) or jit:
        functions["move"] = move
    if number >= (5, 2):
        functions |= {"pack": pack, "unpack": unpack if number >= (5, 3) else unpack_raw}
    if number <= (5, 2):
        functions["maxn"] = maxn
    if number == (5, 1):
        functions |= {"foreach": foreach, "foreachi": foreachi, "getn": getn}
        if not jit:
            functions["setn"] = setn
    return library(state, "table", functions)
