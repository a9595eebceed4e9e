"""lupa's interface with Lua 5.4: ``import luapy.lua54 as lupa``."""

from luapy.interop.versions import names_for

globals().update(names_for("5.4", __name__))
