"""How the command is run in a process of its own."""

from __future__ import annotations

import os
import sys

COMMAND = (sys.executable, "-m", "luapy")


def environment(changes: dict | None = None) -> dict:
    """The variables of this process but for those that Lua and Python heed, with some changes."""
    found = {name: value for name, value in os.environ.items()
             if not name.startswith(("LUA_", "LUAPY_")) and name not in ("PYTHONPYCACHEPREFIX", "PYTHONDONTWRITEBYTECODE")}
    return {**found, "LC_ALL": "C.UTF-8", **(changes or {})}
