"""The border between Lua's values and Python's: one object per state and set of rules.

=============  =====================  ==========================================================
Lua            Python                 rule
=============  =====================  ==========================================================
nil            None
boolean        bool
number         int, float             in 5.1, 5.2 and LuaJIT integral floats become ints
string         str                    its bytes decoded; bytes where they cannot be decoded
table          LuaTable               a view
function       function               a Python function that calls it
thread         LuaThread              or a function that makes one, if it has not started
userdata       the Python object      or LuaObject, if it is not one
several        tuple
=============  =====================  ==========================================================

The other way, views become again what they show, ``bytes`` become strings as
they are, and all other objects become userdata: ``str`` too, if there is no
encoding.
"""

from __future__ import annotations

from types import FunctionType
from weakref import WeakValueDictionary

from luapy.interop.functions import link_of, wrap_function
from luapy.interop.objects import ProtocolWrapper, PythonObject, object_metatable
from luapy.interop.tables import LuaObject, LuaTable
from luapy.runtime.coroutines import Coroutine
from luapy.runtime.errors import LuaError
from luapy.runtime.table import Table
from luapy.runtime.values import (
    FALSE, LUA_TYPES, MAX_INTEGER, MIN_INTEGER, TRUE, Boolean, Userdata, first, pack_results,
)

EXACT_DOUBLE = 1 << 53


