"""The library ``python``: Python's objects for Lua programs (after lupa).

``local python = require "python"``:

* ``python.import(name)``: a module; ``python.builtins``, ``python.eval(text)``;
* ``python.call(f, ...)``, ``f(python.args{1, 2, key = value})``: calls with keyword arguments;
* ``python.iter(obj)``, ``python.iterex(obj)``, ``python.enumerate(obj, start)``: for loops;
* ``python.as_attrgetter(obj)``, ``python.as_itemgetter(obj)``, ``python.as_function(obj)``: views of an object;
* ``python.list(t)``, ``python.dict(t)``, ``python.bytes(s)``, ``python.table(obj)``: copies;
* ``python.none``: None where nil would not do; ``python.getattr``, ``python.setattr``, ``python.type``.
"""

from __future__ import annotations

import builtins
from importlib import import_module

from luapy.interop import table_arguments
from luapy.interop.border import border_of
from luapy.interop.errors import entering
from luapy.interop.objects import Arguments, PythonObject, check_object, get_index, set_index
from luapy.interop.runtime import TableMaker
from luapy.interop.tables import LuaTable
from luapy.runtime.api import (
    ABSENT, ArgumentError, LuaError, check_integer, check_string, check_table, is_function, library, opt_integer,
    pack_results, register_function, type_name,
)


def open(state, register_eval=True, register_builtins=True):
    """The library of a state."""
    if not getattr(state, "python_library", True):
        raise LuaError("module 'python' is not available: the host program does not allow it")
    functions = Functions(border_of(state))
    entries = {
        "args": functions.args, "as_attrgetter": functions.as_attrgetter, "as_function": functions.as_function,
        "as_itemgetter": functions.as_itemgetter, "bytes": functions.bytes, "call": functions.call,
        "dict": functions.dict, "enumerate": functions.enumerate, "getattr": functions.getattr,
        "import": functions.import_, "iter": functions.iter, "iterex": functions.iterex, "list": functions.list,
        "set_overflow_handler": functions.set_overflow_handler, "setattr": functions.setattr,
        "table": functions.table, "type": functions.type,
    }
    if not register_builtins:
        for name in ("import", "getattr", "setattr"):  # they reach whatever builtins reach
            del entries[name]
    table = library(state, "python", {name: _guarded(function, functions.border) for name, function in entries.items()})
    constants = {"none": None}
    if register_eval:
        constants["eval"] = eval
    if register_builtins:
        constants["builtins"] = builtins
    for name, value in constants.items():
        setattr(table, "f_" + name, functions.border.wrap(value, False))
    return table


def _guarded(function, border):
    """Exceptions of Python code pass through Lua as what they are."""
    def guarded(*args):
        try:
            return function(*args)
        except ArgumentError:
            raise
        except Exception as error:
            entering(error, border)
            raise
    guarded.__name__ = function.__name__
    return guarded


