"""Runs Lua files one after another in this process: a state of its own for each, its output in a file beside it.

    python -m tests.differential.worker DIALECT (optimised | careful)

Reads paths from standard input and answers each with a line: the exit status.  NAME.lua runs inside its folder,
after prelude.lua; its standard output goes to NAME.MODE, its standard error to NAME.MODE-err.
"""

from __future__ import annotations

import gc
import os
import sys
from pathlib import Path

PRELUDE = Path(__file__).resolve().with_name("prelude.lua")
SOURCE = PRELUDE.read_bytes()
NAME = f"@{PRELUDE}"


def main(lua: str, mode: str) -> None:
    from luapy import cache, loader
    from luapy.cli.thread import RECURSION_LIMIT, run_with_large_stack
    from luapy.dialect import dialect
    loader.needs_care = lambda source: mode == "careful"
    cache.read = lambda *_: None
    cache.write = lambda *_: None
    prelude = loader.compile_source(SOURCE, NAME, dialect(lua))
    answers = os.fdopen(os.dup(1), "w")
    sys.setrecursionlimit(RECURSION_LIMIT)
    gc.collect()
    gc.freeze()  # the collector need not look through the translator after each program

    def serve():
        for line in sys.stdin:
            path = line.rstrip("\n")
            base = path.removesuffix(".lua")
            redirect(1, f"{base}.{mode}")
            redirect(2, f"{base}.{mode}-err")
            status = run(lua, path, prelude)
            answers.write(f"{status}\n")
            answers.flush()

    run_with_large_stack(serve)


def redirect(number: int, path: str) -> None:
    """Let a file descriptor write to a new file."""
    output = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    os.dup2(output, number)
    os.close(output)


def run(lua: str, path: str, prelude) -> int:
    """One program, as ``luapy run`` runs it."""
    from luapy.cli.run import Options, Program
    from luapy.loader import bind
    from luapy.runtime.launch import new_state
    from luapy.runtime.state import enter_state
    os.chdir(os.path.dirname(path))
    program = Program(Options())
    program.state = state = new_state(lua)
    enter_state(state)
    try:
        bind(prelude, state, NAME, None, SOURCE, state.globals)()
        return 0 if program.do_script(os.path.basename(path)) else 1
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else 1
    except BaseException as error:  # no Lua error: a fault of luapy
        state.flush_files()
        os.write(1, f"luapy failed: {error!r}\n".encode())
        return 70
    finally:
        state.close()
        state.flush_files()


if __name__ == "__main__":
    main(*sys.argv[1:])
