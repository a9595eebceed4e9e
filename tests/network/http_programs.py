"""Running the Lua programs of this folder against the raw server."""

from __future__ import annotations

import pathlib
import subprocess

from http_server import Server, free_port

FOLDER = pathlib.Path(__file__).parent / "programs"
NAMES = sorted(path.stem for path in FOLDER.glob("http_*.lua"))


def run(command: list[str], name: str, timeout=60) -> str:
    """What a program prints."""
    with Server() as server:
        done = subprocess.run(
            [*command, f"{name}.lua", "httptest.lua", server.base, server.other, f"http://127.0.0.1:{free_port()}"],
            cwd=FOLDER, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL, timeout=timeout)
    return done.stdout.decode("latin-1").replace(str(server.port), "PORT")


def expected(name: str) -> pathlib.Path:
    return FOLDER / f"{name}.out"
