"""lupa's interface with Lua 5.2: ``import luapy.lua52 as lupa``."""

from luapy.interop.versions import names_for

globals().update(names_for("5.2", __name__))
