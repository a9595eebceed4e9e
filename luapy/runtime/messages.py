"""Values as text: tostring, and error values for people."""

from __future__ import annotations

from luapy.runtime.coroutines import without_yields
from luapy.runtime.errors import LibraryError, LuaError
from luapy.runtime.metatables import given_type_name, metatable_of
from luapy.runtime.state import forget_library_function
from luapy.runtime.table import rawget
from luapy.runtime.values import Boolean, first, float_to_str, format_float, is_function, number_to_str, type_name  # noqa: F401


def address(value) -> str:
    """What ``%p`` and tostring show as the identity of an object; light userdata have it as ``lua_address``."""
    known = getattr(value, "lua_address", None)
    if known is not None:
        return known
    inner = getattr(value, "__func__", None)  # a bound method is made anew at each access
    return f"0x{id(value) if inner is None else id(value.__self__) ^ id(inner) >> 1:x}"


# Nobody looks for a __tostring of strings, numbers, booleans or nil until there is one for the first time. These functions are
# called then, for what has relied on that; afterwards it is None.
unaware: list | None = []


def look_for_tostring():
    """From now on strings, numbers, booleans or nil may have a __tostring."""
    global unaware
    if unaware is not None:
        told, unaware = unaware, None
        for tell in told:
            tell()
        forget_library_function("lib_tostring")
        forget_library_function("lib_string_format")
        forget_library_function("lib_own_format")


def tostring(value) -> str:
    """luaL_tolstring: obeys __tostring and __name."""
    if unaware is not None:
        cls = value.__class__
        if cls is str:
            return value
        if cls is int or cls is float:
            return number_to_str(value)
        if cls is Boolean:
            return value.text
        if value is None:
            return "nil"
    meta = metatable_of(value)
    if meta is not None:
        handler = rawget(meta, "__tostring")
        if handler is not None:
            text = first(without_yields(handler, value))
            if text.__class__ is not str:
                if text.__class__ in (int, float):
                    return number_to_str(text)
                raise LibraryError("'__tostring' must return a string")
            return text
    return plain_tostring(value, meta)


_PLAIN_TEXT = {"boolean": repr, "string": str, "number": number_to_str, "nil": lambda value: "nil"}


def plain_tostring(value, meta=None) -> str:
    """tostring without __tostring."""
    kind = type_name(value)
    if kind in _PLAIN_TEXT:
        return _PLAIN_TEXT[kind](value)
    return f"{given_type_name(meta) or kind}: {address(value)}"


def value_text(value) -> str:
    """An error value as text for Python's eyes."""
    try:
        if value.__class__ is str:
            return value
        return tostring(value)
    except Exception:
        return plain_tostring(value)


def error_text(error: BaseException) -> str:
    """The message of any exception as Lua would show it."""
    from luapy.debug import to_lua_error
    value = to_lua_error(error).value if not isinstance(error, LuaError) else error.value
    return value_text(value)
