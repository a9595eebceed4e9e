"""Errors told in Lua's words: from a Python exception and its traceback to the Lua error value."""

from __future__ import annotations

from luapy.runtime.errors import LuaError


def to_lua_error(error: BaseException) -> LuaError:
    """Any exception as the Lua error that pcall sees."""
    if isinstance(error, LuaError):
        return error
    return LuaError(str(error))
