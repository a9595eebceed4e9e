"""Records what the programs of ``library_programs`` print on real Lua: ``python record_libraries.py [NAME...]``."""

import sys
import tempfile

from library_programs import PROGRAMS, dialects, run_real


def record(program):
    outputs = {}
    for dialect in dialects(program):
        with tempfile.TemporaryDirectory() as folder:
            outputs[dialect] = run_real(program.stem, dialect, folder)
    for path in PROGRAMS.glob(program.stem + ".*out"):
        path.unlink()
    common = max(outputs.values(), key=list(outputs.values()).count)
    (PROGRAMS / f"{program.stem}.out").write_bytes(common)
    for dialect, output in outputs.items():
        if output != common:
            (PROGRAMS / f"{program.stem}.{dialect}.out").write_bytes(output)


if __name__ == "__main__":
    names = sys.argv[1:]
    for path in sorted(PROGRAMS.glob("*.lua")):
        if not names or path.stem in names:
            record(path)
