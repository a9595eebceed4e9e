"""The basic functions (manual 6.1; 5.1 in 5.1 and its successors)."""

from __future__ import annotations

import sys
from types import FunctionType

from luapy.runtime.api import (
    ABSENT, ArgumentError, FALSE, LibraryError, LuaError, TRUE, Table, Userdata, check_any, check_integer, check_string,
    check_table, current_state, first, getmetatable as metatable_of, index, is_function, library, lua_bool, lua_error,
    metamethod, next_entry, number_to_str, opt_integer, opt_string, rawget as raw_get, rawlen as raw_length, rawset as
    raw_set, register_function, results, set_name, setmetatable as set_metatable, str_to_number, tostring as to_text,
    type_error, type_name, wrap_integer,
)
from luapy.runtime import messages
from luapy.runtime.coroutines import without_yields
from luapy.runtime.doubles import as_double as exact_or_float
from luapy.runtime.handlers import HANDLED
from luapy.runtime.libraries import PROTECTING_CODES
from luapy.runtime.values import LUA_TYPES
from luapy.stdlib.garbage import Collector
from luapy.stdlib.loading import Loading

# How often an error in a message handler is given to the handler again: until C's stack would be full.
MAX_HANDLER_ERRORS = 200


def assert_(value=ABSENT, *message):
    """assert(v [, message]): manual 6.1. The message may be any value."""
    if value is not None and value is not FALSE and value is not ABSENT:
        return (value, *message) if message else value
    check_any(1, value)
    text = message[0] if message else "assertion failed!"
    raise LibraryError(text) if text.__class__ is str else LuaError(text)


def assert_string(value=ABSENT, *message):
    """assert(v [, message]) of 5.1 and 5.2: the message is a string."""
    if value is not None and value is not FALSE and value is not ABSENT:
        return (value, *message) if message else value
    if current_state().dialect.number < (5, 2):
        check_any(1, value)
    lua_error(opt_string(2, message[0] if message else None, "assertion failed!"))


def error(message=None, level=None, *_):
    """error([message [, level]]): strings get the position of the level in front."""
    level = opt_integer(2, level, 1)
    if message.__class__ is str and level > 0:
        from luapy.debug import where
        message = where(level) + message
    raise LuaError(message)


def error_51(message=None, level=None, *_):
    """error of 5.1 and 5.2: numbers as messages get a position too."""
    level = opt_integer(2, level, 1)
    if level > 0 and message.__class__ in (str, int, float):
        from luapy.debug import where
        message = where(level) + (message if message.__class__ is str else number_to_str(message))
    raise LuaError(message)


def getmetatable(value=ABSENT, *_):
    """getmetatable(object): its field __metatable stands for it."""
    meta = value.meta if isinstance(value, Table) else metatable_of(check_any(1, value))
    if meta is None:
        return None
    protected = raw_get(meta, "__metatable")
    return meta if protected is None else protected


def ipairs_iterator(table=ABSENT, i=ABSENT, *_):
    """What ipairs returns (5.3 and later): obeys __index."""
    i = wrap_integer(check_integer(2, i) + 1)
    value = index(check_any(1, table), i)
    return None if value is None else (i, value)


def raw_ipairs_iterator(table=ABSENT, i=ABSENT, *_):
    """What ipairs returns in 5.1 and 5.2: raw access."""
    i = check_integer(2, i) + 1
    value = raw_get(check_table(1, table), i)
    return () if value is None else (i, value)


def ipairs(table=ABSENT, *_):
    """ipairs(t) of 5.3 and later: any value that can be indexed."""
    return ipairs_iterator, check_any(1, table), 0


def ipairs_52(table=ABSENT, *_):
    """ipairs(t) of 5.2, and of 5.3 as distributions build it: __ipairs stands for it."""
    handler = None if table is ABSENT else metamethod(table, "__ipairs")
    if handler is not None:
        return _three(handler(table))
    if current_state().dialect.integers:
        return ipairs_iterator, check_any(1, table), 0
    return raw_ipairs_iterator, check_table(1, table), 0


