"""luapy: run, import, translate and embed Lua programs on plain CPython."""

__version__ = "0.1.0"


def __getattr__(name):
    # The public names are imported when they are used: starting a Lua program must stay quick.
    if name in ("LuaRuntime", "LuaError", "LuaSyntaxError", "lua_type", "unpacks_lua_table", "as_attrgetter",
                "as_itemgetter", "install_importer", "uninstall_importer"):
        import luapy.interop as interop
        return getattr(interop, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
