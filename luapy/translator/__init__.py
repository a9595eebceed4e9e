"""Lua AST -> Python AST."""

from luapy.translator.chunk import Translation, translate  # noqa: F401
from luapy.translator.generators import YieldInBlock  # noqa: F401