def ipairs_51(table=ABSENT, *_):
    """ipairs(t) of 5.1: raw tables."""
    return raw_ipairs_iterator, _check_traversed(table), 0


def next_(table=ABSENT, key=None, *_):
    """next(table [, key])."""
    if not isinstance(table, Table):
        check_table(1, table)
    try:
        entry = next_entry(table, key)
    except KeyError:
        raise LuaError("invalid key to 'next'") from None
    return entry


# In PUC Lua 5.1 the global next and the one that pairs gives are two functions.
next_51 = FunctionType(next_.__code__, globals(), "next", next_.__defaults__)


def pairs(table=ABSENT, *_):
    """pairs(t) of 5.3 and later: __pairs stands for it; other values fail in the loop."""
    meta = table.meta if isinstance(table, Table) else metatable_of(check_any(1, table))
    if meta is not None:
        handler = raw_get(meta, "__pairs")
        if handler is not None:
            return _three(handler(table))
    return next_, table, None


def pairs_52(table=ABSENT, *_):
    """pairs(t) of 5.2: a table, or __pairs."""
    if table is not ABSENT:
        handler = metamethod(table, "__pairs")
        if handler is not None:
            return _three(handler(table))
    return next_, check_table(1, table), None


def pairs_51(table=ABSENT, *_):
    """pairs(t) of 5.1."""
    return next_, _check_traversed(table), None


def _check_traversed(table):
    if table is ABSENT and current_state().dialect.name == "luajit":
        check_any(1, table)
    return check_table(1, table)


def _three(result):
    """The first three results of a call."""
    values = results(result)
    return (*values, None, None, None)[:3]


def _check_callee(function, error):
    """The error of a protected call; a value that cannot be called is no error of its (nameless) caller."""
    if isinstance(error, TypeError) and not callable(function):
        return f"attempt to call a {type_name(function)} value"
    from luapy.debug import to_lua_error
    return to_lua_error(error).value


def pcall(function=ABSENT, *args):
    """pcall(f [, arg1, ...])."""
    try:
        result = function(*args)
    except Exception as error:
        if function is ABSENT:
            check_any(1, function)
        if not callable(function):
            handler = metamethod(function, "__call")
            if handler is not None:
                return pcall(handler, function, *args)
        return FALSE, _check_callee(function, error)
    if result.__class__ is tuple:
        return (TRUE, *result)
    return TRUE, result


def rawequal(a=ABSENT, b=ABSENT, *_):
    """rawequal(v1, v2)."""
    check_any(1, a)
    check_any(2, b)
    if isinstance(a, (Table, Userdata)) or isinstance(b, (Table, Userdata)):
        return lua_bool(a is b)
    return lua_bool(a == b)


def rawget(table=ABSENT, key=ABSENT, *_):
    """rawget(table, index)."""
    if isinstance(table, Table) and key is not ABSENT:
        return raw_get(table, key)
    return raw_get(check_table(1, table), check_any(2, key))


def rawlen(value=ABSENT, *_):
    """rawlen(v)."""
    if value.__class__ is str:
        return len(value)
    if isinstance(value, Table):
        return raw_length(value)
    _expected(1, value, "table or string")


def rawset(table=ABSENT, key=ABSENT, value=ABSENT, *_):
    """rawset(table, index, value)."""
    check_table(1, table)
    check_any(2, key)
    check_any(3, value)
    if key is None or key != key and key.__class__ is float:
        raise LuaError("table index is nil" if key is None else "table index is NaN")
    raw_set(table, key, value)
    return table


def select(n=ABSENT, *args):
    """select(n, ...)."""
    if n.__class__ is int and n > 0:
        return args[n - 1] if len(args) == n else args[n - 1:]
    if n.__class__ is str and n[:1] == "#":
        return len(args)
    n = check_integer(1, n)
    if n < 0:
        n = len(args) + n + 1
    if n <= 0:
        raise ArgumentError(1, "index out of range")
    chosen = args[n - 1:]
    return chosen[0] if len(chosen) == 1 else chosen


