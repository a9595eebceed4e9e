"""The library string (manual 6.4)."""

from __future__ import annotations

from luapy.runtime import arithmetic
from luapy.runtime.api import (
    ABSENT, ArgumentError, LuaError, Table, check_function, check_integer, check_string, current_state, first, library,
    lua_error, metamethod, opt_integer, opt_string, rawset, register_function, truth, type_name,
)
from luapy.runtime.values import to_number
from luapy.stdlib.formatting import format_function
from luapy.stdlib.matching import c_int, matching_functions
from luapy.stdlib.packing import pack, packsize, unpack, unpack_53

MAX_SIZE = 0x7FFFFFFF      # MAXSIZE of lstrlib.c
MAX_RESULTS = 999_950      # LUAI_MAXSTACK, less what a small program uses
MAX_RESULTS_51 = 8000      # LUAI_MAXCSTACK
MEMORY_LIMIT = 1 << 32     # a string longer than this is "not enough memory" without trying


def byte(s=ABSENT, i=None, j=None, *_):
    """string.byte(s [, i [, j]])."""
    if s.__class__ is str and j is None:
        if i is None:
            return ord(s[0]) if s else ()
        if i.__class__ is int and 0 < i:
            return ord(s[i - 1]) if i <= len(s) else ()
    s = check_string(1, s)
    i = opt_integer(2, i, 1)
    j = opt_integer(3, j, i)
    text = s[_start(i):_stop(j)]
    if len(text) == 1:
        return ord(text)
    if len(text) > MAX_RESULTS_51 - 3:
        _check_results(len(text))
    return tuple(text.encode("latin-1"))


def _start(i):
    """Position as the start of a slice."""
    return i - 1 if i > 0 else i


def _stop(j):
    """Position as the end of a slice."""
    return j if j >= 0 else j + 1 or None


def _check_results(count):
    dialect = current_state().dialect
    if dialect.name == "luajit":
        if count > MAX_RESULTS_51:
            lua_error("string slice too long")
    elif count > (MAX_RESULTS if dialect.number >= (5, 2) else MAX_RESULTS_51 - 3):
        lua_error("stack overflow (string slice too long)")


characters = tuple(map(chr, range(256)))  # for translated code


def char(*codes):
    """string.char(...)."""
    if len(codes) == 1:
        code = codes[0]
        if code.__class__ is int and 0 <= code <= 255:
            return chr(code)
    try:
        return bytes(codes).decode("latin-1")
    except (TypeError, ValueError):
        return _char(codes)


def _char(codes):
    dialect = current_state().dialect
    chars = []
    for number, code in enumerate(codes, 1):
        code = check_integer(number, code)
        if not dialect.integers:
            code = c_int(code)
        if not 0 <= code <= 255:
            raise ArgumentError(number, "value out of range" if dialect.number >= (5, 2) else "invalid value")
        chars.append(chr(code))
    return "".join(chars)


def len_(s=ABSENT, *_):
    """string.len(s)."""
    return len(s) if s.__class__ is str else len(check_string(1, s))


def lower(s=ABSENT, *_):
    """string.lower(s): ASCII letters only, as in the C locale."""
    if s.__class__ is not str:
        s = check_string(1, s)
    return s.lower() if s.isascii() else s.encode("latin-1").lower().decode("latin-1")


def rep(s=ABSENT, n=ABSENT, sep=None, *_):
    """string.rep(s, n [, sep])."""
    if s.__class__ is not str or n.__class__ is not int or sep is not None:
        s = check_string(1, s)
        n = check_integer(2, n)
        sep = opt_string(3, sep, "")
    if n <= 0:
        return ""
    if not sep:
        if len(s) * n > MAX_SIZE:
            lua_error("resulting string too large")
        return s * n
    if (len(s) + len(sep)) * n > MAX_SIZE:
        lua_error("resulting string too large")
    return (s + sep) * (n - 1) + s


