#!/usr/bin/env python3
"""Record what real Lua prints for the conformance programs.

    python tests/conformance/record.py            every program whose interpreter is on PATH
    python tests/conformance/record.py 51 54/str  only those folders or names

Each program runs twice, and a program whose output differs between the runs
(addresses, hash order, times) is refused.
"""

from __future__ import annotations

import shutil
import sys

from conformance import FOLDERS, beside, error_record, programs, run


def main(wanted: list[str]) -> int:
    refused = 0
    for folder, (_, interpreters) in FOLDERS.items():
        command = next(filter(None, map(shutil.which, interpreters)), None)
        if command is None:
            print(f"{folder}: no {interpreters[0]} on PATH, skipped")
            continue
        for program in programs(folder):
            name = f"{folder}/{program.stem}"
            if wanted and not any(name.startswith(w) for w in wanted):
                continue
            result = run([command], program, folder)
            if result != run([command], program, folder):
                print(f"{name}: the output is not deterministic")
                refused += 1
                continue
            err = beside(program, folder, "err")
            beside(program, folder, "out").write_bytes(result.stdout)
            if result.status or result.stderr:
                err.write_bytes(error_record(result, program))
                print(f"{name}: exit status {result.status}: {result.stderr.decode('latin-1').splitlines()[:1]}")
            else:
                err.unlink(missing_ok=True)
    return 1 if refused else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