def setmetatable(table=ABSENT, meta=ABSENT, *_):
    """setmetatable(table, metatable)."""
    if isinstance(table, Table) and isinstance(meta, Table) and table.meta is None:
        return set_metatable(table, meta)
    check_table(1, table)
    if meta is not None and not isinstance(meta, Table):
        _expected(2, meta, "nil or table")
    if table.meta is not None and raw_get(table.meta, "__metatable") is not None:
        lua_error("cannot change a protected metatable")
    return set_metatable(table, meta)


def _expected(number, value, expected):
    """luaL_argexpected: versions before 5.4 do not tell what they got."""
    if current_state().dialect.number >= (5, 4):
        type_error(number, value, expected)
    raise ArgumentError(number, f"{expected} expected")


# Short numerals that have been converted: programs read the same ones again and again.
_numerals: dict = {}
MAX_NUMERALS = 4000
find_numeral = _numerals.get  # for translated code


def tonumber(value=ABSENT, base=None, *_):
    """tonumber(e [, base]) of 5.3 and later."""
    cls = value.__class__
    if base is None:
        if cls is int or cls is float:
            return value
        if cls is str:
            number = _numerals.get(value)
            if number is None:
                number = int(value) if value.isdecimal() and len(value) < 19 else str_to_number(value)
                if len(_numerals) < MAX_NUMERALS and len(value) < 8:
                    _numerals[value] = number
            return number
        check_any(1, value)
        return None
    base = check_integer(2, base)
    if cls is not str:
        type_error(1, value, "string")
    number = _digits_to_integer(value, base)
    return None if number is None else wrap_integer(number)


def tonumber_51(value=ABSENT, base=None, *_):
    """tonumber(e [, base]) of 5.1 and 5.2, where results are doubles."""
    cls = value.__class__
    dialect = current_state().dialect
    if base is None or base == 10 and dialect.number < (5, 2):
        if cls is int or cls is float:
            return value
        if cls is str:
            if dialect.name == "5.1":
                value = value.partition("\0")[0]  # C's strings
            return as_double(str_to_number(value))
        check_any(1, value)
        return None
    base = check_integer(2, base)
    text = check_string(1, value)
    number = _digits_to_integer(text, base)
    if number == 0 and dialect.name != "5.1" and text.lstrip()[0] == "-":
        return -0.0
    if number is not None and dialect.number < (5, 2):
        number = _strtoul(number, dialect.name == "luajit")
    return as_double(number)


def _strtoul(number, signed):
    """What C's function makes of a numeral; LuaJIT handles the sign itself."""
    if abs(number) >> 64:
        return (1 << 64) - 1
    return number if signed or number >= 0 else (1 << 64) + number


def as_double(number):
    """A number as those versions have it: ints only where they are exact."""
    return exact_or_float(number) if number.__class__ is int else number


# Prefixes that Python's int() accepts in a base.
_PREFIXES = {2: "b", 8: "o", 16: "x"}


def _digits_to_integer(text, base):
    """A numeral in a base from 2 to 36, with white space around and a sign; None if it is not one."""
    if not 2 <= base <= 36:
        raise ArgumentError(2, "base out of range")
    text = text.strip(" \f\n\r\t\v")
    digits = text[1:] if text[:1] in ("-", "+") else text
    if not digits.isalnum() or not digits.isascii():
        return None
    if digits[0] == "0" and digits[1:2].lower() == _PREFIXES.get(base) \
            and (base != 16 or current_state().dialect.number > (5, 1)):
        return None  # C's strtoul in 5.1 accepts 0x
    try:
        number = int(digits, base)
    except ValueError:
        return None
    return -number if text[0] == "-" else number


def tostring(value=ABSENT, *_):
    """tostring(v)."""
    cls = value.__class__
    if cls is int:
        return str(value)
    if cls is str:
        return value
    if value is ABSENT:
        check_any(1, value)
    return to_text(value)


