"""Tables: where their keys live, and the raw operations on them (manual 2.1, 6.1).

A key is in exactly one of three places: a string key is an instance attribute
with the prefix ``f_``; a key 1..n is an element of the list ``arr`` (index =
key, any element may be nil); all others are in the dict ``hash``, where key n + 1 never is.
``arr[0]`` is True if translated code may itself append to the list, clear elements and take its
length: no metatable, and no positive integer keys in the hash; else it is None.

Operations that obey metatables are in `operators`, what decides a table's class in `metatables`.
"""

from __future__ import annotations

import sys

from luapy.runtime.values import float_to_integer

# What a table without contents of a kind reads: never to be changed.
EMPTY_ARRAY = [None]
EMPTY_HASH: dict = {}
# A list of which the first half is cleared is noticed at the latest after so many steps.
QUEUE_STEP = 1 << 14  # a power of 2
# How many elements a list may lack at its end, and how many of its last ones tell whether it has holes enough (has_room).
MAX_GAP, LONG = 32, 64
# How many keys a hash may have for these to be looked at, whether they had better be elements (_move_to_list).
MAX_MOVED = 1024
DEFAULTS = {"arr": EMPTY_ARRAY, "hash": EMPTY_HASH, "meta": None, "is_meta": None, "traversal": None, "mirror": None,
            "is_environment": None, "uses": None, "visited": None}

# On 3.12 and later a class attribute makes reads of the instance attribute of the same name slow and a
# __getattr__ does not; on 3.11 it is the other way round (see docs/performance.md for the figures).
ATTRIBUTE_DEFAULTS = sys.version_info < (3, 12)

# The metamethods that decide a table's class; stored as m___index and so on behind data descriptors.
CLASS_METAMETHODS = ("__index", "__newindex", "__eq", "__gc", "__mode")

# Names used as `t.name` in some loaded chunk -> attribute.  Their misses are handled by the classes.
STATIC_NAMES = {name: "f_" + name for name in CLASS_METAMETHODS}


class Table:
    """A Lua table without metatable, or whose metatable has none of CLASS_METAMETHODS.

    Class attributes of the family: indexed, newindexed (the metatable has that metamethod), prototyped (its misses are
    nil or in a prototype: no function is called), watched (it is a mirrored prototype, see prototypes), special (a weak
    table: all contents are in ``hash``, a `luapy.runtime.weak.WeakStore`), hooked (attribute stores are not plain).
    """

    lua_type = "table"
    indexed = newindexed = prototyped = special = hooked = watched = False

    if ATTRIBUTE_DEFAULTS:
        arr = EMPTY_ARRAY
        hash = EMPTY_HASH
        meta = None
        is_meta = None
        traversal = None
        mirror = None
        is_environment = None
        uses = None
        visited = None
    else:
        __getattr__ = staticmethod(DEFAULTS.get)

    def __bool__(self):
        return True

    def __repr__(self):
        return f"table: 0x{id(self):x}"

    def __reduce__(self):
        from luapy.interop.pickling import reduce_table
        return reduce_table(self)


for _table in [Table() for _ in range(32)]:
    # The instances of a class share the places of their attributes, and CPython stops adding names to these when some 30
    # instances have been made: not to have room in each table for the keys of whichever tables come first.
    _table.arr = EMPTY_ARRAY


class Missing:
    """On 3.11: stands in the classes of tables with ``__index`` for a name that the instance may lack.

    Its ``__get__`` is given by metatables.
    """

    __slots__ = ("attr",)

    def __init__(self, attr):
        self.attr = attr


# Classes that need an entry for every static name (3.11): filled by metatables.
_default_of_class: list = [(Table, lambda attr: None)]


def add_default(cls, make):
    """From now on class *cls* has ``make(attr)`` as attribute for each static name (3.11 only)."""
    _default_of_class.append((cls, make))
    for name, attr in STATIC_NAMES.items():
        if name not in CLASS_METAMETHODS:
            setattr(cls, attr, make(attr))


def register_names(names):
    """Announce names used as ``t.name`` by a chunk, before it runs."""
    for name in names:
        if name not in STATIC_NAMES:
            attr = STATIC_NAMES[name] = sys.intern("f_" + name)
            if ATTRIBUTE_DEFAULTS:
                for cls, make in _default_of_class:
                    setattr(cls, attr, make(attr))


def new_class(name="Table", base=Table):
    """A class of its own for the tables of one constructor, so that they share their keys."""
    return type(name, (base,), {})


