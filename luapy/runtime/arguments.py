"""Checks of library functions' arguments: luaL_check... and luaL_opt... of the C API (manual 5.1).

Each takes the argument's number (from 1) and its value, returns the value
converted, and raises `ArgumentError` in Lua's words.
"""

from __future__ import annotations

from luapy.runtime.errors import ArgumentError
from luapy.runtime.metatables import given_type_name, metatable_of
from luapy.runtime.table import Table
from luapy.runtime.values import (
    ABSENT, float_to_integer, is_function, number_to_str, str_to_number, type_name,
)


def type_error(number: int, value, expected: str):
    """luaL_typeerror: raise "<expected> expected, got <type>"."""
    raise ArgumentError(number, f"{expected} expected, got {type_name_of(value)}")


def type_name_of(value) -> str:
    """The type for messages: the metatable's __name if it is a string, else the Lua type."""
    return given_type_name(metatable_of(value)) or _light_type_name(value) or type_name(value)


def _light_type_name(value):
    """Messages of 5.3 and later tell light userdata from others."""
    if getattr(value, "is_light", False):
        from luapy.runtime.state import current_state
        if current_state().dialect.number >= (5, 3):
            return "light userdata"
    return None


def check_any(number: int, value):
    """Any value, nil included, but it must be there."""
    if value is ABSENT:
        raise ArgumentError(number, "value expected")
    return value


def check_integer(number: int, value) -> int:
    """An integer, an integral float, or a string that converts to one."""
    if value.__class__ is int:
        return value
    return _to_integer(number, value)


def _to_integer(number, value):
    original = value
    if value.__class__ is str:
        value = str_to_number(value)
    if value.__class__ is int:
        return value
    if value.__class__ is float:
        result = float_to_integer(value)
        if result is not None:
            return result
        from luapy.runtime.state import current_state
        if not current_state().dialect.integers:
            return truncate(value)
        raise ArgumentError(number, "number has no integer representation")
    type_error(number, original, "number")


def truncate(value: float) -> int:
    """A double to an integer as C's cast does where integers are no type of their own (5.1, 5.2)."""
    if value != value or not -9223372036854775808.0 <= value < 9223372036854775808.0:
        return -(1 << 63)
    return int(value)


def check_number(number: int, value) -> int | float:
    """A number or a string that converts to one."""
    if value.__class__ is int or value.__class__ is float:
        return value
    if value.__class__ is str:
        result = str_to_number(value)
        if result is not None:
            return result
    type_error(number, value, "number")


def check_string(number: int, value) -> str:
    """A string; numbers convert."""
    if value.__class__ is str:
        return value
    if value.__class__ is int or value.__class__ is float:
        return number_to_str(value)
    type_error(number, value, "string")


def check_table(number: int, value) -> Table:
    """A table."""
    if isinstance(value, Table):
        return value
    type_error(number, value, "table")


def check_function(number: int, value):
    """A function (not a callable table)."""
    if is_function(value):
        return value
    type_error(number, value, "function")


def check_userdata(number: int, value, cls: type, name: str):
    """A userdata of the Python class *cls*; *name* is its type's name in messages."""
    if isinstance(value, cls):
        return value
    type_error(number, value, name)


def opt_integer(number: int, value, default):
    """check_integer, or *default* for nil or nothing."""
    if value is None or value is ABSENT:
        return default
    return check_integer(number, value)


def opt_number(number: int, value, default):
    """check_number, or *default* for nil or nothing."""
    if value is None or value is ABSENT:
        return default
    return check_number(number, value)


def opt_string(number: int, value, default):
    """check_string, or *default* for nil or nothing."""
    if value is None or value is ABSENT:
        return default
    return check_string(number, value)


def check_option(number: int, value, default, options) -> str:
    """luaL_checkoption: one of the strings in *options*."""
    name = opt_string(number, value, default) if default is not None else check_string(number, value)
    if name not in options:
        raise ArgumentError(number, f"invalid option '{name}'")
    return name
