"""Interpreters that run generated programs: real Lua, a process per program; luapy, many programs in a process."""

from __future__ import annotations

import os
import re
import select
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
TIMEOUT = 10  # seconds for one program
#: dialect -> names of the real interpreter
INTERPRETERS = {"5.1": ("lua5.1",), "5.4": ("lua5.4",)}
_DIVISION = re.compile(rb"[\w.]+:\d+: (attempt to (?:divide by zero|perform 'n[/%]))")


def interpreter(lua: str) -> str | None:
    """The path of the real interpreter of a dialect, or None."""
    return next(filter(None, map(shutil.which, INTERPRETERS[lua])), None)


def outcome(stdout: bytes, stderr: bytes, status: int) -> bytes:
    """What is compared: without the name of the interpreter and tracebacks; 5.4 takes the line of a division by zero
    from an earlier instruction; the sign of a NaN is the hardware's."""
    stdout, stderr = (_DIVISION.sub(rb"\1", text).replace(b"-nan", b"nan") for text in (stdout, stderr))
    message = re.sub(rb"^(?:[^\s:]*/)?lua[\w.]*: ", b"lua: ", stderr.split(b"stack traceback:")[0])
    return stdout + message + b"status %d\n" % status


class RealLua:
    """The interpreter whose results are right."""

    name = "real"
    timeout = TIMEOUT

    def __init__(self, lua: str):
        self.command = [interpreter(lua), "-l", "prelude"]
        self.env = {**os.environ, "LUA_PATH": f"{HERE}/?.lua", "LUA_INIT": ""}

    def run(self, path: Path) -> bytes:
        """The output of a program and the first line of its error message. Raises nothing: a timeout is output too."""
        try:
            done = subprocess.run([*self.command, path.name], cwd=path.parent, env=self.env, timeout=self.timeout,
                                  stdin=subprocess.DEVNULL, capture_output=True)
        except subprocess.TimeoutExpired:
            return b"timeout\n"
        return outcome(done.stdout, done.stderr, done.returncode)

    def close(self):
        pass


class Luapy:
    """A process of luapy that runs one program after another. mode: optimised or careful."""

    timeout = TIMEOUT

    def __init__(self, lua: str, mode: str, renewed_after: int = 300):
        self.lua = lua
        self.name = mode
        self.renewed_after = renewed_after
        self.process = None
        self.runs = 0

    def start(self):
        root = HERE.parent.parent
        env = {**os.environ, "PYTHONPATH": str(root), "PYTHONHASHSEED": "0"}
        command = [sys.executable, "-m", "tests.differential.worker", self.lua, self.name]
        self.process = subprocess.Popen(command, cwd=root, env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.runs = 0

    def run(self, path: Path) -> bytes:
        """The same as RealLua.run."""
        if self.process is None or self.runs >= self.renewed_after:
            self.close()
            self.start()
        self.runs += 1
        self.process.stdin.write(f"{path}\n".encode())
        self.process.stdin.flush()
        ready, _, _ = select.select([self.process.stdout], [], [], self.timeout * 2)
        status = self.process.stdout.readline() if ready else b""
        if not status:
            self.process.kill()
            self.close()
            if self.runs == 1 and ready:
                raise RuntimeError("luapy does not start")
            return b"timeout\n" if not ready else b"crash\n"
        stdout, stderr = (path.with_suffix(f".{self.name}{kind}").read_bytes() for kind in ("", "-err"))
        return outcome(stdout, stderr, int(status))

    def close(self):
        if self.process is not None:
            self.process.stdin.close()
            self.process.wait()
            self.process.stdout.close()
            self.process = None