# Raw access -------------------------------------------------------------------

def get_attribute(table, attr):
    """The raw value of a string key, given as attribute."""
    if attr[2:] in CLASS_METAMETHODS:
        attr = "m_" + attr[2:]
    elif not table.indexed:
        return getattr(table, attr, None)
    return table.__dict__.get(attr)


def rawget(table, key):
    """``rawget``: the value of a key without metamethods."""
    cls = key.__class__
    if table.special:
        return table.hash.get(key)
    if cls is str:
        return get_attribute(table, "f_" + key)
    if cls is int:
        arr = table.arr
        if 0 < key < len(arr):
            return arr[key]
        return table.hash.get(key)
    if cls is float:
        return _get_float(table, key)
    return table.hash.get(key) if key is not None else None


def _get_float(table, key):
    integer = float_to_integer(key)
    return rawget(table, integer) if integer is not None else table.hash.get(key)


def set_attribute(table, attr, value):
    """Store the raw value of a string key, given as attribute; nil removes it."""
    if value is not None:
        if table.hooked or attr[2:] in STATIC_NAMES:
            object.__setattr__(table, STATIC_NAMES.get(attr[2:], attr), value)  # interned, see set_name
            if table.watched:
                _update_mirror(table, attr, value)
        else:
            # Python interns the names that setattr stores; data used as keys must not fill that table.
            table.__dict__[attr] = value
    elif attr[2:] in CLASS_METAMETHODS:
        object.__setattr__(table, attr, None)
    else:
        try:
            object.__delattr__(table, attr)
        except AttributeError:
            return  # it was nil already
        if table.watched:
            _update_mirror(table, attr, None)


def set_name(table, name, value):
    """``rawset`` under a name that programs will use as ``t.name``.

    It is interned: CPython finds an attribute several times faster if the name that it has kept is the object by which
    translated code asks.
    """
    if name in CLASS_METAMETHODS or value is None:
        set_attribute(table, "f_" + name, value)
    else:
        table.__dict__[sys.intern("f_" + name)] = value


def _update_mirror(table, attr, value):
    from luapy.runtime.prototypes import update_mirror
    update_mirror(table, attr, value)


def rawset(table, key, value):
    """``rawset``: store without metamethods. The key is neither nil nor NaN."""
    if table.special:
        table.hash.put(key, value)
        return
    cls = key.__class__
    if cls is str:
        set_attribute(table, "f_" + key, value)
    elif cls is int:
        set_integer(table, key, value)
    else:
        if cls is float:
            integer = float_to_integer(key)
            if integer is not None:
                set_integer(table, integer or _zero_key(key), value)
                return
        set_hash(table, key, value)


def _zero_key(key):
    """A zero as key: tables of 5.1 and 5.2 keep the sign of the one that came first."""
    if str(key)[0] != "-":
        return 0
    from luapy.runtime.state import current_state
    return key if current_state().dialect.name in ("5.1", "5.2") else 0


def set_integer(table, key, value):
    """Store under an integer key."""
    arr = table.arr
    size = len(arr)
    if 0 < key < size:
        if value is not None:
            arr[key] = value
        else:
            _clear_element(table, arr, key, size)
    elif key == size and value is not None:
        if arr is EMPTY_ARRAY:
            table.arr = [is_plain(table), value]
        else:
            arr.append(value)
        if table.hash:
            _migrate(table)
    elif arr[0] and key > size and value is not None and has_room(arr, key, size):
        append_behind_gap(arr, key, value)
    elif value is None:
        table.hash.pop(key, None)
    else:
        add_integer(table, arr, key, value)


def add_integer(table, arr, key, value):
    """Store a value that is not nil under an integer key that is neither an element of the list nor the next one."""
    if arr[0] and key > 0:
        arr[0] = None
    rest = table.hash
    if rest is EMPTY_HASH:
        table.hash = {key: value}
        return
    before = len(rest)
    rest[key] = value
    size = len(rest)
    if size > before and not size & (size - 1) and 4 <= size <= MAX_MOVED and 0 < key <= 2 * (size + len(arr)):
        _move_to_list(table)


def _move_to_list(table):
    """If more than half of the keys up to some power of two are there, those in the hash become elements (as PUC Lua has it)."""
    arr, rest = table.arr, table.hash
    if table.special or table.indexed or table.newindexed:
        return
    places = sorted(key for key in rest if key.__class__ is int and 0 < key <= 2 * (len(rest) + len(arr)))
    present = len(arr) - arr.count(None) - (arr[0] is not None)
    while places and 2 * (present + len(places)) <= 1 << (places[-1] - 1).bit_length():
        places.pop()
    if not places:
        return
    if arr is EMPTY_ARRAY:
        arr = table.arr = [None]
    arr += [None] * (places[-1] + 1 - len(arr))
    for key in places:
        arr[key] = rest.pop(key)
    arr[0] = is_plain(table)
    _migrate(table)


