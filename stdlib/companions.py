"""Modules that `require` finds beside the standard libraries: what distributions ship as C modules and their Lua parts.

Each is a Python module under `luapy.stdlib` that is imported when it is required.
"""

from __future__ import annotations

import re
from importlib import import_module
from importlib.util import find_spec

MODULES = {name: "luapy.stdlib." + name for name in (
    "bit", "bit32", "cjson", "cjson.safe", "lfs", "http", "ltn12", "md5", "md5.core",
    "mime", "mime.core", "python",
    "socket", "socket.core", "socket.ftp", "socket.headers", "socket.http", "socket.mbox", "socket.serial",
    "socket.smtp", "socket.tp", "socket.unix", "socket.url",
    "ssl", "ssl.config", "ssl.context", "ssl.core", "ssl.https", "ssl.x509",
)} | {"cjson.safe": "luapy.stdlib.cjson_safe", "md5.core": "luapy.stdlib.md5"}

# Files of these directories are the ones that the modules above stand in for.
_SYSTEM = re.compile(r"/usr/(local/)?(share|lib)/lua/")
_INSTALLED = re.compile(r"/(share|lib)/lua/\d")
_NETWORK = ("socket", "mime", "ltn12", "ssl")


def find_companion(name: str):
    """The Python module that stands for the Lua module *name*, or None."""
    module = MODULES.get(name)
    if module is None:
        return None
    try:
        return module if find_spec(module) is not None else None
    except ModuleNotFoundError:
        return None


def replaces(name: str, filename: str) -> bool:
    """Whether the companion comes before a Lua file: one that is installed, not one of the user's own."""
    pattern = _INSTALLED if name.partition(".")[0] in _NETWORK else _SYSTEM
    return pattern.search(filename) is not None and find_companion(name) is not None


def open_companion(state, module: str):
    """Import the Python module and open its library."""
    return import_module(module).open(state)
