"""Metatables (manual 2.4): which Python class a table has, and what its misses do.

The class of a table follows from five metamethods of its metatable (see
CLASS_METAMETHODS): only those must act where translated code reads or stores an
attribute directly.  All other metamethods are looked up when an operation
fails.
"""

from __future__ import annotations

from types import FunctionType

from luapy.runtime.attempts import Refused, refuse_in_attempt
from luapy.runtime.cstack import IS_NEEDED, allowance, turns
from luapy.runtime.errors import LibraryError, MetamethodError, OperandError
from luapy.runtime.table import (
    ATTRIBUTE_DEFAULTS, CLASS_METAMETHODS, DEFAULTS, Missing, Table, add_default, add_to_hash, get_attribute, rawget, set_attribute,
)
from luapy.runtime.finalizers import mark_for_finalization, run_finalizer, tables_have_finalizers
from luapy.runtime.methods import change_class, class_with_fields, fields_of, guarded, raise_failed
from luapy.runtime.ownmethods import table_has_changed
from luapy.runtime.prototypes import forget_sites, is_prototype, mirror_of, mirrors_made, rebase_mirror, tables_with, update_mirror
from luapy.runtime.state import current_state
from luapy.runtime.values import Boolean, Userdata, first, is_function, type_name

# A chain of __index or __newindex longer than this is taken for a loop, as in PUC Lua.
MAX_CHAIN = 2000
# So many prototypes are mirrored at their first use.
MANY_MIRRORS = 1000


def metatable_of(value) -> Table | None:
    """The metatable of any value, without regard to __metatable."""
    if isinstance(value, (Table, Userdata)):
        return value.meta
    return current_state().basic_metatable(value)


getmetatable = metatable_of


def metamethod(value, event: str):
    """The metamethod of a value for an event such as "__add", or None."""
    meta = metatable_of(value)
    if meta is None:
        return None
    found = meta.__dict__.get("f_" + event)  # where most are
    return rawget(meta, event) if found is None else found


# __index and __newindex ----------------------------------------------------------

def index_missing(obj, attr):
    """Value of the string key with attribute *attr* that *obj* itself lacks."""
    if attr[:2] != "f_":
        if attr in DEFAULTS:
            return DEFAULTS[attr]
        if attr == "indexed":
            return True  # what is no table has its elements from a metatable, if at all
        if attr[:2] == "m_":
            return None
        raise_failed(attr)
        if attr[:2] == "b_" or attr == "__dict__":
            raise Refused  # a method or field of a boolean or coroutine: the statement's other translation has the words
        raise AttributeError(f"{type(obj).__name__!r} object has no attribute {attr!r}")
    return index_chain(obj, attr[2:], True)


def index_chain(obj, key, by_attribute=False):
    """The index operation on *obj*, which has no raw value for *key* (a table) or cannot have one.

    by_attribute: Python looked for an attribute, perhaps in a statement that is tried (see attempts).
    """
    operand = "obj"
    for _ in range(MAX_CHAIN):
        meta = metatable_of(obj)
        handler = None if meta is None else rawget(meta, "__index")
        if handler is None:
            if isinstance(obj, Table):
                return None
            raise OperandError(f"attempt to index a {type_name_for_error(obj)} value", operand)
        if is_function(handler):
            if by_attribute:
                refuse_in_attempt()
            return first(handler(obj, key))
        if isinstance(handler, Table):
            value = rawget(handler, key)
            if value is not None:
                return value
        obj, operand = handler, None  # what __index holds has no name
    raise _loop_error("__index", "gettable")


def _missing_field(table, attr):
    """The value of a field that a table lacks, by its attribute; `index_chain` for chains of ordinary tables."""
    obj = table
    for _ in range(MAX_CHAIN):
        meta = obj.meta
        if meta is None:
            return None
        handler = meta.__dict__.get("m___index")
        if handler.__class__ is FunctionType:
            refuse_in_attempt()
            return first(handler(obj, attr[2:]))
        if not isinstance(handler, Table) or handler.special or meta.special:
            break
        value = handler.__dict__.get(attr)
        if value is not None:
            return value
        obj = handler
    return index_chain(table, attr[2:], True)


def _missing(self, table, cls):
    """``Missing.__get__``."""
    return self if table is None else _missing_field(table, self.attr)


Missing.__get__ = _missing


