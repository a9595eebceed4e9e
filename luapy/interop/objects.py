"""Python objects in Lua: userdata that are called and indexed (lupa's POBJECT).

Lua has one way to index, Python two: objects with ``__getitem__`` are indexed
by items, all others by attributes, unless `as_attrgetter` or `as_itemgetter`
says which.
"""

from __future__ import annotations

from types import BuiltinFunctionType, MethodType

from luapy.interop.errors import entering
from luapy.runtime.calls import RAW_ERRORS
from luapy.runtime.errors import ArgumentError, LuaError
from luapy.runtime.libraries import register_function
from luapy.runtime.table import Table, rawset
from luapy.runtime.values import Userdata

_METHODS = (MethodType, BuiltinFunctionType)


class PythonObject(Userdata):
    """A Python object that Lua holds. as_index: indexed by items, not attributes."""

    def __init__(self, border, obj, as_index):
        set_attribute = object.__setattr__
        set_attribute(self, "border", border)
        set_attribute(self, "obj", obj)
        set_attribute(self, "as_index", as_index)
        set_attribute(self, "meta", border.metatable)

    def __repr__(self):
        return f"<Python object in Lua: {self.obj!r}>"

    def __call__(self, *args):
        """Call the object with Lua values."""
        border = self.border
        function = self.obj
        try:
            if args:
                args, keywords = _arguments(border, args)
                if isinstance(function, _METHODS) and args and function.__self__ is args[0]:
                    args = args[1:]  # obj:method(x) gives the object twice
                result = function(*args, **keywords)
            else:
                result = function()
            return border.result_to_lua(result)
        except Exception as error:
            entering(error, border)
            raise
        finally:
            _return_to(border)

    # Translated code tries its attributes, and does the statement again when Python raises one of RAW_ERRORS: errors of
    # the object's own code must not look like those, or that code would run twice.

    def __getattr__(self, name):
        if name[:2] != "f_":
            return super().__getattr__(name)
        try:
            return get_index(self, name[2:])
        except RAW_ERRORS as error:
            raise LuaError(self.border.wrap(error, False)) from error

    def __setattr__(self, name, value):
        if name[:2] != "f_":
            super().__setattr__(name, value)
            return
        try:
            set_index(self, name[2:], value)
        except RAW_ERRORS as error:
            raise LuaError(self.border.wrap(error, False)) from error


def _return_to(border):
    """Python code may have run another state on this thread."""
    state = border.state
    if not state.entered:
        from luapy.runtime.state import current, enter_state
        if current.state is not state:
            enter_state(state)


class Arguments:
    """What ``python.args{...}`` makes: positional and keyword arguments of one call."""

    def __init__(self, args, keywords):
        self.args = args
        self.keywords = keywords


def _arguments(border, args):
    """The arguments in Python's terms."""
    values, keywords = [], {}
    for arg in args:
        value = border.to_python(arg)
        if type(value) is Arguments:
            values += value.args
            for name in keywords.keys() & value.keywords.keys():
                raise TypeError(f"got multiple values for keyword argument '{name}'")
            keywords.update(value.keywords)
        else:
            values.append(value)
    return values, keywords


# Index and assignment ------------------------------------------------------------------

def get_index(userdata, key):
    """``obj[key]`` in Lua."""
    border, obj = userdata.border, userdata.obj
    try:
        key = border.to_python(key)
        if userdata.as_index and border.getter is None:
            return border.to_lua(obj[key])
        if border.getter is not None:
            return border.to_lua(border.getter(obj, key))
        if border.filter is not None:
            key = border.filter(obj, key, False)
        return border.to_lua(getattr(obj, _attribute_name(border, key)))
    except Exception as error:
        entering(error, border)
        raise
    finally:
        _return_to(border)


def set_index(userdata, key, value):
    """``obj[key] = value`` in Lua."""
    border, obj = userdata.border, userdata.obj
    try:
        key, value = border.to_python(key), border.to_python(value)
        if userdata.as_index and border.setter is None:
            obj[key] = value
        elif border.setter is not None:
            border.setter(obj, key, value)
        else:
            if border.filter is not None:
                key = border.filter(obj, key, True)
            setattr(obj, _attribute_name(border, key), value)
    except Exception as error:
        entering(error, border)
        raise
    finally:
        _return_to(border)
    return ()


def _attribute_name(border, key):
    return key.decode(border.source_encoding) if isinstance(key, bytes) else key


def object_metatable(border) -> Table:
    """The metatable of all Python objects in one state."""
    def to_text(userdata=None, *_):
        try:
            return border.encode(str(check_object(border, 1, userdata).obj))
        except Exception as error:
            entering(error, border)
            raise

    def length(userdata=None, *_):
        try:
            return len(check_object(border, 1, userdata).obj)
        except Exception as error:
            entering(error, border)
            raise

    metatable = Table()
    rawset(metatable, "__name", "POBJECT")
    rawset(metatable, "__call", register_function(lambda userdata, *args: userdata(*args)))
    rawset(metatable, "__index", register_function(lambda userdata, key=None, *_: get_index(userdata, key)))
    rawset(metatable, "__newindex",
           register_function(lambda userdata, key=None, value=None, *_: set_index(userdata, key, value)))
    rawset(metatable, "__tostring", register_function(to_text))
    rawset(metatable, "__len", register_function(length))
    return metatable


def check_object(border, number: int, value) -> PythonObject:
    """An argument that must be a Python object."""
    if not isinstance(value, PythonObject):
        original = getattr(value, "luapy_callable", None)
        if original is None:
            raise ArgumentError(number, "not a python object")
        return border.wrap(original, False)
    return value


# For Python code -------------------------------------------------------------------------

class ProtocolWrapper:
    """An object together with how Lua indexes it."""

    __slots__ = ("_obj", "_as_index")

    def __init__(self, obj, as_index):
        self._obj = obj
        self._as_index = as_index


def as_attrgetter(obj):
    """Let Lua index an object by its attributes."""
    return ProtocolWrapper(obj, False)


def as_itemgetter(obj):
    """Let Lua index an object by its items."""
    return ProtocolWrapper(obj, True)
