"""Classes for the objects of a prototype: a table that is some metatable's ``__index``.

The functions of the prototype are mirrored as methods of a Python class (see methods),
which inherits from the class of the prototype's own prototype.  ``obj:method()`` is
then one attribute access, wherever in the chain the method lies.  Other values are not
copied: the class says only that there is something to be found by the chain of
``__index`` (see metatables).  A prototype that is mirrored watches its own stores.
"""

from __future__ import annotations

import gc
from types import FunctionType

from luapy.runtime.methods import (
    MANY_OVERRIDES, LateMethod, bound_name, change_class, class_with_fields, entries_for, is_guarded, late_entries,
    set_entries, unguarded_entries,
)
from luapy.runtime.ownmethods import FLAGS, table_has_changed
from luapy.runtime.table import CLASS_METAMETHODS, Missing, Table, get_attribute, rawset, string_keys
from luapy.runtime.values import is_function

# A table with more fields than this is a namespace rather than a prototype.
MAX_FIELDS = 400
# So many prototypes are searched for functions.
MAX_DEPTH = 20


def is_prototype(table) -> bool:
    """Whether mirroring pays for a table: it is small, ordinary, and has functions, itself or by prototypes of its own."""
    for _ in range(MAX_DEPTH):
        if not isinstance(table, Table) or table.special or table.is_environment is not None:
            return False
        attributes = string_keys(table)
        if len(attributes) > MAX_FIELDS:
            return False
        if table.mirror is not None or any(is_function(getattr(table, attr)) for attr in attributes):
            return True
        meta = table.meta
        table = None if meta is None else get_attribute(meta, "f___index")
    return False


_made = 0


def mirrors_made() -> int:
    """How many mirrors this process has made."""
    return _made


def mirror_of(prototype: Table):
    """The class of plain objects whose ``__index`` is this table."""
    global _made
    mirror = prototype.mirror
    if mirror is None:
        _made += 1
        body = {"prototype": prototype}
        for attr in string_keys(prototype):
            if attr[0] == "f":
                body.update(entries_for(attr, getattr(prototype, attr)))
        mirror = type("Table", (_parent_class(prototype),), body)
        object.__setattr__(prototype, "mirror", mirror)
        from luapy.runtime.metatables import refresh_class
        refresh_class(prototype)
    return mirror


class PrototypedTable(Table):
    """The end of a chain of mirrors: a name that no prototype of the chain has is nil.

    Fields of prototypes that are no functions are found by `Missing`, in the mirror of the prototype that has them.
    """

    indexed = prototyped = True


def _parent_class(prototype):
    from luapy.runtime.metatables import IndexedTable
    meta = prototype.meta
    parent = None if meta is None else get_attribute(meta, "f___index")
    if parent is None:
        return PrototypedTable
    if isinstance(parent, Table) and parent is not prototype and is_prototype(parent) \
            and not _in_chain(parent, prototype):
        return mirror_of(parent)
    return IndexedTable


def _in_chain(table, wanted):
    """Whether *wanted* is among the prototypes of a table (loops are for index_chain to report)."""
    for _ in range(100):
        if table is wanted:
            return True
        meta = table.meta
        table = None if meta is None else get_attribute(meta, "f___index")
        if not isinstance(table, Table):
            return False
    return True


def rebase_mirror(prototype):
    """The prototype's own metatable has changed."""
    base = _parent_class(prototype)
    mirror = prototype.mirror
    if mirror.__bases__ != (base,):
        mirror.__bases__ = (base,)
        _uncover(mirror, [attr for attr in cleared_attributes if getattr(mirror, attr, None) is not None])
        if base.__mro__[1] is not Table:  # it is a mirror, perhaps with methods whose names are fields of objects
            _uncover_fields(_objects_of(mirror))


# Attributes that some object with a prototype keeps as None, since its field was cleared (see operators.set_field).
cleared_attributes: set = set()


def update_mirror(prototype, attr, value):
    """A field of a mirrored prototype has been stored, or of the metatable of strings or what that has as ``__index``."""
    if attr in FLAGS:
        table_has_changed(prototype)
    mirror = prototype.mirror
    if mirror is None:
        if attr == "f___tostring":
            from luapy.runtime.messages import look_for_tostring
            look_for_tostring()
        return
    if attr[2:] in CLASS_METAMETHODS:
        return
    entries, bound = mirror.__dict__, bound_name(attr)
    was_guarded = entries.get(bound).__class__ is FunctionType
    if value is None:
        if attr in entries:
            _clear_in_mirror(mirror, attr, bound, was_guarded)
    elif was_guarded and value.__class__ is FunctionType:
        setattr(mirror, bound, value)
    elif entries.get(attr).__class__ is not Missing or is_function(value):
        if attr in cleared_attributes and attr not in entries:
            _uncover(mirror, (attr,))
        if value.__class__ is FunctionType:
            set_entries(mirror, late_entries(attr, value, lambda: _guard_late_methods(mirror)))
        else:
            set_entries(mirror, unguarded_entries(attr, value))