def newindex_chain(obj, key, value):
    """The assignment ``obj[key] = value`` where *obj* has no raw value for *key* or is no table."""
    operand = "obj"
    is_key = key is not None and key == key
    for _ in range(MAX_CHAIN):
        meta = metatable_of(obj)
        handler = None if meta is None else rawget(meta, "__newindex")
        if not is_key and isinstance(obj, Table) and current_state().dialect.name == "5.1":
            break  # 5.1 looks for a place in the table first
        if handler is None:
            if isinstance(obj, Table):
                break
            raise OperandError(f"attempt to index a {type_name_for_error(obj)} value", operand)
        if is_function(handler):
            handler(obj, key, value)
            return
        obj, operand = handler, None
        if isinstance(obj, Table) and rawget(obj, key) is not None:
            break
    else:
        raise _loop_error("__newindex", "settable")
    from luapy.runtime.operators import rawset_checked
    rawset_checked(obj, key, value)


def _loop_error(event, old_name):
    if current_state().dialect.number < (5, 3):
        return LibraryError(f"loop in {old_name}")
    return LibraryError(f"'{event}' chain too long; possible loop")


def call_metamethod(obj, args):
    """Call a value that is no function."""
    while True:
        handler = metamethod(obj, "__call")
        if handler is None or not is_function(handler) and current_state().dialect.number < (5, 4):
            raise OperandError(f"attempt to call a {type_name_for_error(obj)} value", "func")
        args = (obj, *args)
        if not isinstance(handler, Table):
            return handler(*args)
        obj = handler  # a chain of callable tables takes no depth


def _call(self, *args):
    """``__call__`` of tables: the metamethod is nearly always a function."""
    meta = self.meta
    handler = None if meta is None else meta.__dict__.get("f___call")
    return handler(self, *args) if handler.__class__ is FunctionType else call_metamethod(self, args)


def _counted_call(self, *args):
    """``__call__`` of tables on 3.12 and 3.13, until there have been enough to ask for more depth."""
    if next(turns):
        if current_state().running is None:
            Table.__call__ = _call
            allowance.grant(everything=True)
        else:
            allowance.grant(everything=False)
    return _call(self, *args)


Table.__call__ = _counted_call if IS_NEEDED else _call


def is_callable(value) -> bool:
    """Whether a call of the value can succeed: a function, or something with __call."""
    if isinstance(value, (Table, Userdata)):
        return metamethod(value, "__call") is not None
    return callable(value)


def callee(value):
    """What to call for a value of any type, numbers and nil with metatables included."""
    if callable(value):
        return value
    return lambda *args: call_metamethod(value, args)


def check_handler(handler, event):
    """The error for a metamethod that cannot be called names the event (5.2 and later)."""
    if handler.__class__ is not FunctionType and not is_callable(handler):
        raise MetamethodError(handler, event)


def type_name_for_error(value) -> str:
    """luaT_objtypename: the metatable's __name, if it is a string, else the type."""
    if isinstance(value, (Table, Userdata)):
        name = given_type_name(value.meta)
        if name is not None:
            return name
    return type_name(value)


def given_type_name(meta) -> str | None:
    """A metatable's __name, if it is a string (5.3 and later)."""
    name = None if meta is None else rawget(meta, "__name")
    if name.__class__ is not str:
        return None
    return name if current_state().dialect.number >= (5, 3) else None


# Classes of tables with metatables -------------------------------------------------

def _other_attribute(name):
    """An attribute, no field, that the object and the class of a table lack."""
    raise_failed(name)
    return DEFAULTS.get(name)


class IndexedTable(Table):
    """A table whose metatable has ``__index``."""

    indexed = True

    if not ATTRIBUTE_DEFAULTS:
        def __getattr__(self, name):
            return _missing_field(self, name) if name[:2] == "f_" else _other_attribute(name)


if ATTRIBUTE_DEFAULTS:
    add_default(IndexedTable, Missing)


def _store_hooked(self, name, value):
    """__setattr__ of tables whose metatable has ``__newindex``, and of mirrored prototypes."""
    if name[:2] != "f_":
        object.__setattr__(self, name, value)
    elif name == "f___index" and value is not None and self.__dict__.get("m___index") is value:
        pass  # constructors store their class's own __index again and again
    elif self.newindexed and get_attribute(self, name) is None:
        newindex_chain(self, name[2:], value)
    else:
        set_attribute(self, name, value)


def _delete_hooked(self, name):
    """__delattr__ of mirrored prototypes and of tables with ``__newindex``: a field that is there."""
    object.__delattr__(self, name)
    if self.watched and name[:2] == "f_":
        update_mirror(self, name, None)


