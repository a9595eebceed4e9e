"""Lua AST -> Python AST."""

from luapy.translator.chunk import Translation, translate  # noqa: F401
