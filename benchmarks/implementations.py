"""What runs the programs: luapy, Python, and real Lua where the machine has it."""

from __future__ import annotations

import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

HOME = Path(__file__).parent
PAIRS = HOME / "pairs"
TIMEOUT = 600


def names() -> list[str]:
    """The names of all pairs."""
    return sorted(path.stem for path in PAIRS.glob("*.lua"))


@dataclass(frozen=True)
class Implementation:
    """One column of the table. command: what comes before the program's path; suffix: of the programs it runs."""

    name: str
    command: tuple[str, ...]
    suffix: str = ".lua"

    def run(self, name: str, rounds: int, calls: int) -> tuple[list[float], str]:
        """Run a program in a process of its own: (seconds of each round, checksum).

        Raises RuntimeError if it fails, or if its checksum changes from round to round.
        """
        command = [*self.command, str(PAIRS / (name + self.suffix)), str(rounds), str(calls)]
        done = subprocess.run(command, capture_output=True, text=True, timeout=TIMEOUT, check=False)
        if done.returncode != 0:
            raise RuntimeError(f"{self.name}, {name}: {done.stderr.strip()[-500:]}")
        seconds, checksums = zip(*(line.split(" ", 1) for line in done.stdout.splitlines()))
        if len(set(checksums)) != 1:
            raise RuntimeError(f"{self.name}, {name}: the checksum changes: {', '.join(checksums)}")
        return [float(second) for second in seconds], checksums[0]


def available(python: str = sys.executable) -> list[Implementation]:
    """The implementations that are here; the first is hand-written Python. python: for it, luapy and lupa."""
    harness, python_harness = str(HOME / "harness.lua"), str(HOME / "harness.py")
    found = [Implementation("python", (python, python_harness), ".py"),
             Implementation("luapy", (python, "-m", "luapy", "run", harness))]
    for name in ("lua5.4", "luajit"):
        path = shutil.which(name)
        if path is not None:
            found.append(Implementation(name, (path, harness)))
    if subprocess.run([python, "-c", "import lupa.lua54"], capture_output=True, check=False).returncode == 0:
        found.append(Implementation("lupa", (python, python_harness)))
    return found
