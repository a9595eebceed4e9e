"""The runtime for files translated from Lua 5.4."""

from luapy.translated import names_for

globals().update(names_for("5.4"))
