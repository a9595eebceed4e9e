"""Records what real Lua with LuaSocket 3.1 and LuaSec 1.2 prints for the programs of the socket libraries.

Usage: python record_sockets.py [NAME...]     (needs lua5.4, lua5.1 and their libraries socket and ssl)

Each program runs twice; one that prints something else the second time is refused.
"""

from __future__ import annotations

import sys

from socket_programs import DIALECTS, NAMES, expected, run


def main(names) -> int:
    refused = 0
    for name in names or NAMES:
        for dialect, (interpreter, _) in DIALECTS.items():
            printed = run([interpreter], name)
            if printed != run([interpreter], name):
                print(f"{name} {dialect}: the output is not the same in every run")
                refused += 1
                continue
            expected(name, dialect).write_bytes(printed)
            print(name, dialect, b" raises" in printed and "(raises)" or "")
    return 1 if refused else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
