"""lupa's interface with Lua 5.3: ``import luapy.lua53 as lupa``."""

from luapy.interop.versions import names_for

globals().update(names_for("5.3", __name__))
