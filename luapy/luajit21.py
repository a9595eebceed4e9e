"""lupa's interface with LuaJIT 2.1's language: ``import luapy.luajit21 as lupa``."""

from luapy.interop.versions import names_for

globals().update(names_for("luajit", __name__))
