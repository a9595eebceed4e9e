"""``luapy demo``: a sample program against the demo server, which the command starts on loopback."""

from __future__ import annotations

import sys

from luapy.demo.samples import SAMPLES, run_sample

USAGE = """usage: luapy demo [--list | NAME...]

Runs sample programs, as luapy run does, against a web server that the command starts on
loopback. Without a name: rest_client.

samples:"""


def main(argv: list[str]) -> int:
    """Run the named samples (default: the REST client); returns the last exit status."""
    if argv and argv[0] in ("-h", "--help", "--list"):
        print(USAGE)
        for sample in SAMPLES.values():
            print(f"  {sample.name:<14} {sample.description}")
        return 0
    for name in argv:
        if name not in SAMPLES:
            print(f"luapy demo: unknown sample '{name}' (luapy demo --list shows them)", file=sys.stderr)
            return 2
    status = 0
    for name in argv or ["rest_client"]:
        status = run_sample(name, _run)
    return status


def _run(path, args, dialect) -> int:
    from luapy.cli.run import main as run
    return run(["--lua", dialect, str(path), *args])
