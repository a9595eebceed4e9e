"""Puts this folder on sys.path, where helper modules lie; how the tests run the command."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from cli_command import COMMAND, environment  # noqa: E402


@pytest.fixture
def luapy():
    """Run ``luapy ARGUMENTS``; gives the finished process, whose output is bytes."""
    def run(*args, stdin=b"", env=None, cwd=None, timeout=60):
        return subprocess.run([*COMMAND, *map(str, args)], input=stdin, env=environment(env), cwd=cwd,
                              capture_output=True, timeout=timeout)
    return run
