"""Running the Lua programs of the socket libraries (all but http): under which interpreters, with which arguments."""

from __future__ import annotations

import os
import pathlib
import subprocess
from contextlib import ExitStack

from socket_servers import SERVERS

HERE = pathlib.Path(__file__).parent
FOLDER = HERE / "programs"
PREFIXES = ("ltn12", "mime", "url", "socket", "select", "dns", "unix", "tp", "ftp", "smtp", "ssl")
NAMES = sorted(path.stem for prefix in PREFIXES for path in FOLDER.glob(prefix + "_*.lua"))

# dialect -> (real interpreter, how the file with its output ends)
DIALECTS = {"5.4": ("lua5.4", ".out"), "5.1": ("lua5.1", ".51.out")}


def run(command: list[str], name: str, timeout=60) -> bytes:
    """What a program prints, errors included, and what it leaves on its server if it has one."""
    with ExitStack() as stack:
        arguments, left = [str(HERE / "certificates")], str
        if name in SERVERS:
            arguments, left = stack.enter_context(SERVERS[name]())
        done = subprocess.run([*command, f"{name}.lua", "sockettest.lua", *arguments], cwd=FOLDER,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL,
                              timeout=timeout, env={**os.environ, "LC_ALL": "C", "TZ": "UTC"})
        return done.stdout + left().encode("latin-1")


def expected(name: str, dialect: str) -> pathlib.Path:
    return FOLDER / (name + DIALECTS[dialect][1])
