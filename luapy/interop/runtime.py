"""`LuaRuntime`: Lua in a Python program, with lupa's interface."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import contextmanager

from luapy.interop import stack
from luapy.interop.border import Border
from luapy.interop.entering import close_at_exit, enter, leave
from luapy.interop.errors import LuaSyntaxError, leaving, syntax_error
from luapy.interop.streams import PythonOutput
from luapy.interop.tables import LuaTable
from luapy.frontend.errors import LuaSyntaxError as CompileError
from luapy.runtime.errors import LuaError
from luapy.runtime.launch import new_state
from luapy.runtime.state import current, enter_state
from luapy.runtime.table import Table, items, rawget, rawset, set_name
from luapy.runtime.values import ABSENT

NO_MEMORY_LIMIT = "luapy cannot limit the memory of Lua code"


class LuaRuntime:
    """A Lua universe of its own: globals, libraries, modules.

    encoding: of strings; None: all strings are ``bytes`` in Python. source_encoding: of Lua code and
    names, default as encoding. attribute_filter: ``func(obj, name, is_setting)`` gives the name to use
    for an attribute of a Python object, or raises AttributeError; attribute_handlers: ``(getter(obj,
    name), setter(obj, name, value))`` in its place. register_eval, register_builtins: whether Lua has
    ``python.eval``, ``python.builtins``. unpack_returned_tuples: a tuple that a Python function
    returns is several values. overflow_handler: gets ints that are too large for Lua.

    Beyond lupa: lua: the version ("5.1" ... "5.4", "luajit"); python: False takes away all that the
    library ``python`` offers, the library included.
    """

    def __init__(self, encoding="UTF-8", source_encoding=None, attribute_filter=None, attribute_handlers=None,
                 register_eval=True, unpack_returned_tuples=False, register_builtins=True, overflow_handler=None,
                 max_memory=None, string_hash_seed=None, *, lua=None, python=True):
        if max_memory:
            raise NotImplementedError(NO_MEMORY_LIMIT)
        stack.prepare()
        self._limited = max_memory is not None
        self._state = state = new_state(lua)
        border = Border(state, _encoding_name(encoding), _encoding_name(source_encoding), bool(unpack_returned_tuples))
        self._border = state.border = border
        border.filter = _callable_or_none("attribute_filter", attribute_filter)
        border.getter, border.setter = _handlers(attribute_handlers, attribute_filter)
        self.set_overflow_handler(overflow_handler)
        PythonOutput.install(state)
        close_at_exit(state)
        if python:
            self._open_python(register_eval, register_builtins)
        else:
            state.python_library = False

    def _open_python(self, register_eval, register_builtins):
        from luapy.stdlib import loaded_table
        from luapy.stdlib.python import open
        library = open(self._state, bool(register_eval), bool(register_builtins))
        set_name(self._state.globals, "python", library)
        rawset(loaded_table(self._state), "python", library)

    def __del__(self):
        state = getattr(self, "_state", None)
        if state is not None and current.state is state and enter is not None:
            enter_state(None)

    @property
    def lua_version(self) -> tuple:
        """The version of the language, such as (5, 4)."""
        return self._state.dialect.number

    @property
    def lua_implementation(self) -> str:
        """What calls itself this version, such as "Lua 5.4"."""
        return self.eval('type(jit) == "table" and jit.version or _VERSION')

    # Running code

    def eval(self, lua_code, *args, name=None, mode=None):
        """The value of a Lua expression (several: a tuple). args: its ``...``; name: for messages."""
        return self._function(b"return " + self._source(lua_code), name, mode)(*args)

    def execute(self, lua_code, *args, name=None, mode=None):
        """Run Lua code; what it returns."""
        return self._function(self._source(lua_code), name, mode)(*args)

    def compile(self, lua_code, name=None, mode=None):
        """Lua code as a function."""
        return self._border.function(self._compiled(self._source(lua_code), name, mode))

    def _function(self, source, name, mode):
        """A compiled chunk as a Python function that is called once."""
        border, function = self._border, self._compiled(source, name, mode)

        def call(*args):
            before = enter(border.state)
            try:
                return border.result(function(*border.arguments(args)))
            except Exception as error:
                raise leaving(error, border)
            finally:
                leave(before)
        return call

    def _compiled(self, source, name, mode):
        state, border = self._state, self._border
        name = "<python>" if name is None else self._source(name).decode("latin-1")
        before = enter(state)
        try:
            if source[:1] == b"\x1b":
                from luapy.stdlib.loading import Loading
                return Loading(state).compile(source.decode("latin-1"), name, mode, ABSENT)
            if mode is not None and "t" not in mode and state.dialect.number > (5, 1):
                raise LuaSyntaxError(f"attempt to load a text chunk (mode is '{mode}')")
            return state.compile(source, name)
        except CompileError as error:
            raise syntax_error(error, source, name, border.text) from None
        except LuaSyntaxError:
            raise
        except Exception as error:
            raise leaving(error, border)
        finally:
            leave(before)

    def _source(self, text) -> bytes:
        if isinstance(text, str):
            return text.encode(self._border.source_encoding)
        if isinstance(text, (bytes, bytearray)):
            return bytes(text)
        raise TypeError(f"Expected string, got {type(text)}")

    def require(self, modulename):
        """Lua's ``require``."""
        if not isinstance(modulename, (str, bytes)):
            raise TypeError("modulename must be a string")
        function = rawget(self._state.globals, "require")
        if function is None:
            raise LuaError("require is not defined")
        modulename = self._source(modulename)
        return self._border.function(function)(modulename)

    # Values

    def globals(self) -> LuaTable:
        """The table of globals."""
        return LuaTable(self._border, self._state.globals)

    def table(self, *items, **kwargs) -> LuaTable:
        """A new table with these items, and these fields."""
        return self.table_from(items, kwargs)

    def table_from(self, *args, recursive=False) -> LuaTable:
        """A new table of mappings (keys and values) and other iterables (their items, in order).

        recursive: mappings and sequences in them become tables too; else they are userdata.
        """
        before = enter(self._state)
        try:
            return LuaTable(self._border, TableMaker(self._border, recursive).table(args))
        finally:
            leave(before)

    # The rest of lupa's interface

    def set_overflow_handler(self, overflow_handler):
        """The function that gets ints which are too large for Lua; what it returns takes their place."""
        self._border.overflow_handler = _callable_or_none("overflow_handler", overflow_handler)

    def gccollect(self):
        """A full garbage collection."""
        self.execute("collectgarbage()")

    @contextmanager
    def nogc(self):
        """Context manager: the garbage collector rests."""
        self.execute('collectgarbage("stop")')
        try:
            yield
        finally:
            self.execute('collectgarbage("restart")')

    def get_max_memory(self, total=False):
        """None: there is no limit (0, if the runtime was made with max_memory=0)."""
        return 0 if self._limited else None

    def get_memory_used(self, total=False):
        """None: it is not known (see get_max_memory)."""
        return None

    def set_max_memory(self, max_memory, total=False):
        """Limits are not supported; 0 means none."""
        if not self._limited:
            raise RuntimeError("max_memory must be set on LuaRuntime creation")
        if max_memory > 0:
            raise NotImplementedError(NO_MEMORY_LIMIT)


