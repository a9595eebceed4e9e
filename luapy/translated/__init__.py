"""What translated files import: the runtime's operations under short names, one module per Lua version."""

from __future__ import annotations


def names_for(version: str) -> dict:
    """All names for a Lua version."""
    from luapy.dialect import dialect
    from luapy.interop.translated import lua_module
    from luapy.runtime import readable
    from luapy.runtime.exported import namespace
    found = namespace(dialect(version))
    found.update({name: getattr(readable, name) for name in readable.NAMES})
    found["lua_module"] = lua_module
    return found
