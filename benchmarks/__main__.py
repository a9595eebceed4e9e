"""``python -m benchmarks``: pairs of programs under luapy, hand-written Python and, where present, real Lua."""

from __future__ import annotations

import argparse
import subprocess
import sys

from rich.progress import Progress

from benchmarks import implementations, measuring, report


def parse(argv):
    known = implementations.names()
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__.strip("`"))
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"programs (default: all): {', '.join(known)}")
    parser.add_argument("--repeat", type=int, default=5, help="processes per implementation and program (default 5)")
    parser.add_argument("--only", action="append", metavar="IMPLEMENTATION", help="besides Python; may be repeated")
    parser.add_argument("--python", default=sys.executable, help="the interpreter for luapy and Python")
    parser.add_argument("--json", metavar="FILE", help="save the results")
    parser.add_argument("--compare", metavar="FILE", help="show the change against saved results")
    parser.add_argument("--threshold", type=float, default=0.1,
                        help="with --compare: exit status 1 if a ratio has grown by more (default 0.1: a tenth)")
    options = parser.parse_args(argv)
    unknown = set(options.names) - set(known)
    if unknown:
        parser.error(f"no such programs: {', '.join(sorted(unknown))}")
    options.names = options.names or known
    return options


def main(argv=None) -> int:
    """Exit status: 0; 1 if something has become slower; 2 if implementations disagree or fail."""
    options = parse(argv)
    compared = report.load(options.compare) if options.compare else None
    chosen = implementations.available(options.python)
    if options.only:
        chosen = [found for found in chosen if found.name == report.BASE or found.name in options.only]
    results = {}
    try:
        with Progress(transient=True) as progress:
            task = progress.add_task("measuring", total=len(options.names) * options.repeat * len(chosen))
            for name in options.names:
                progress.update(task, description=name)
                results[name] = measuring.measure(name, chosen, options.repeat, lambda: progress.advance(task))
    except (measuring.ChecksumError, RuntimeError) as error:
        print(error, file=sys.stderr)
        return 2
    python = version(options.python)
    report.show(results, python, compared)
    if options.json:
        report.save(results, python, options.json)
    if compared is None:
        return 0
    slower = report.regressions(results, compared, options.threshold)
    for line in slower:
        print(f"slower: {line}")
    return 1 if slower else 0


def version(python: str) -> str:
    """Name and version of an interpreter."""
    code = "import platform; print(platform.python_implementation(), platform.python_version())"
    return subprocess.run([python, "-c", code], capture_output=True, text=True, check=True).stdout.strip()


if __name__ == "__main__":
    raise SystemExit(main())