class Border:
    """Conversions for one state.

    encoding: of Lua's strings, None: they are ``bytes`` in Python; source_encoding: of code and names;
    getter, setter, filter: how Lua may use attributes of Python objects (see LuaRuntime);
    unpack_tuples: a tuple that a Python function returns is several values.
    """

    def __init__(self, state, encoding="UTF-8", source_encoding=None, unpack_tuples=False):
        self.state = state
        self.encoding = encoding
        self.source_encoding = source_encoding or encoding or "UTF-8"
        self.unpack_tuples = unpack_tuples
        self.getter = self.setter = self.filter = None
        self.overflow_handler = None
        self.strict_functions = False
        self.describe = None   # what else to do to the Python function of a Lua function
        self.universe = None   # the importer's Lua version, if this is the importer's state
        self.integers = state is None or state.dialect.integers
        # whether ASCII text is the same string in both languages
        self.quick = encoding is not None and _keeps_ascii(encoding)
        self._functions: WeakValueDictionary = WeakValueDictionary()
        self._objects: WeakValueDictionary = WeakValueDictionary()
        self.metatable = object_metatable(self)
        self.none = PythonObject(self, None, False)

    # Python -> Lua

    def to_lua(self, value):
        """A Python value as a Lua value."""
        cls = type(value)
        if cls is str:
            return value if self.quick and value.isascii() else self.text_to_lua(value)
        if cls is int:
            if self.integers:
                return value if MIN_INTEGER <= value <= MAX_INTEGER else self._overflow(value)
            if -EXACT_DOUBLE <= value <= EXACT_DOUBLE:
                return value
            return float(value) if MIN_INTEGER <= value <= MAX_INTEGER else self._overflow(value)
        if value is None or cls is float:
            return value
        if cls is bool:
            return TRUE if value else FALSE
        if cls is bytes:
            return value.decode("latin-1")
        if cls is FunctionType:
            link = link_of(value)
            return self.wrap(value) if link is None else self._own(link.border, link.function)
        return self._other_to_lua(value)

    def _other_to_lua(self, value):
        if isinstance(value, LuaObject):
            return self._own(value._border, value._value)
        if isinstance(value, str):
            return self.text_to_lua(str.__str__(value)) if self.encoding else self.wrap(value)
        if isinstance(value, int):
            return self.to_lua(int(value))
        if isinstance(value, float):
            return float(value)
        if isinstance(value, bytes):
            return bytes(value).decode("latin-1")
        if isinstance(value, (Table, Userdata, Coroutine, Boolean)):
            return value  # a Lua value already
        if isinstance(value, ProtocolWrapper):
            return self.wrap(value._obj, value._as_index)
        return self.wrap(value)

    def _own(self, border, value):
        if border is not self and border.state is not self.state:
            raise LuaError("cannot mix objects from different Lua runtimes")
        return value

    def _overflow(self, value):
        if self.overflow_handler is None:
            raise OverflowError("Python int too large for a Lua integer")
        link = link_of(self.overflow_handler)
        if link is not None:  # a Lua function gets the number as an object
            return first(link.function(self.wrap(value, False)))
        result = self.overflow_handler(value)
        if type(result) is int and not MIN_INTEGER <= result <= MAX_INTEGER:
            raise OverflowError("Python int too large for a Lua integer")
        return self.to_lua(result)

    def text_to_lua(self, text: str):
        """A string of another kind than ASCII; without an encoding, it is a Python object like any other."""
        return self.wrap(text) if self.encoding is None else self.encode(text)

    def encode(self, text: str) -> str:
        """Text as a Lua string: one character per byte."""
        encoding = self.encoding or self.source_encoding
        try:
            return text.encode(encoding).decode("latin-1")
        except UnicodeEncodeError:
            # file names whose bytes Python could not decode
            return text.encode(encoding, "surrogateescape").decode("latin-1")

    def key_to_lua(self, value):
        """A table key: None stands for python.none."""
        return self.none if value is None else self.to_lua(value)

    def arguments(self, args: tuple) -> list:
        """The arguments of a call into Lua."""
        to_lua = self.to_lua
        return [to_lua(arg) for arg in args]

    def result_to_lua(self, result):
        """What a Python function returned, as the result of a Lua call."""
        if self.unpack_tuples and isinstance(result, tuple):
            return pack_results(tuple(self.arguments(result)))
        return self.to_lua(result)

    def wrap(self, obj, as_index: bool | None = None) -> PythonObject:
        """The userdata of a Python object: always the same one while Lua holds it."""
        if obj is None:
            return self.none
        if as_index is None:
            as_index = hasattr(obj, "__getitem__")
        key = id(obj), as_index
        wrapper = self._objects.get(key)
        if wrapper is None:
            wrapper = self._objects[key] = PythonObject(self, obj, as_index)
        return wrapper

    # Lua -> Python

    def to_python(self, value):
        """A Lua value as a Python value."""
        cls = value.__class__
        if cls is str:
            return value if self.quick and value.isascii() else self.decode(value)
        if cls is int or value is None:
            return value
        if cls is float:
            return value if self.integers else _integral(value)
        if cls is Boolean:
            return value is TRUE
        if isinstance(value, Table):
            return LuaTable(self, value)
        if LUA_TYPES.get(cls) == "function":
            return self.function(value)
        return self._other_to_python(value)

    def _other_to_python(self, value):
        if isinstance(value, PythonObject):
            return value.obj
        if isinstance(value, Coroutine):
            from luapy.interop.threads import thread_or_function
            return thread_or_function(self, value)
        original = getattr(value, "luapy_callable", None)
        return LuaObject(self, value) if original is None else original

    def decode(self, value: str):
        """The bytes of a string decoded; bytes if that cannot be done, or if the runtime has no encoding."""
        data = value.encode("latin-1")
        if self.encoding is None:
            return data
        try:
            return data.decode(self.encoding)
        except UnicodeDecodeError:
            return data

    def text(self, value) -> str:
        """An error value as text."""
        from luapy.runtime.messages import value_text
        original = self.unwrap(value)
        if isinstance(original, BaseException):
            return f"{type(original).__name__}: {original}"
        text = value_text(value).encode("latin-1")
        try:
            return text.decode(self.encoding or self.source_encoding)
        except UnicodeDecodeError:
            return text.decode("latin-1")

    def function(self, function):
        """The Python function for a Lua function: always the same one while it exists."""
        owner = getattr(function, "luapy_callable", None)  # python.as_function
        if owner is not None:
            return owner
        wrapper = self._functions.get(id(function))
        if wrapper is None:
            wrapper = self._functions[id(function)] = wrap_function(function, self, self.strict_functions)
            if self.describe is not None:
                self.describe(wrapper, function)
        return wrapper

    def result(self, result):
        """The result of a Lua call: None, a value, or a tuple of several."""
        if result.__class__ is tuple:
            return tuple([self.to_python(value) for value in result]) if result else None
        return self.to_python(result)

    def unwrap(self, value):
        """The Python object behind a userdata, or None."""
        return value.obj if isinstance(value, PythonObject) else None

    def lua_traceback(self, raised) -> str:
        """Lua's traceback of an error (see LuaError.raised)."""
        from luapy.debug import traceback_levels, traceback_text
        from luapy.interop.entering import enter, leave
        before = enter(self.state)
        try:
            return traceback_text(traceback_levels(raised))
        finally:
            leave(before)


def _keeps_ascii(encoding) -> bool:
    ascii_text = "".join(map(chr, range(128)))
    return ascii_text.encode(encoding) == ascii_text.encode("ascii")


def _integral(value):
    """A double that is integral as an int."""
    return int(value) if value.is_integer() and abs(value) < 1 << 63 else value


def border_of(state) -> Border:
    """The border of a state, made when it is first needed."""
    border = getattr(state, "border", None)
    if border is None:
        border = state.border = Border(state)
    return border
