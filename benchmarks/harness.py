"""Runs one of the programs: harness.py PROGRAM ROUNDS CALLS, as harness.lua does.

For each round a line: seconds of processor time that CALLS calls of the program's function took, and the checksum.
"""

import runpy
import sys
from time import process_time


def main(program, rounds, calls):
    work = runpy.run_path(program)["work"]
    for _ in range(int(rounds)):
        start = process_time()
        for _ in range(int(calls)):
            checksum = work()
        print(f"{process_time() - start:.6f} {checksum}")


def main_of_lupa(program, rounds, calls):
    """The same for a Lua program inside of Python, by lupa."""
    from lupa.lua54 import LuaRuntime
    runtime = LuaRuntime()
    with open(sys.argv[0].removesuffix(".py") + ".lua") as file:
        runtime.compile(file.read())(program, rounds, calls)


if __name__ == "__main__":
    del sys.path[0]  # the programs' folder has names of Python's own modules
    (main_of_lupa if sys.argv[1].endswith(".lua") else main)(*sys.argv[1:])
