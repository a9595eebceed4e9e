#!/usr/bin/env python3
"""Record what the samples print under real Lua with LuaSocket: ``expected.txt`` beside each.

    python samples/record.py [NAME ...]

gluahttp's sample has no recording: real gluahttp is a Go library inside a
host program. Its expected.txt was derived from gluahttp's and net/http's
source and checked line by line (request_batch keeps holes, see the docs).
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from luapy.demo import SAMPLES, serve    # noqa: E402

RECORDED = ("rest_client", "link_checker", "downloader")


def mask(output: bytes) -> bytes:
    """What differs from run to run: the server's port."""
    return re.sub(rb"127\.0\.0\.1:(?!1\b)\d+", b"127.0.0.1:PORT", output)


def expected_file(name: str) -> Path:
    return SAMPLES[name].path.with_name("expected.txt")


def run_sample(command: list[str], name: str, url: str, timeout: float = 100) -> subprocess.CompletedProcess:
    """Run a sample from inside its folder."""
    path = SAMPLES[name].path
    return subprocess.run([*command, path.name, url], cwd=path.parent, capture_output=True, timeout=timeout)


def main(names: list[str]) -> int:
    lua = shutil.which("lua5.1")
    if lua is None:
        print("no lua5.1 on PATH")
        return 1
    for name in names or RECORDED:
        with serve() as url:
            first = run_sample([lua], name, url)
        with serve() as url:
            second = run_sample([lua], name, url)
        if first.stderr or mask(first.stdout) != mask(second.stdout):
            print(f"{name}: failed or not deterministic\n{first.stderr.decode()}")
            return 1
        expected_file(name).write_bytes(mask(first.stdout) + b"exit status %d\n" % first.returncode)
        print(f"{name}: {first.stdout.count(10)} lines, exit status {first.returncode}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