def has_room(arr, key, size) -> bool:
    """Whether a key behind a list shall become an element all the same, with nils between.

    As in PUC Lua, if then more than half of the elements up to the next power of two are there; for long lists, if
    most of the last ones are.
    """
    if key - size >= MAX_GAP:
        return False
    if size > LONG:
        return arr[-LONG:].count(None) < LONG // 4
    return 2 * (size - arr.count(None)) > 1 << (key - 1).bit_length()


def append_behind_gap(arr, key, value):
    arr += [None] * (key - len(arr))
    arr.append(value)


def is_plain(table):
    """What ``arr[0]`` of a table's new list is."""
    if table.indexed or table.newindexed or table.meta is not None:
        return None
    rest = table.hash
    return True if not rest or len(rest) < 8 and not any(key.__class__ is int and key > 0 for key in rest) else None


def _clear_element(table, arr, key, size):
    if not (table.newindexed or table.indexed):
        arr[key] = None
        if not key % QUEUE_STEP and key > size // 2 and not any(arr[1:key]):
            _drop_front(table)
        return
    # a hole would hide from translated code that __index or __newindex is due
    if key == size - 1:
        arr.pop()
        _trim(arr)
    else:
        tail = {k: v for k, v in enumerate(arr[key + 1:], key + 1) if v is not None}
        del arr[key:]
        add_to_hash(table, tail)


def _drop_front(table):
    """The list of a queue has become mostly nil: what is left moves to the hash."""
    arr = table.arr
    rest = {key: value for key, value in enumerate(arr) if key and value is not None}
    del arr[1:]
    arr[0] = None
    add_to_hash(table, rest)


def _trim(arr) -> int:
    """Take the nils off the end of a list; returns the size that is left."""
    size = len(arr)
    while size > 1 and arr[-1] is None:
        arr.pop()
        size -= 1
    return size


def _migrate(table):
    """After an append: move the keys that now follow from the hash to the list."""
    arr, rest = table.arr, table.hash
    key = len(arr)
    while key in rest:
        arr.append(rest.pop(key))
        key += 1
    if not rest and not arr[0]:
        arr[0] = is_plain(table)


def set_hash(table, key, value):
    rest = table.hash
    if value is None:
        rest.pop(key, None)
    elif rest is EMPTY_HASH:
        table.hash = {key: value}
    else:
        rest[key] = value


def add_to_hash(table, entries):
    """Store entries under keys that the hash does not have; loops may be running over it."""
    if table.hash is EMPTY_HASH:
        table.hash = entries
    else:
        table.hash.update(entries)


def append(table, value):
    """``t[#t + 1] = value`` raw; value is not nil."""
    set_integer(table, border(table) + 1, value)


def border(table) -> int:
    """A border of the table, as the raw length operator gives it (manual 3.4.7)."""
    arr = table.arr
    size = len(arr) if arr[-1] is not None else _trim(arr)
    rest = table.hash
    if rest and size in rest:
        return _border_in_hash(rest, size)
    return size - 1


def _border_in_hash(rest, present):
    step = 1
    while present + step in rest:
        present += step
        step *= 2
    while step > 1:
        step //= 2
        if present + step in rest:
            present += step
    return present


rawlen = border


# Traversal ----------------------------------------------------------------------

def string_keys(table) -> list:
    """The attributes that are keys, in a list of its own."""
    return [attr for attr, value in table.__dict__.items()
            if value is not None and attr[1] == "_" and (attr[0] == "f" or attr[0] == "m")]


def keys(table) -> list:
    """All keys at this moment, in the order of `next_entry`."""
    arr = table.arr
    found = [key for key in range(1, len(arr)) if arr[key] is not None]
    if table.special:
        return found + list(table.hash)
    found += [attr[2:] for attr in string_keys(table)]
    found += table.hash
    return found


def fields(table):
    """An iterator of the pairs of string keys and values; the value of a field cleared meanwhile is None."""
    attributes = string_keys(table)
    return zip([attr[2:] for attr in attributes], map(table.__dict__.get, attributes))


