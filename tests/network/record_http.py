"""Records what real Lua with LuaSocket 3.1 prints for the programs ``programs/http_*.lua``.

Usage: python record_http.py [NAME...]     (needs lua5.4 and its socket library)
"""

from __future__ import annotations

import sys

from http_programs import NAMES, expected, run

for name in sys.argv[1:] or NAMES:
    expected(name).write_bytes(run(["lua5.4"], name).encode("latin-1"))
    print(name)
