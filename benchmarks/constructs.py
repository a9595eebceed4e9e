"""``python -m benchmarks.constructs [PYTHON ...]``: what each construct of Lua costs, and what Python's own does.

Nanoseconds of one execution beyond the loop around it: processor time, the least of several rounds, Lua and Python in
turn. The table stands in docs/performance.md.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from pathlib import Path
from textwrap import indent
from time import process_time

from benchmarks.construct_cases import CASES, LUA_PRELUDE, PYTHON_PRELUDE

ROUND = 0.01  # seconds that a round is to take
ROUNDS = 9


def lua_function(setup: str, body: str):
    """``run(n)``, which does a Lua statement n times."""
    from luapy.runtime.launch import new_state
    text = f"{LUA_PRELUDE}\nlocal function run(n)\n{setup}\nfor i = 1, n do\n{body}\nend\nend\nreturn run"
    return new_state("5.4").compile(text.encode(), "=construct")()


def python_function(setup: str, body: str):
    """The same for Python's statement."""
    names: dict = {}
    text = f"def run(n):\n{indent(setup or 'pass', ' ')}\n for i in range(1, n + 1):\n{indent(body, '  ')}\n"
    exec(PYTHON_PRELUDE + text, names)  # noqa: S102
    return names["run"]


def seconds(run, count: int) -> float:
    start = process_time()
    run(count)
    return process_time() - start


def repetitions(run) -> int:
    """How often a statement is done in a round."""
    count = 100
    while True:
        used = seconds(run, count)
        if used >= ROUND / 2:
            return max(int(count * ROUND / used), 1)
        count *= 4


def nanoseconds(case) -> tuple[float, float]:
    """(of the Lua statement, of the Python statement)."""
    lua_setup, lua_body, python_setup, python_body = case
    runs = [(lua_function(lua_setup, lua_body), lua_function(lua_setup, "")),
            (python_function(python_setup, python_body), python_function(python_setup, "pass"))]
    counts = [repetitions(run) for run, _ in runs]
    least = [[float("inf")] * 2 for _ in runs]
    for _ in range(ROUNDS):
        for place, pair in enumerate(runs):
            for which, run in enumerate(pair):
                least[place][which] = min(least[place][which], seconds(run, counts[place]))
    lua, python = [max(full - empty, 0) / count * 1e9 for (full, empty), count in zip(least, counts, strict=True)]
    return lua, python


def measure() -> dict:
    """group -> {what: (nanoseconds of Lua, of Python)} on this interpreter."""
    return {group: {what: nanoseconds(case) for what, case in cases.items()} for group, cases in CASES.items()}


def number(value: float) -> str:
    return f"{value:.0f}" if value >= 9.5 else f"{value:.1f}"


def show(found: dict):
    """Print a Markdown table: nanoseconds, and the ratio to Python's. found: version -> what `measure` returned."""
    versions = list(found)
    print(f"| | {' | '.join(versions)} |\n|---|{'---:|' * len(versions)}")
    for group, cases in CASES.items():
        print(f"| **{group}** |{' |' * len(versions)}")
        for what in cases:
            cells = []
            for version in versions:
                lua, python = found[version][group][what]
                ratio = number(lua / python) if python >= 1 else "-"  # what takes less than a nanosecond has none
                cells.append(f"{number(lua)} ({ratio})")
            print("| `" + what.replace("|", "\\|") + "` | " + " | ".join(cells) + " |")


def main(argv=None) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.constructs", description="the cost of Lua's constructs")
    parser.add_argument("pythons", nargs="*", metavar="PYTHON", help="interpreters that have luapy (default: this one)")
    parser.add_argument("--json", action="store_true", help="print the figures of this interpreter as JSON")
    options = parser.parse_args(argv)
    if options.json:
        json.dump({sys.version.split()[0]: measure()}, sys.stdout)
        return 0
    found: dict = {}
    for python in options.pythons or [sys.executable]:
        done = subprocess.run([python, "-m", "benchmarks.constructs", "--json"], capture_output=True, text=True, check=True,
                              cwd=Path(__file__).parents[1])
        found.update(json.loads(done.stdout))
    show(found)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