def _tostring_by_metatable(value=ABSENT, *_):
    if value is ABSENT:
        check_any(1, value)
    return to_text(value)


def _look_for_tostring():
    tostring.__code__ = _tostring_by_metatable.__code__


if messages.unaware is None:
    _look_for_tostring()
else:
    messages.unaware.append(_look_for_tostring)


def tostring_51(value=ABSENT, *_):
    """tostring(v) of 5.1 and 5.2: returns what __tostring returns, be it no string."""
    if value is ABSENT:
        check_any(1, value)
    handler = metamethod(value, "__tostring")
    return to_text(value) if handler is None else first(handler(value))


def tostring_jit(value=ABSENT, *_):
    """tostring(v) of LuaJIT, which asks no metatable for strings."""
    if value.__class__ is str:
        return value
    if value is ABSENT:
        check_any(1, value)
    handler = metamethod(value, "__tostring")
    return to_text(value) if handler is None else first(handler(value))


_TYPE_NAMES: dict = {**{cls: name for cls, name in LUA_TYPES.items() if cls is not ABSENT.__class__}, Table: "table"}
MAX_TYPE_NAMES = 500
find_type_name = _TYPE_NAMES.get  # for translated code


def type_(value=ABSENT, *_):
    """type(v)."""
    name = _TYPE_NAMES.get(value.__class__)
    if name is not None:
        return name
    if isinstance(value, Table):
        if len(_TYPE_NAMES) < MAX_TYPE_NAMES:  # a class of a constructor
            _TYPE_NAMES[value.__class__] = "table"
        return "table"
    if value is ABSENT:
        check_any(1, value)
    return type_name(value)


class MessageHandling:
    """xpcall and warn: functions that need their state."""

    def __init__(self, state):
        self.state = state

    def warn(self, message=ABSENT, *more):
        """warn(msg1, ...): "@on" and "@off" switch warnings."""
        parts = [check_string(n, part) for n, part in enumerate((message, *more), 1)]
        state = self.state
        if len(parts) == 1 and parts[0][:1] == "@":
            if parts[0] in ("@on", "@off"):
                state.warnings_on = parts[0] == "@on"
            return ()
        if state.stdout is not None:
            state.stdout.flush_quietly()
        state.warn("".join(parts), False)
        sys.stderr.flush()
        return ()

    def xpcall(self, function=ABSENT, handler=ABSENT, *args):
        """xpcall(f, msgh [, arg1, ...]) of 5.2 and later."""
        if not is_function(handler):
            if self.state.dialect.number == (5, 2):
                check_any(2, handler)
            elif function is ABSENT and self.state.dialect.name == "luajit":
                check_any(1, function)
            else:
                type_error(2, handler, "function")
        return self._protected(function, handler, args)

    def xpcall_51(self, function=ABSENT, handler=ABSENT, *_):
        """xpcall(f, err) of 5.1: passes no arguments."""
        check_any(2, handler)
        return self._protected(function, handler, ())

    def _protected(self, function, handler, args):
        try:
            result = function(*args)
        except Exception as error:
            value = _check_callee(function, error)
            return FALSE, error.__dict__[HANDLED] if HANDLED in error.__dict__ else self.handled(error, value, handler)
        if result.__class__ is tuple:
            return (TRUE, *result)
        return TRUE, result

    def handled(self, error, value, handler):
        """What the message handler makes of an error; its own errors are given to it as well."""
        from luapy.debug import to_lua_error
        state = self.state
        before = getattr(state, "error_traceback", None)
        state.error_traceback = error
        try:
            for _ in range(MAX_HANDLER_ERRORS):
                try:
                    return first(without_yields(handler, value))
                except RecursionError:
                    break  # no room for the handler: Lua gives up at once
                except Exception as another:
                    if not callable(handler):
                        break
                    value = to_lua_error(another).value
            return "error in error handling"
        finally:
            state.error_traceback = before