def _guard_late_methods(mirror):
    """Give methods that a mirror got late their guards, unless many of its objects have fields of these names."""
    entries = mirror.__dict__
    attributes = ["f_" + name[2:] for name, entry in entries.items() if entry.__class__ is LateMethod]
    objects = _objects_of(mirror)
    for attr in attributes:
        function = entries[attr].__func__
        if sum(attr in obj.__dict__ for obj in objects) > MANY_OVERRIDES:
            set_entries(mirror, unguarded_entries(attr, function))
        else:
            set_entries(mirror, entries_for(attr, function))
    _uncover_fields(objects)


def _uncover_fields(objects):
    """Classes of these objects have got guards, which must not cover fields of the objects."""
    for obj in objects:
        cls = class_with_fields(obj.__class__, obj.__dict__)
        if cls is not obj.__class__:
            change_class(obj, cls)


def _clear_in_mirror(mirror, attr, bound, was_guarded):
    """A field of a mirrored prototype has been cleared."""
    delattr(mirror, attr)
    delattr(mirror, bound)
    # objects must not keep the field as None again, nor may the guard of another mirror cover what they have
    if attr in cleared_attributes or not was_guarded and is_guarded(mirror, attr):
        set_entries(mirror, unguarded_entries(attr, None))


def _objects_of(mirror):
    """The tables of a mirror's classes."""
    return [obj for obj in _all_objects() if isinstance(obj, mirror)]


def _all_objects():
    """All objects that the collector knows: nobody keeps lists of them, since they are rarely wanted."""
    if gc.get_freeze_count() > frozen_without_tables:
        gc.unfreeze()  # a host has called gc.freeze: its gain is lost, but metatables go on working
    return gc.get_objects()


def _uncover(mirror, attributes):
    """What a mirror is about to give must not be hidden by cleared fields of its objects."""
    for obj in _objects_of(mirror) if attributes else ():
        for attr in attributes:
            if obj.__dict__.get(attr, obj) is None:
                object.__delattr__(obj, attr)


# Classes of constructors ------------------------------------------------------------------

class _LazyMetatable:
    """The metatable of objects made with a fresh ``{__index = prototype}``: made when somebody asks for it."""

    def __get__(self, table, cls):
        if table is None:
            return self
        meta = Table()
        rawset(meta, "__index", cls.prototype_of_literal)
        object.__setattr__(meta, "is_meta", True)
        object.__setattr__(table, "meta", meta)
        return meta


def prime_with_literal(prototype, site: str, first):
    """Give a prototype the class for ``setmetatable({...}, {__index = prototype})`` at a constructor.

    first: the object just made there, which deserves a mirror as well (it may be the only one).
    """
    if isinstance(prototype, Table) and is_prototype(prototype):
        body = {"meta": _LazyMetatable(), "prototype_of_literal": prototype}
        object.__setattr__(prototype, site, type("Table", (mirror_of(prototype),), body))
        from luapy.runtime.metatables import refresh_class
        if isinstance(first, Table):
            refresh_class(first)


def prime_with_metatable(meta, site: str, first):
    """Give a metatable the class for ``setmetatable({...}, meta)`` at a constructor."""
    from luapy.runtime.metatables import class_for
    if not isinstance(meta, Table) or meta.special:
        return
    if get_attribute(meta, "f___gc") is not None or get_attribute(meta, "f___newindex") is not None:
        return  # the fields of the constructor are there before the metatable
    base = class_for(meta, False)
    if base.special:
        return
    object.__setattr__(meta, "is_meta", True)
    object.__setattr__(meta, site, type("Table", (base,), {"meta": meta}))


def forget_sites(meta):
    """A metatable has changed: its constructors' classes no longer fit."""
    for attr in [attr for attr in meta.__dict__ if attr[:2] == "k_"]:
        object.__delattr__(meta, attr)


# How many objects the collector does not show, and that are no tables (see luapy.cli.run).
frozen_without_tables = 0


def tables_with(meta):
    """All tables with that metatable."""
    for obj in _all_objects():
        if isinstance(obj, Table):
            if getattr(type(obj), "prototype_of_literal", None) is not None:
                found = obj.__dict__.get("meta")
            else:
                found = obj.meta
            if found is meta:
                yield obj
