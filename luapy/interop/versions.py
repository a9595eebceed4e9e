"""What the modules `luapy.lua51` ... `luapy.luajit21` offer: lupa's interface for one Lua version."""

from __future__ import annotations

from luapy import interop
from luapy.dialect import dialect

NAMES = ("LuaError", "LuaSyntaxError", "LuaMemoryError", "lua_type", "as_attrgetter", "as_itemgetter",
         "unpacks_lua_table", "unpacks_lua_table_method", "LUA_MAXINTEGER", "LUA_MININTEGER")


def names_for(version: str, module: str) -> dict:
    """The contents of the module for a Lua version."""
    class LuaRuntime(interop.LuaRuntime):
        __doc__ = interop.LuaRuntime.__doc__

        def __init__(self, *args, **kwargs):
            kwargs.setdefault("lua", version)
            super().__init__(*args, **kwargs)

    LuaRuntime.__module__ = module
    LuaRuntime.__qualname__ = "LuaRuntime"
    found = {name: getattr(interop, name) for name in NAMES}
    found["LuaRuntime"] = LuaRuntime
    found["LUA_VERSION"] = dialect(version).number
    found["__all__"] = [name for name in found if name != "__all__"]
    return found
