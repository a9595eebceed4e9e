"""The runtime for files translated from Lua 5.2."""

from luapy.translated import names_for

globals().update(names_for("5.2"))
