"""`require "cjson.safe"`: encode and decode return nil and a message instead of raising."""

from __future__ import annotations

from luapy.stdlib.cjson import make_library


def open(state):
    """luaopen_cjson_safe."""
    return make_library(state, True)
