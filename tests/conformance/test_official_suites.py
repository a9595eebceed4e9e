"""The official test suites of Lua, file by file, where they are at hand.

They are no part of this repository.  ``LUAPY_SUITE_54`` names the folder of the files of Lua 5.4.4 (``testes`` of its
sources), ``LUAPY_SUITE_53`` that of 5.3.6, ``LUAPY_SUITE_51`` that of 5.1 (such as ``_lua5.1-tests`` of GopherLua);
without them these tests are skipped.  ``LUAPY_SUITE_SECONDS`` is the time that a file may take.

Each file runs alone, from inside its folder, as ``lua FILE`` would.  docs/compatibility.md has the reasons for the
files that cannot pass, line by line.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

SETTINGS = "_U=true _soft=true _port=true _nomsg=true"

#: version -> files that real Lua passes and luapy cannot: the lines that fail, the last one always
FAILING = {
    "5.4": {"gc.lua": (474, 541)},
    "5.3": {"gc.lua": (504,), "closure.lua": (48,)},
    "5.1": {"gc.lua": (107, 228)},
}
#: version -> files that real Lua does not pass either on this kind of machine, or that are none of themselves
LEFT_OUT = {
    "5.4": {"all.lua", "heavy.lua"},
    "5.3": {"all.lua", "heavy.lua"},
    "5.1": {"all.lua", "big.lua", "main.lua", "math.lua", "pm.lua"},
}
#: the last line that a file prints, if it is none of these it has ended early
LAST_LINES = {
    "gc.lua": ">>> closing state <<<", "files.lua": "Lua ", "verybig.lua": ("OK", "testing RK"), "utf8.lua": "ok",
    "api.lua": "", "big.lua": "", "bwcoercion.lua": "", "code.lua": "", "main.lua": "", "tracegc.lua": "",
    "checktable.lua": "", "coroutine.lua": ("OK", ">>> testC not active"), "gengc.lua": "OK",
}


def files(version: str) -> list:
    """The files of a suite as parameters; one that is skipped where the suite is not."""
    variable = "LUAPY_SUITE_" + version.replace(".", "")
    folder = os.environ.get(variable)
    if not folder:
        return [pytest.param(version, None, id=version, marks=pytest.mark.skip(reason=f"{variable} is not set"))]
    found = sorted(path for path in Path(folder).glob("*.lua") if path.name not in LEFT_OUT[version])
    assert found, f"no files of Lua in {folder}, which {variable} names"
    return [pytest.param(version, path, id=f"{version}-{path.stem}") for path in found]


def run(version: str, path: Path) -> subprocess.CompletedProcess:
    settings = [] if version == "5.1" else ["-e", SETTINGS]
    env = {name: value for name, value in os.environ.items() if not name.startswith(("LUA_INIT", "LUA_PATH", "LUA_CPATH"))}
    return subprocess.run(
        [sys.executable, "-m", "luapy", "run", "--lua", version, *settings, path.name], cwd=path.parent, env=env,
        stdin=subprocess.DEVNULL, capture_output=True, timeout=float(os.environ.get("LUAPY_SUITE_SECONDS", "300")),
    )


@pytest.mark.parametrize("version, path", [case for version in FAILING for case in files(version)])
def test_file(version: str, path: Path) -> None:
    done = run(version, path)
    complaint = done.stderr.decode("latin-1")
    lines = FAILING[version].get(path.name)
    if lines is not None:
        # strict: a file that passes now, or fails elsewhere, is to be looked at
        assert done.returncode == 1 and any(f"luapy: {path.name}:{line}: " in complaint for line in lines), complaint or "passes"
        pytest.xfail(f"line {lines}: see docs/compatibility.md")
    assert done.returncode == 0, complaint
    printed = done.stdout.decode("latin-1").split("\n")
    last = next((text.strip() for text in reversed(printed) if text.strip()), "")
    assert last.startswith(LAST_LINES.get(path.name, "OK")), f"ended early, after {last!r}"