class Printing:
    """print: writes to C's stdout, whatever io.output is."""

    def __init__(self, state):
        self.state = state
        self.globals = state.globals  # setfenv(0, table) gives later chunks others
        self.c_strings = state.dialect.name == "5.1"  # which writes the bytes before the first zero

    def print(self, *args):
        """print(...) of 5.4."""
        if messages.unaware is None:
            texts = map(to_text, args)
        else:
            texts = [arg if arg.__class__ is str else to_text(arg) for arg in args]
        self.state.stdout.put("\t".join(texts) + "\n")
        return ()

    def print_by_global(self, *args):
        """print(...) before 5.4: converts by the global tostring."""
        convert = index(self.globals, "tostring")
        if convert is tostring_jit or convert in (tostring, tostring_51) and messages.unaware is not None:
            text = "\t".join([arg if arg.__class__ is str else self._text(convert, arg) for arg in args])
        else:
            text = "\t".join([self._text(convert, arg) for arg in args])
        if self.c_strings and "\0" in text:
            text = "\t".join([part.partition("\0")[0] for part in text.split("\t")])
        self.state.stdout.put(text + "\n")
        return ()

    def _text(self, convert, arg):
        text = first(convert(arg))
        if text.__class__ is int or text.__class__ is float:
            text = number_to_str(text)
        if text.__class__ is not str:
            lua_error("'tostring' must return a string to 'print'")
        return text


# The library ---------------------------------------------------------------------------

def open(state):
    """luaopen_base: fills the globals."""
    number = state.dialect.number
    jit = state.dialect.name == "luajit"
    collector = Collector(state)
    loading = Loading(state)
    handling = MessageHandling(state)
    printing = Printing(state)
    functions = {
        "assert": assert_ if number >= (5, 3) or jit else assert_string,
        "collectgarbage": collector.collectgarbage,
        "dofile": loading.dofile,
        "error": error if number >= (5, 3) else error_51,
        "getmetatable": getmetatable,
        "ipairs": {(5, 1): ipairs_51, (5, 4): ipairs}.get(number, ipairs_52),
        "loadfile": loading.loadfile,
        "load": loading.load if number >= (5, 2) or jit else loading.load_51,
        "next": next_51 if number == (5, 1) and not jit else next_,
        "pairs": {(5, 1): pairs_51, (5, 2): pairs_52}.get(number, pairs),
        "pcall": pcall,
        "print": printing.print if number >= (5, 4) else printing.print_by_global,
        "rawequal": rawequal,
        "rawget": rawget,
        "rawset": rawset,
        "select": select,
        "setmetatable": setmetatable,
        "tonumber": tonumber if number >= (5, 3) else tonumber_51,
        "tostring": tostring if number >= (5, 3) else tostring_jit if jit else tostring_51,
        "type": type_,
        "xpcall": handling.xpcall if number >= (5, 2) or jit else handling.xpcall_51,
    }
    if number >= (5, 2):
        functions["rawlen"] = rawlen
    if number >= (5, 4):
        functions["warn"] = handling.warn
    if number <= (5, 2):
        from luapy.stdlib.table import unpack_raw
        functions["unpack"] = unpack_raw
        functions["loadstring"] = loading.load if number == (5, 2) or jit else loading.loadstring
    if number == (5, 1):
        from luapy.stdlib.base_51 import Proxies, getfenv, setfenv
        functions |= {"gcinfo": collector.gcinfo, "getfenv": getfenv, "newproxy": Proxies().newproxy, "setfenv": setfenv}
    PROTECTING_CODES.update(function.__code__ for function in (pcall, MessageHandling.xpcall, MessageHandling.xpcall_51))
    for iterator in (ipairs_iterator, raw_ipairs_iterator, next_):
        register_function(iterator)
    for name, function in library(state, "_G", functions).__dict__.items():
        if name[:2] == "f_":
            set_name(state.globals, name[2:], function)
    set_name(state.globals, "_G", state.globals)
    set_name(state.globals, "_VERSION", state.dialect.version)
    return state.globals
