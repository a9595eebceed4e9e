"""luapy: run, import, translate and embed Lua programs on plain CPython."""

__version__ = "0.1.0"

_PUBLIC = ("LuaRuntime", "LuaError", "LuaSyntaxError", "LuaMemoryError", "lua_type", "unpacks_lua_table",
           "unpacks_lua_table_method", "as_attrgetter", "as_itemgetter", "LUA_VERSION", "LUA_MAXINTEGER",
           "LUA_MININTEGER", "install_importer", "uninstall_importer")
_VERSIONS = ("lua51", "lua52", "lua53", "lua54", "luajit21")


def __getattr__(name):
    # The public names are imported when they are used: starting a Lua program must stay quick.
    if name in _PUBLIC:
        import luapy.interop as interop
        return getattr(interop, name)
    if name in _VERSIONS:
        from importlib import import_module
        return import_module(f"luapy.{name}")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
