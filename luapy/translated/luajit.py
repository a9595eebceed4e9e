"""The runtime for files translated from LuaJIT."""

from luapy.translated import names_for

globals().update(names_for("luajit"))
