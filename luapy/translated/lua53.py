"""The runtime for files translated from Lua 5.3."""

from luapy.translated import names_for

globals().update(names_for("5.3"))