def keys_behind(table, position) -> list:
    """The keys of the hash, but for elements that were in the list before that position (see _clear_element)."""
    if position > 1 and (table.newindexed or table.indexed):
        return [key for key in table.hash if not (key.__class__ is int and 0 < key < position)]
    return list(table.hash)


def hashed(table, position):
    """The same for the keys that lie neither in the list, which has been run through up to a position, nor in attributes."""
    found = keys_behind(table, position)
    return zip(found, map(table.hash.get, found))


def items(table):
    """Yield the (key, value) pairs; fields may be cleared meanwhile."""
    if table.special:
        for key in list(table.hash):
            value = table.hash.get(key)
            if value is not None:
                yield key, value
        return
    index = 1
    arr = table.arr
    while index < len(arr):
        value = arr[index]
        if value is not None:
            yield index, value
        index += 1
        arr = table.arr
    fields = table.__dict__
    for attr in string_keys(table):
        value = fields.get(attr)
        if value is not None:
            yield attr[2:], value
    if table.hash:
        for key in keys_behind(table, index):
            value = table.hash.get(key)
            if value is None and key.__class__ is int:
                value = rawget(table, key)  # it has moved to the list
            if value is not None:
                yield key, value


class _Traversal:
    """Remembers the order of keys of a table that is being traversed by `next_entry`."""

    __slots__ = ("keys", "position", "places", "stale")

    def __init__(self, table):
        self.keys = ["f_" + attr[2:] for attr in string_keys(table)]
        self.keys += table.hash
        self.position = -1
        self.places = None
        self.stale = False  # another loop has begun since

    def find(self, key) -> int:
        """Position of a key, -1 if unknown."""
        position = self.position
        if 0 <= position < len(self.keys) and self.keys[position] == key:
            return position
        if self.places is None:
            self.places = {k: i for i, k in enumerate(self.keys)}
        return self.places.get(key, -1)


def next_entry(table, key):
    """``next``: the (key, value) pair after *key*, None after the last. KeyError for an unknown key."""
    arr = table.arr
    if key is None:
        index = 0
    elif key.__class__ is int and 0 < key:
        index = key if key < len(arr) or key == table.visited and key not in table.hash else -1
    elif key.__class__ is float and float_to_integer(key) is not None:
        return next_entry(table, float_to_integer(key))
    else:
        index = -1
    if index >= 0:
        for index in range(index + 1, len(arr)):
            if arr[index] is not None:
                object.__setattr__(table, "visited", index)  # the loop may clear it, and then the list is shorter
                return index, arr[index]
        key = None
    return _next_other(table, key)


def _next_other(table, key):
    if table.special:
        return table.hash.next_entry(key)
    if key is None:
        return _first_other(table)
    key = "f_" + key if key.__class__ is str else key
    traversal, position = table.traversal, -1
    if traversal is not None and not traversal.stale:
        position = traversal.find(key)
    if position < 0:
        fresh = _Traversal(table)
        position = fresh.find(key)
        if position < 0 and traversal is not None:  # it may have been cleared by the loop
            fresh, position = traversal, traversal.find(key)
        if position < 0 and key != table.visited:
            raise KeyError(key)
        traversal = fresh
        traversal.stale = False
        object.__setattr__(table, "traversal", traversal)
    order = traversal.keys
    for position in range(position + 1, len(order)):
        entry = order[position]
        if entry.__class__ is str:
            value, entry = get_attribute(table, entry), entry[2:]
        else:
            value = rawget(table, entry)
        if value is not None:
            traversal.position = position
            return entry, value
    object.__setattr__(table, "traversal", None)
    return None


def _first_other(table):
    """The first pair that is not in the list: often all that a program asks for."""
    if table.traversal is not None:
        table.traversal.stale = True  # a loop begins anew, perhaps inside of another
    for attr, value in table.__dict__.items():
        if value is not None and attr[1] == "_" and (attr[0] == "f" or attr[0] == "m"):
            object.__setattr__(table, "visited", "f_" + attr[2:])
            return attr[2:], value
    for key, value in table.hash.items():
        if value is not None:
            object.__setattr__(table, "visited", key)
            return key, value
    return None


# For Python code ------------------------------------------------------------------

def from_list(values) -> Table:
    """A sequence with these values (trailing nils dropped)."""
    table = Table()
    arr = [True, *values]
    if _trim(arr) > 1:
        table.arr = arr
    return table


def from_dict(mapping) -> Table:
    """A table with these Lua keys and values."""
    table = Table()
    for key, value in mapping.items():
        rawset(table, key, value)
    return table
