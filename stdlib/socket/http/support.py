"""What the parts of socket.http share: failures, and Lua values as LuaSocket's own code takes them."""

from __future__ import annotations

from base64 import b64encode

from luapy.runtime.api import (
    Table, check_number, current_state, lua_error, metamethod, number_to_str, results, truth, type_error, type_name_of,
)
from luapy.runtime.table import items
from luapy.stdlib.network import pair


class Failure(Exception):
    """The request failed with a Lua value as its message (``nil, message``)."""

    def __init__(self, value):
        super().__init__(value)
        self.text = value


def check_result(result):
    """socket.try of LuaSocket's source: the first value of a call, or failure with the second."""
    value, message = pair(result)
    if not truth(value):
        raise Failure(message)
    return value


def text_of(value, name="v") -> str:
    """A value in a concatenation: a string or a number. name: LuaSocket's variable, for the message."""
    if value.__class__ is str:
        return value
    if value.__class__ is int or value.__class__ is float:
        return number_to_str(value)
    blame("concatenate", value, name)


def blame(operation: str, value, variable: str):
    """Raise the error that LuaSocket's own code would raise for a value in one of its variables."""
    kind = type_name_of(value)
    if current_state().dialect.number < (5, 3):
        lua_error(f"attempt to {operation} local '{variable}' (a {kind} value)")
    lua_error(f"attempt to {operation} a {kind} value (local '{variable}')")


def check_callable(value, variable: str):
    """A source, sink or step, which LuaSocket calls by that variable's name."""
    if not callable(value):
        blame("call", value, variable)
    return value


def fields_of(table) -> dict:
    """The fields of a table as ``pairs`` gives them."""
    if not isinstance(table, Table):
        type_error(1, table, "table")
    if table.meta is None or metamethod(table, "__pairs") is None or current_state().dialect.number < (5, 2):
        return dict(items(table))
    iterate, state, key = (results(metamethod(table, "__pairs")(table)) + (None,) * 3)[:3]
    fields = {}
    while True:
        key, value = pair(iterate(state, key))
        if key is None:
            return fields
        fields[key] = value


def limit(value):
    """A TIMEOUT as seconds, None for none."""
    if value is None:
        return None
    value = check_number(2, value)
    return None if value < 0 else value


def basic(credentials: str) -> str:
    """The value of an Authorization field (RFC 7617)."""
    return "Basic " + b64encode(credentials.encode("latin-1")).decode("ascii")
