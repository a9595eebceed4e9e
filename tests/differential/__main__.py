"""Compare luapy with real Lua, or with its own careful translation, on generated programs.

    python -m tests.differential --lua 5.4 --count 20000 --seed 1     against lua5.4
    python -m tests.differential --lua 5.1 --careful --count 5000     optimised against careful
    python -m tests.differential --lua 5.4 FILE...                    the given programs

Programs that differ are shrunk and written to --output, with both results.  The exit status tells whether any differ.
"""

from __future__ import annotations

import argparse
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import SimpleQueue
from tempfile import mkdtemp

from .comparison import Comparison
from .runners import interpreter


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.differential", description=__doc__.split("\n")[0])
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--lua", default="5.4", choices=("5.1", "5.4"))
    parser.add_argument("--count", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=0, help="of the first program")
    parser.add_argument("--careful", action="store_true", help="compare with luapy's careful translation, not with real Lua")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--output", type=Path, default=None, help="folder for programs that differ")
    parser.add_argument("--no-shrink", action="store_true")
    parser.add_argument("--most", type=int, default=30, help="stop after so many differences")
    options = parser.parse_args(argv)
    if not options.careful and interpreter(options.lua) is None:
        print(f"no interpreter of Lua {options.lua} on PATH")
        return 2
    output = options.output or Path(mkdtemp(prefix="differential-"))
    output.mkdir(parents=True, exist_ok=True)
    tasks = [(path.stem, path.read_text("latin-1")) for path in options.files] or \
        [(f"p{seed}", None) for seed in range(options.seed, options.seed + options.count)]
    return run(options, output, tasks)


def run(options, output: Path, tasks: list) -> int:
    queue: SimpleQueue = SimpleQueue()
    for task in tasks:
        queue.put(task)
    totals = {"run": 0, "different": 0}

    def work(_):
        comparison = Comparison(options.lua, options.careful, Path(mkdtemp(prefix="differential-")))
        try:
            while not queue.empty() and totals["different"] < options.most:
                name, source = queue.get()
                difference = comparison.compare(name, source)
                totals["run"] += 1
                if comparison.slow:
                    print(f"{name} takes too long everywhere", flush=True)
                if comparison.crashed:
                    print(f"{name} crashes {comparison.expected.name} Lua", flush=True)
                if difference is not None:
                    totals["different"] += 1
                    if not options.no_shrink:
                        difference = comparison.shrink(difference)
                    print(difference.report(output), flush=True)
                elif totals["run"] % 1000 == 0:
                    print(f"{totals['run']} programs", flush=True)
        finally:
            comparison.close()

    with ThreadPoolExecutor(options.jobs) as pool:
        list(pool.map(work, range(options.jobs)))
    print(f"Lua {options.lua}: {totals['run']} programs, {totals['different']} differ")
    return 1 if totals["different"] else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
