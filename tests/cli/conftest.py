"""How the tests run the command, and helper modules of this folder."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

COMMAND = (sys.executable, "-m", "luapy")


def environment(changes: dict | None = None) -> dict:
    """The variables of this process but for those that Lua and Python heed, with some changes."""
    found = {name: value for name, value in os.environ.items()
             if not name.startswith(("LUA_", "LUAPY_")) and name not in ("PYTHONPYCACHEPREFIX", "PYTHONDONTWRITEBYTECODE")}
    return {**found, "LC_ALL": "C.UTF-8", **(changes or {})}


@pytest.fixture
def luapy():
    """Run ``luapy ARGUMENTS``; gives the finished process, whose output is bytes."""
    def run(*args, stdin=b"", env=None, cwd=None, timeout=60):
        return subprocess.run([*COMMAND, *map(str, args)], input=stdin, env=environment(env), cwd=cwd,
                              capture_output=True, timeout=timeout)
    return run