def rep_52(s=ABSENT, n=ABSENT, sep=None, *_):
    """string.rep(s, n [, sep]) of 5.2, whose only limit is the memory."""
    s = check_string(1, s)
    n = c_int(check_integer(2, n))
    return _rep(s, n, opt_string(3, sep, ""))


def rep_51(s=ABSENT, n=ABSENT, *_):
    """string.rep(s, n) of 5.1."""
    return _rep(check_string(1, s), c_int(check_integer(2, n)), "")


def _rep(s, n, sep):
    if n <= 0:
        return ""
    if (len(s) + len(sep)) * n > MEMORY_LIMIT:
        raise LuaError("not enough memory")
    return (s + sep) * (n - 1) + s


def reverse(s=ABSENT, *_):
    """string.reverse(s)."""
    return s[::-1] if s.__class__ is str else check_string(1, s)[::-1]


def sub(s=ABSENT, i=ABSENT, j=-1, *_):
    """string.sub(s, i [, j])."""
    if s.__class__ is not str or i.__class__ is not int or j.__class__ is not int:
        s = check_string(1, s)
        i = check_integer(2, i)
        j = opt_integer(3, j, -1)
    if i > 0:
        i -= 1
    if j >= 0:
        return s[i:j]
    if j == -1:
        return s[i:]
    return s[i:j + 1]


def upper(s=ABSENT, *_):
    """string.upper(s): ASCII letters only, as in the C locale."""
    if s.__class__ is not str:
        s = check_string(1, s)
    return s.upper() if s.isascii() else s.encode("latin-1").upper().decode("latin-1")


class StateFunctions:
    """What depends on the state."""

    def __init__(self, state):
        self.state = state

    def dump(self, function=ABSENT, strip=None, *_):
        """string.dump(function [, strip])."""
        check_function(1, function)
        dump = getattr(self.state, "dump_function", None)
        if dump is None:
            lua_error("unable to dump given function")
        return dump(function, truth(strip))


# Metamethods of strings (5.4) ---------------------------------------------------------------

def _string_arithmetic(event, operation):
    """The metamethod for arithmetic on strings that look like numbers."""
    def string_arithmetic(left=None, right=None, *_):
        a, b = to_number(left), to_number(right)
        if a is not None and b is not None:
            return operation(a, b)
        handler = None if right.__class__ is str else metamethod(right, event)
        if handler is None:
            lua_error(f"attempt to {event[2:]} a '{type_name(left)}' with a '{type_name(right)}'")
        return first(handler(left, right))
    return string_arithmetic


_ARITHMETIC = {
    "__add": arithmetic.add, "__sub": arithmetic.sub, "__mul": arithmetic.mul, "__mod": arithmetic.mod,
    "__pow": arithmetic.pow, "__div": arithmetic.div, "__idiv": arithmetic.idiv,
    "__unm": lambda operand, _: arithmetic.unm(operand),
}


# Registration -------------------------------------------------------------------------------

def open(state):
    """luaopen_string: the library's table, and the metatable of all strings."""
    dialect = state.dialect
    functions = {
        "byte": byte,
        "char": char,
        "dump": StateFunctions(state).dump,
        "format": format_function(dialect),
        "len": len_,
        "lower": lower,
        "rep": rep_51 if dialect.name == "5.1" else rep_52 if dialect.number < (5, 3) else rep,
        "reverse": reverse,
        "sub": sub,
        "upper": upper,
        **matching_functions(dialect),
    }
    if dialect.name == "5.1":
        functions["gfind"] = functions["gmatch"]
    if dialect.number >= (5, 3):
        functions["pack"] = pack
        functions["packsize"] = packsize
        functions["unpack"] = unpack if dialect.number >= (5, 4) else unpack_53
    string = library(state, "string", functions)
    metatable = Table()
    if dialect.number >= (5, 4):
        for event, operation in _ARITHMETIC.items():
            rawset(metatable, event, register_function(_string_arithmetic(event, operation)))
    rawset(metatable, "__index", string)
    state.metatables["string"] = metatable
    state.string_functions = functions
    state.adopt_string_metatable()
    return string
