#!/usr/bin/env python3
"""Record what real Lua makes of the command lines of cli_cases: python tests/cli/record_cli.py"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys

from cli_cases import CASES, FOLDER, INTERPRETERS, RECORDED, outcome


def main() -> int:
    recorded: dict = {}
    for dialect, interpreter in INTERPRETERS.items():
        if shutil.which(interpreter) is None:
            print(f"no {interpreter} on PATH")
            return 1
        for case in CASES:
            if dialect in case.dialects:
                env = {name: value for name, value in os.environ.items() if not name.startswith("LUA_")} | case.env
                done = subprocess.run([interpreter, *case.args], cwd=FOLDER, env=env, input=case.stdin.encode(),
                                      capture_output=True, timeout=30)
                recorded.setdefault(dialect, {})[case.name] = outcome(done)
    RECORDED.write_text(json.dumps(recorded, indent=1, ensure_ascii=True) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
