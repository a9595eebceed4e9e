"""``python -m benchmarks.awfy CHECKOUT [NAME ...]``: are-we-fast-yet, its Lua programs against its Python programs.

CHECKOUT: a checkout of https://github.com/smarr/are-we-fast-yet. Processes take turns; the best iteration of all counts.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
from pathlib import Path

from rich.console import Console
from rich.table import Table

from benchmarks.measuring import geometric_mean

# The benchmarks, and how much of each makes an iteration of a few hundredths of a second, or the least that the suite knows
# a result for. Havlak is left out: its smallest size takes longer than all others together.
INNER = {
    "DeltaBlue": 300, "Richards": 1, "Json": 5, "CD": 10, "Bounce": 40, "List": 60, "Permute": 20, "Queens": 40, "Sieve": 50,
    "Storage": 20, "Towers": 20, "Mandelbrot": 500, "NBody": 250000,
}
ITERATIONS = 3
TIMEOUT = 600


def iterations(command, folder, name) -> list[float]:
    """Run one process: the seconds of its iterations. Raises RuntimeError if it fails."""
    done = subprocess.run([*command, name, str(ITERATIONS), str(INNER[name])], cwd=folder, capture_output=True, text=True,
                          timeout=TIMEOUT, check=False)
    if done.returncode != 0:
        raise RuntimeError(f"{' '.join(command)} {name}: {done.stderr.strip()[-500:]}")
    return [float(line) for line in done.stdout.split()]


def measure(name: str, checkout: Path, python: str, rounds: int) -> tuple[float, float]:
    """Seconds of (luapy, Python)."""
    here = Path(__file__).parent
    sides = [([python, "-m", "luapy", "run", str(here / "awfy.lua")], checkout / "benchmarks" / "Lua"),
             ([python, str(here / "awfy_suite.py")], checkout / "benchmarks" / "Python")]
    seconds: list = [[], []]
    for _ in range(rounds):
        for found, (command, folder) in zip(seconds, sides, strict=True):
            found += iterations(command, folder, name)
    return min(seconds[0]), min(seconds[1])


def main(argv=None) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.awfy", description="are-we-fast-yet under luapy and Python")
    parser.add_argument("checkout", type=Path, help="a checkout of github.com/smarr/are-we-fast-yet")
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"benchmarks (default: all): {', '.join(INNER)}")
    parser.add_argument("--python", action="append", help="an interpreter that has luapy; may be repeated (default: this one)")
    parser.add_argument("--rounds", type=int, default=3, help="processes of each language (default 3)")
    options = parser.parse_args(argv)
    unknown = set(options.names) - set(INNER)
    if unknown:
        parser.error(f"no such benchmarks: {', '.join(sorted(unknown))}")
    pythons = options.python or [sys.executable]
    table = Table(title="time over that of the suite's Python programs")
    table.add_column("benchmark")
    versions = [subprocess.run([python, "-c", "import sys; print(sys.version.split()[0])"], capture_output=True, text=True,
                               check=True).stdout.strip() for python in pythons]
    for version in versions:
        table.add_column(version, justify="right")
    ratios: list = [[] for _ in pythons]
    for name in options.names or INNER:
        for found, python in zip(ratios, pythons, strict=True):
            ours, theirs = measure(name, options.checkout, python, options.rounds)
            found.append(ours / theirs)
        table.add_row(name, *[f"{found[-1]:.2f}" for found in ratios])
    table.add_section()
    table.add_row("geometric mean", *[f"{geometric_mean(found):.2f}" for found in ratios])
    Console().print(table)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