class TableMaker:
    """Makes tables of Python containers; remembers them, so that loops and shared parts stay what they are."""

    def __init__(self, border, recursive):
        self.border = border
        self.recursive = recursive
        self.made: dict = {}

    def table(self, sources) -> Table:
        """One table of several mappings and iterables."""
        table, position = Table(), 1
        for source in sources:
            if self.recursive and id(source) in self.made:
                return self.made[id(source)][0]
            self.made[id(source)] = table, source
            position = self.fill(table, source, position)
        return table

    def fill(self, table, source, position) -> int:
        """Add the contents of one; items of an iterable from a position on. Returns the next position."""
        if isinstance(source, LuaTable):
            for key, value in items(source._value):
                rawset(table, key, value)
        elif isinstance(source, Mapping):
            for key in source:
                rawset(table, self.value(key, True), self.value(source[key]))
        else:
            for value in source:
                rawset(table, position, self.value(value))
                position += 1
        return position

    def value(self, value, is_key=False):
        if self.recursive and is_container(value):
            return self.table((value,))
        return self.border.key_to_lua(value) if is_key else self.border.to_lua(value)


def is_container(value) -> bool:
    """Whether a Python value becomes a table when it is copied."""
    from collections.abc import Sequence
    return isinstance(value, (list, dict, Mapping, Sequence)) and not isinstance(value, (str, bytes, bytearray))


def _encoding_name(encoding):
    if encoding is None or isinstance(encoding, str):
        return encoding
    if isinstance(encoding, (bytes, bytearray)):
        return encoding.decode("ascii")
    raise ValueError(f"expected string, got {type(encoding)}")


def _callable_or_none(what, value):
    if value is not None and not callable(value):
        raise ValueError(f"{what} must be callable")
    return value


def _handlers(handlers, attribute_filter):
    """The pair attribute_handlers; (None, None) for none."""
    if not handlers:
        return None, None
    try:
        getter, setter = handlers
    except (ValueError, TypeError):
        raise ValueError("attribute_handlers must be a sequence of two callables") from None
    if any(one is not None and not callable(one) for one in (getter, setter)):
        raise ValueError("attribute_handlers must be a sequence of two callables")
    if attribute_filter is not None and (getter is not None or setter is not None):
        raise ValueError("attribute_filter and attribute_handlers are mutually exclusive")
    return getter, setter
