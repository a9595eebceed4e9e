"""Classes for the objects of a prototype: a table that is some metatable's ``__index``.

The functions of the prototype are mirrored as static methods of a Python class,
which inherits from the class of the prototype's own prototype.  ``obj.method`` is
then one attribute access, wherever in the chain the method lies.  Other values are not
copied: the class says only that there is something to be found by the chain of
``__index`` (see metatables).  A prototype that is mirrored watches its own stores.
"""

from __future__ import annotations

import gc

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
        mirror = type("Table", (_parent_class(prototype),), {"prototype": prototype})
        object.__setattr__(prototype, "mirror", mirror)
        for attr in string_keys(prototype):
            update_mirror(prototype, "f_" + attr[2:], getattr(prototype, attr))
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
    if parent is prototype:
        return PrototypedTable
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
        for attr in string_keys(prototype):
            update_mirror(prototype, "f_" + attr[2:], getattr(prototype, attr))


# Attributes that some object with a prototype keeps as None, since its field was cleared (see operators.set_field).
cleared_attributes: set = set()


def update_mirror(prototype, attr, value):
    """A field of a mirrored prototype has been stored."""
    mirror = prototype.mirror
    if attr[2:] in CLASS_METAMETHODS:
        return
    if value is not None and attr in cleared_attributes and attr not in mirror.__dict__:
        _uncover(mirror, (attr,))
    if is_function(value):
        setattr(mirror, attr, staticmethod(value))
    elif value is not None:
        setattr(mirror, attr, Missing(attr))
    elif attr in mirror.__dict__:
        if attr in cleared_attributes:
            setattr(mirror, attr, Missing(attr))  # so that objects do not keep it as None again
        else:
            delattr(mirror, attr)


def _uncover(mirror, attributes):
    """What a mirror is about to give must not be hidden by cleared fields of its objects."""
    for obj in gc.get_objects() if attributes else ():
        if isinstance(obj, mirror):
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
    """All tables with that metatable (rare, so nobody keeps a list of them)."""
    if gc.get_freeze_count() > frozen_without_tables:
        gc.unfreeze()  # a host has called gc.freeze: its gain is lost, but metatables go on working
    for obj in gc.get_objects():
        if isinstance(obj, Table):
            if getattr(type(obj), "prototype_of_literal", None) is not None:
                found = obj.__dict__.get("meta")
            else:
                found = obj.meta
            if found is meta:
                yield obj
