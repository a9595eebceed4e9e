"""lupa's interface with Lua 5.1: ``import luapy.lua51 as lupa``."""

from luapy.interop.versions import names_for

globals().update(names_for("5.1", __name__))