def _delete_from_weak(self, name):
    """__delattr__ of weak tables: left to the runtime, unless it is none of Lua's."""
    if name[:2] == "f_":
        raise AttributeError(name)
    object.__delattr__(self, name)


def _store_in_weak(self, name, value):
    """__setattr__ of weak tables, whose string keys lie in the store as well."""
    if name[:2] != "f_":
        object.__setattr__(self, name, value)
    elif self.newindexed and self.hash.get(name[2:]) is None:
        newindex_chain(self, name[2:], value)
    else:
        self.hash.put(name[2:], value)


def _read_from_weak(self, name):
    """__getattr__ of weak tables."""
    if name[:2] == "f_":
        value = self.hash.get(name[2:])
        return index_chain(self, name[2:], True) if value is None else value
    return _other_attribute(name)


class _WeakField:
    """What Missing is, for weak tables."""

    def __init__(self, attr):
        self.attr = attr

    def __get__(self, table, cls):
        return self if table is None else _read_from_weak(table, self.attr)


def let_tables_be_equal(equal):
    """Give the function that compares tables whose metatable has ``__eq``."""
    global _equal
    _equal = equal


def _finalize(self):
    """__del__ of tables whose metatable had ``__gc`` when it was set."""
    run_finalizer(self)


_family: dict = {(Table, False, False, False, False, False): Table,
                 (IndexedTable, False, False, False, False, False): IndexedTable}


def family_class(base, newindexed, eq, finalized, weak, watched=False):
    """The Python class of tables with these properties; base: Table, IndexedTable or the mirror of a prototype."""
    key = (base, newindexed, eq, finalized, weak, watched)
    if not (newindexed or eq or finalized or weak or watched):
        return base
    cls = _family.get(key)
    if cls is None:
        cls = _make_class(*key)
        if base in (Table, IndexedTable):
            _family[key] = cls
        else:
            # kept by the mirror itself, so that both go together
            cls = base.__dict__.get("family", {}).get(key[1:]) or cls
            if "family" not in base.__dict__:
                base.family = {}
            base.family[key[1:]] = cls
    return cls


def _make_class(base, newindexed, eq, finalized, weak, watched):
    body: dict = {"newindexed": newindexed, "hooked": newindexed or weak or watched, "special": weak,
                  "watched": watched}
    if weak:
        body["indexed"] = base.indexed
        body["__setattr__"] = _store_in_weak
        body["__delattr__"] = _delete_from_weak
        if not ATTRIBUTE_DEFAULTS:
            body["__getattr__"] = _read_from_weak
        base = Table
    elif newindexed or watched:
        body["__setattr__"] = _store_hooked
        body["__delattr__"] = _delete_hooked
    if eq:
        body["__eq__"] = _equal
        body["__hash__"] = object.__hash__
    if finalized:
        body["__del__"] = _finalize
    cls = type("Table", (base,), body)
    if weak and ATTRIBUTE_DEFAULTS:
        add_default(cls, _WeakField)
    return cls


def class_for(meta: Table | None, finalized: bool, watched: bool = False):
    """The class for tables with that metatable; *finalized*: marked for finalization."""
    if meta is None:
        return family_class(Table, False, False, finalized, False, watched)
    if meta.special:  # its fields may vanish at any time
        return family_class(IndexedTable, True, True, finalized, False, watched)
    index, mode = get_attribute(meta, "f___index"), get_attribute(meta, "f___mode")
    weak = mode.__class__ is str and ("k" in mode or "v" in mode)
    if index is None:
        base = Table
    elif not weak and not watched and _mirrors(meta, index):
        base = mirror_of(index)
    else:
        base = IndexedTable
    return family_class(base, get_attribute(meta, "f___newindex") is not None,
                        get_attribute(meta, "f___eq") is not None, finalized, weak, watched and not weak)


def _mirrors(meta, index) -> bool:
    """Whether to mirror the prototype that a metatable names: at once, but in a program that makes prototypes
    by the thousand (a class costs much more than a table) only at the third use."""
    if not isinstance(index, Table) or not is_prototype(index):
        return False
    if index.mirror is not None or mirrors_made() < MANY_MIRRORS:
        return True
    uses = index.uses or 0
    object.__setattr__(index, "uses", uses + 1)
    return uses >= 2


