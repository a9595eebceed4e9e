"""Lua tables, and other Lua objects, as Python objects: views, not copies."""

from __future__ import annotations

from luapy.interop.entering import enter, leave
from luapy.interop.errors import leaving
from luapy.runtime import operators
from luapy.runtime.messages import address
from luapy.runtime.metatables import metamethod
from luapy.runtime.generators import YIELDING_NAMES, yield_anywhere
from luapy.runtime.table import border as border_of_table, next_entry, rawget, rawset
from luapy.runtime.values import first, type_name


class LuaObject:
    """A Lua object that Python holds."""

    __slots__ = ("_border", "_value", "__weakref__")

    def __init__(self, border, value):
        object.__setattr__(self, "_border", border)
        object.__setattr__(self, "_value", value)

    def __eq__(self, other):
        if isinstance(other, LuaObject):
            return self._value is other._value
        return NotImplemented

    def __hash__(self):
        return hash(id(self._value))

    def __bool__(self):
        return True

    def __repr__(self):
        return f"<Lua {type_name(self._value)} at {address(self._value)}>"

    def __str__(self):
        return self._in_lua(_to_text, self) or repr(self)

    def __call__(self, *args):
        border = self._border
        return self._in_lua(lambda: border.result(self._value(*border.arguments(args))))

    def __iter__(self):
        raise TypeError("iteration is only supported for tables")

    def __len__(self):
        return self._in_lua(operators.length, self._value)

    def __getitem__(self, key):
        border = self._border
        return border.to_python(self._in_lua(operators.index, self._value, border.to_lua(key)))

    def __getattr__(self, name):
        if name[:2] == "__" == name[-2:]:
            raise AttributeError(f"{type(self).__name__!r} object has no attribute {name!r}")
        return self[self._key(name)]

    def _key(self, name):
        """The key for an attribute: without an encoding, only ``bytes`` are strings."""
        border = self._border
        return name if border.encoding is not None else name.encode(border.source_encoding)

    def _in_lua(self, function, *args):
        """Call a function of the runtime with the object's state as the current one."""
        border = self._border
        before = enter(border.state)
        try:
            return function(*args)
        except Exception as error:
            raise leaving(error, border)
        finally:
            leave(before)


def _to_text(obj):
    """What __tostring gives, or None."""
    handler = metamethod(obj._value, "__tostring")
    if handler is None:
        return None
    text = first(handler(obj._value))
    if text.__class__ is not str:
        error = TypeError("__tostring returned non-string object")
        error.luapy_border = obj._border
        raise error
    data = text.encode("latin-1")
    try:
        return data.decode(obj._border.encoding or "UTF-8")
    except UnicodeDecodeError:
        return text


class LuaTable(LuaObject):
    """A view of a Lua table with the interface of a mapping; fields are attributes too.

    Reading and writing obey metatables; iteration and length are Lua's ``next`` and ``#``.
    Missing keys give None, as in Lua.
    """

    __slots__ = ()

    def keys(self):
        """Iterator over the keys."""
        return TableIterator(self, 0)

    def values(self):
        """Iterator over the values."""
        return TableIterator(self, 1)

    def items(self):
        """Iterator over (key, value)."""
        return TableIterator(self, None)

    __iter__ = keys

    def __contains__(self, key):
        return rawget(self._value, self._border.key_to_lua(key)) is not None

    def __len__(self):
        if self._value.meta is None:
            return border_of_table(self._value)
        return super().__len__()

    def __getitem__(self, key):
        border, table = self._border, self._value
        key = border.key_to_lua(key)
        value = rawget(table, key)
        if value is None and table.indexed:
            value = self._in_lua(operators.index, table, key)
        return border.to_python(value)

    def __setitem__(self, key, value):
        border, table = self._border, self._value
        key, value = border.key_to_lua(key), border.to_lua(value)
        if key.__class__ is str and key in YIELDING_NAMES:
            yield_anywhere(border.state)
        if table.meta is None and key == key:
            rawset(table, key, value)
        else:
            self._in_lua(operators.setindex, table, key, value)

    def __delitem__(self, key):
        self[key] = None

    def __setattr__(self, name, value):
        if name[:2] == "__" == name[-2:]:
            object.__setattr__(self, name, value)
        else:
            self[self._key(name)] = value

    def __delattr__(self, name):
        if name[:2] == "__" == name[-2:]:
            object.__delattr__(self, name)
        else:
            self[self._key(name)] = None

    def __reduce__(self):
        from luapy.interop.pickling import reduce_view
        return reduce_view(self)


class TableIterator:
    """Lua's ``next`` as an iterator; several threads may share it. which: 0 keys, 1 values, None both."""

    def __init__(self, table, which):
        self._table = table
        self._which = which
        self._key = None

    def __repr__(self):
        return f"LuaIter({self._table!r})"

    def __iter__(self):
        return self

    def __next__(self):
        table = self._table
        if table is None:
            raise StopIteration
        entry = next_entry(table._value, self._key)
        if entry is None:
            self._table = None
            raise StopIteration
        self._key = entry[0]
        to_python = table._border.to_python
        if self._which is None:
            return to_python(entry[0]), to_python(entry[1])
        return to_python(entry[self._which])


