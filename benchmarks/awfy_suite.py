"""Runs one benchmark of are-we-fast-yet, in its folder benchmarks/Python: awfy_suite.py NAME ITERATIONS INNER, as awfy.lua does.

It imports little, since the suite's modules have names of Python's own.
"""

import sys
from importlib import import_module
from time import process_time


def main(name, iterations, inner):
    sys.path[0] = ""
    sys.setrecursionlimit(20_000)
    module = import_module(name.lower())
    benchmark = (getattr(module, name, None) or getattr(module, name + "Bench"))()
    for _ in range(int(iterations)):
        start = process_time()
        assert benchmark.inner_benchmark_loop(int(inner)), "wrong result"
        print(f"{process_time() - start:.6f}")


if __name__ == "__main__":
    main(*sys.argv[1:])