def setmetatable(table: Table, meta: Table | None) -> Table:
    """Set a table's metatable (debug.setmetatable on tables: no check of __metatable)."""
    if meta is None:
        if table.meta is not None:
            object.__setattr__(table, "meta", None)
            refresh_class(table)
        return table
    usual = meta.__dict__.get("k_class")
    if usual is not None and table.meta is None and table.mirror is None and not is_finalized(table):
        _make_usual(table, meta, usual)
        return table
    object.__setattr__(table, "meta", meta)
    if table.arr[0]:
        table.arr[0] = None
    if meta.is_meta is None:
        object.__setattr__(meta, "is_meta", True)
    finalized = is_finalized(table)
    if get_attribute(meta, "f___gc") is not None and tables_have_finalizers():
        mark_for_finalization(table)
        finalized = True
    cls = class_for(meta, finalized, table.mirror is not None)
    _become(table, cls)
    if table.mirror is not None:
        rebase_mirror(table)
    elif cls.prototyped and not finalized:
        object.__setattr__(meta, "k_class", cls)  # forgotten by forget_sites
    return table


def _make_usual(table, meta, cls):
    """Give a table without metatable the class that other tables of that metatable have (see _become)."""
    fields = fields_of(table)
    table.__class__ = cls if guarded.isdisjoint(fields) else class_with_fields(cls, fields)
    fields["meta"] = meta
    table.__dict__ = fields
    arr = table.arr
    if arr[0]:
        arr[0] = None
    if None in arr[1:]:
        _move_holes(table)


def refresh_class(table):
    """Give a table the class that its metatable and its mirror ask for."""
    if table.meta is not None:  # the class of a constructor may hold it
        object.__setattr__(table, "meta", table.meta)
    _become(table, class_for(table.meta, is_finalized(table), table.mirror is not None))
    if table.mirror is not None:
        rebase_mirror(table)


def is_finalized(table) -> bool:
    return hasattr(table.__class__, "__del__")


def _become(table, cls):
    """Give a table its new class, moving its contents where that class keeps them."""
    old = table.__class__
    if old is cls or cls is Table and _is_plain(old):
        return
    if cls.special:
        from luapy.runtime.weak import make_weak
        make_weak(table, cls)
    elif old.special:
        from luapy.runtime.weak import make_strong
        make_strong(table, cls)
    else:
        change_class(table, cls)
        if (cls.newindexed or cls.indexed) and None in table.arr[1:]:
            _move_holes(table)
    if old.watched and not cls.watched:
        table_has_changed(table)


def _is_plain(cls) -> bool:
    """Whether a class is that of a constructor of plain tables."""
    return not (cls.indexed or cls.hooked or cls.special or cls.__eq__ is not object.__eq__ or hasattr(cls, "__del__"))


def _move_holes(table):
    """Tables with __index or __newindex keep no holes in the list (see table._clear_element)."""
    arr = table.arr
    hole = arr.index(None, 1)
    add_to_hash(table, {k: v for k, v in enumerate(arr[hole:], hole) if v is not None})
    del arr[hole:]


class _ClassMetamethod:
    """Data descriptor of one of CLASS_METAMETHODS: its stores re-class the tables of a metatable."""

    def __init__(self, name):
        self.name = name
        self.attr = "m_" + name

    def __get__(self, table, cls):
        if table is None:
            return self
        if table.special:
            return _read_from_weak(table, "f_" + self.name)
        value = table.__dict__.get(self.attr) if table.indexed else getattr(table, self.attr, None)
        if value is None and table.indexed:
            return index_chain(table, self.name)
        return value

    def __set__(self, table, value):
        if table.special:
            table.hash.put(self.name, value)
            return
        if value is not None and table.__dict__.get(self.attr) is value:
            return
        if table.watched:
            update_mirror(table, "f_" + self.name, value)
        if value is not None:
            object.__setattr__(table, self.attr, value)
        elif getattr(table, self.attr, None) is not None:
            object.__delattr__(table, self.attr)
        if table.is_meta is not None:
            _reclass_tables_of(table)

    def __delete__(self, table):
        self.__set__(table, None)


for _name in CLASS_METAMETHODS:
    setattr(Table, "f_" + _name, _ClassMetamethod(_name))


def _reclass_tables_of(meta):
    """A metatable in use has changed."""
    if meta.is_meta is not True:  # the state whose strings have it
        meta.is_meta.adopt_string_metatable()
        return
    forget_sites(meta)
    for table in list(tables_with(meta)):
        refresh_class(table)


Boolean.meta = None