class Functions:
    """The functions for one border."""

    def __init__(self, border):
        self.border = border

    def _object(self, number, value):
        """The Python object of an argument: a userdata, or any other value in Python's terms."""
        return self.border.to_python(value)

    # Modules and calls

    def import_(self, name=ABSENT, *_):
        """python.import(name): the module of that dotted name."""
        return self.border.wrap(import_module(check_string(1, name)), False)

    def args(self, table=ABSENT, *_):
        """python.args(t): arguments for a call of a Python function; fields are keywords."""
        args, keywords = table_arguments(LuaTable(self.border, check_table(1, table)))
        return self.border.wrap(Arguments(args, keywords), False)

    def call(self, function=ABSENT, *args):
        """python.call(f, ...): a table as the last argument gives keywords with its fields, and more arguments."""
        function = check_object(self.border, 1, function)
        if args and type_name(args[-1]) == "table":
            args = (*args[:-1], self.args(args[-1]))
        return function(*args)

    def getattr(self, obj=ABSENT, name=ABSENT, *default):
        """python.getattr(obj, name [, default])."""
        userdata = self.border.wrap(self._object(1, obj), False)
        try:
            return get_index(userdata, check_string(2, name))
        except AttributeError:
            if not default:
                raise
            return default[0]

    def setattr(self, obj=ABSENT, name=ABSENT, value=None, *_):
        """python.setattr(obj, name, value)."""
        return set_index(self.border.wrap(self._object(1, obj), False), check_string(2, name), value)

    def type(self, obj=ABSENT, *_):
        """python.type(value): the name of the Python class of an object, nil for Lua's own values."""
        return self.border.encode(type(obj.obj).__name__) if isinstance(obj, PythonObject) else None

    # Views

    def as_attrgetter(self, obj=ABSENT, *more):
        """python.as_attrgetter(obj): indexed by attributes."""
        return self.border.wrap(self._only(obj, more).obj, False)

    def as_itemgetter(self, obj=ABSENT, *more):
        """python.as_itemgetter(obj): indexed by items."""
        return self.border.wrap(self._only(obj, more).obj, True)

    def as_function(self, obj=ABSENT, *more):
        """python.as_function(obj): a function for Lua's eyes."""
        userdata = self._only(obj, more)

        def function(*args):
            return userdata(*args)
        function.luapy_callable = userdata.obj
        return register_function(function)

    def _only(self, obj, more):
        if more:
            raise ArgumentError(2, "invalid arguments")
        return check_object(self.border, 1, obj)

    # Loops

    def iter(self, obj=ABSENT, *more):
        """python.iter(obj): for a generic for."""
        return self._loop(iter(self._only(obj, more).obj), self.border.unpack_tuples)

    def iterex(self, obj=ABSENT, *more):
        """python.iterex(obj): items that are tuples give several values."""
        return self._loop(iter(self._only(obj, more).obj), True)

    def _loop(self, iterator, unpack):
        border = self.border

        def step(*_):
            try:
                item = next(iterator)
            except StopIteration:
                return None
            except Exception as error:
                entering(error, border)
                raise
            if unpack and isinstance(item, tuple):
                first, *others = item or (None,)
                # nil as the first value would end the loop
                return pack_results((border.key_to_lua(first), *border.arguments(others)))
            return border.key_to_lua(item)
        return register_function(step), border.wrap(iterator, False), None

    def enumerate(self, obj=ABSENT, start=None, *more):
        """python.enumerate(obj [, start]): indices, from 0 or start, and items."""
        if more:
            raise ArgumentError(3, "invalid arguments")
        border = self.border
        iterator = iter(check_object(border, 1, obj).obj)
        start = opt_integer(2, start, 0)

        def step(_, index=None, *__):
            try:
                item = next(iterator)
            except StopIteration:
                return None
            except Exception as error:
                entering(error, border)
                raise
            index = check_integer(2, index) + 1
            if border.unpack_tuples and isinstance(item, tuple):
                return (index, *border.arguments(item))
            return index, border.to_lua(item)
        return register_function(step), border.wrap(iterator, False), start - 1

    # Copies

    def list(self, table=ABSENT, *_):
        """python.list(t): a list of t[1] ... t[#t]."""
        view = LuaTable(self.border, check_table(1, table))
        return self.border.wrap([view[number] for number in range(1, len(view) + 1)])

    def dict(self, table=ABSENT, *_):
        """python.dict(t): a dict with the keys and values of a table."""
        return self.border.wrap(dict(LuaTable(self.border, check_table(1, table)).items()))

    def bytes(self, text=ABSENT, *_):
        """python.bytes(s): the bytes of a string, for functions that want them undecoded."""
        return self.border.wrap(check_string(1, text).encode("latin-1"), True)

    def table(self, obj=ABSENT, *_):
        """python.table(obj): a table of a mapping or iterable; what lies in it is copied too."""
        return TableMaker(self.border, True).table((self._object(1, obj),))

    # Numbers

    def set_overflow_handler(self, handler=None, *_):
        """python.set_overflow_handler(f): called with integers that are too large; nil: they are errors."""
        if handler is not None and not is_function(handler):
            handler = check_handler(self.border, handler)
        elif handler is not None:
            handler = self.border.function(handler)
        self.border.overflow_handler = handler
        return ()


def check_handler(border, value):
    """A callable Python object as an argument."""
    if not isinstance(value, PythonObject):
        raise ArgumentError(1, "expected nil, a Lua function or a callable Python object")
    return value.obj
