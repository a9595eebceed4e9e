"""Methods under a second name, by which CPython binds them itself: ``obj:m(x)`` is ``obj.b_m(x)``.

CPython calls a plain function of a class ``obj.b_m(x)`` without making a bound method, quicker
than a value that is read, ``f_m``, and called with the object.  So the mirror of a prototype (see
prototypes) has each of its Lua functions twice: as ``b_m``, and as a *guard* in the place of
``f_m``, a property that gives the function to those who read it and notices when an object of
the class stores a field of that name.  Hence the invariant: where an object's class gives a
function for ``b_m``, the object has no field ``f_m`` of its own, and ``f_m`` is that function.

Everything else (functions of the object itself, library functions, ``__index`` functions, what
is in no mirror) has an *unbound* ``b_m``, a property that looks up ``f_m`` and binds it.  It is
always right, but slower, so it may take the place of a function at any time.
"""

from __future__ import annotations

import sys
from _thread import get_ident
from types import FunctionType, MethodType

from luapy.runtime.table import ATTRIBUTE_DEFAULTS, STATIC_NAMES, Missing, Table
from luapy.runtime.values import Userdata, is_function

# So many calls make a late method worth a look at all objects.
MANY_CALLS = 100
# So many objects may have a field of their own in the place of a method until the method's guard goes.
MANY_OVERRIDES = 16

# By the attribute f_m.
_guards: dict = {}
_unbound: dict = {}
guarded: set = set()  # the names of all guards, of whichever class


def bound_name(attr: str) -> str:
    """The attribute by which the method with attribute *attr* is called."""
    return sys.intern("b_" + attr[2:])


# Unbound methods ----------------------------------------------------------------

# What has failed inside of a property: for AttributeErrors, Python asks __getattr__ next. By thread.
_failed: dict = {}


def unbound(attr: str) -> property:
    """What finds and binds ``f_m`` of any object; nil and what cannot be called are given as they are."""
    found = _unbound.get(attr)
    if found is None:
        found = _unbound[attr] = property(binder(attr))
    return found


def binder(attr: str):
    """The function of that property."""
    def bind(obj):
        try:
            function = getattr(obj, attr)
        except AttributeError as error:
            _failed[get_ident()] = error
            raise
        if function.__class__ is FunctionType or callable(function):
            return MethodType(function, obj)
        return function
    return bind


def raise_failed(name: str) -> None:
    """In a ``__getattr__`` that Python asks for *name*: raise the error for which it does, if that was an unbound method's."""
    if name[:2] == "b_":
        error = _failed.pop(get_ident(), None)
        if error is not None:
            raise error


def register_methods(names) -> None:
    """Announce the names of methods that a chunk calls by their second names, before it runs."""
    for name in names:
        if "b_" + name not in Table.__dict__:
            for cls in (Table, Userdata):
                setattr(cls, "b_" + name, unbound("f_" + name))


# Guards ---------------------------------------------------------------------------

if ATTRIBUTE_DEFAULTS:
    def _reader(attr):
        from operator import attrgetter  # not needed where there are no classes
        return attrgetter("__class__." + bound_name(attr))
else:  # here CPython runs a property's Python function without a call
    def _template(table):
        return table.__class__.bound

    def _reader(attr):
        code = _template.__code__
        return FunctionType(code.replace(co_names=(code.co_names[0], bound_name(attr))), {})


def guard(attr: str) -> property:
    """What stands for ``f_m`` in classes whose ``b_m`` is a function."""
    found = _guards.get(attr)
    if found is None:
        def store(table, value):
            override(table, attr, value)

        def delete(table):
            raise AttributeError(attr)  # the table has no field of that name
        found = _guards[attr] = property(_reader(attr), store, delete)
        guarded.add(attr)
    return found


def is_guarded(cls, attr: str) -> bool:
    """Whether objects of a class have the method *attr* by a function that CPython binds."""
    return getattr(cls, bound_name(attr), None).__class__ is FunctionType


def entries_for(attr: str, value) -> dict:
    """What the mirror of a prototype that has just been made has for one of the prototype's fields.

    Only names that are attributes in translated code have guards: dynamic keys store past them (see table.set_attribute).
    """
    if value.__class__ is FunctionType and attr[2:] in STATIC_NAMES:
        return {attr: guard(attr), bound_name(attr): value}
    return unguarded_entries(attr, value)


def unguarded_entries(attr: str, value) -> dict:
    """The same for values that are no Lua functions, and where objects may have fields of that name already."""
    return {attr: staticmethod(value) if is_function(value) else Missing(attr), bound_name(attr): unbound(attr)}


def late_entries(attr: str, function, promote) -> dict:
    """The same for a function that a mirror gets when it may have objects already; they may have fields of that name.

    promote: called without arguments when the method has been called often, to see to that.
    """
    bind = binder(attr)
    calls = iter(range(MANY_CALLS))

    def count(obj):
        if next(calls, None) is None:
            promote()
        return bind(obj)
    return {attr: staticmethod(function), bound_name(attr): LateMethod(count)}


class LateMethod(property):
    """An unbound method that waits for its guard."""


def set_entries(cls, entries: dict) -> None:
    """Give a mirror what stands for a field of its prototype."""
    for name, value in entries.items():
        setattr(cls, name, value)


def override(table, attr: str, value) -> None:
    """An object of a class with a guarded method gets a field of that name."""
    owner = next(cls for cls in table.__class__.__mro__ if attr in cls.__dict__)
    count = owner.__dict__.get("overrides", 0) + 1
    if count > MANY_OVERRIDES:
        set_entries(owner, unguarded_entries(attr, owner.__dict__[bound_name(attr)]))
    else:
        owner.overrides = count
        change_class(table, without_guards(table.__class__, (attr,)))
    object.__setattr__(table, attr, value)


def without_guards(cls, attributes):
    """A class like another one, whose objects have fields of their own with these attributes of methods."""
    if "is_unguarded" in cls.__dict__:
        unguarded = cls
    else:
        unguarded = cls.__dict__.get("unguarded")
        if unguarded is None:
            unguarded = cls.unguarded = type("Table", (cls,), {"is_unguarded": True})
    for attr in attributes:
        if attr not in unguarded.__dict__:
            set_entries(unguarded, unguarded_entries(attr, None))
    return unguarded


def change_class(table, cls) -> None:
    """Give a table another class.

    CPython reads the dict of an object that changed its class slowly, a new one fast.
    """
    fields = fields_of(table)
    table.__class__ = class_with_fields(cls, fields)
    table.__dict__ = fields


def fields_of(table) -> dict:
    """The attributes of a table in a new dict, without fields that were cleared: these must not hide what __index finds.

    A copy by ``copy`` would share its keys with the table's old class, and be read slowly.
    """
    fields = {**table.__dict__}
    if None in fields.values():
        return {attr: value for attr, value in fields.items() if value is not None}
    return fields


def class_with_fields(cls, fields: dict):
    """The class for an object with these attributes that is to have class *cls*."""
    if not guarded.isdisjoint(fields):
        own = [attr for attr in fields if attr in guarded and is_guarded(cls, attr)]
        if own:
            return without_guards(cls, own)
    return cls
