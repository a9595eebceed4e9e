"""Programs of unusual shape run as on real Lua (see unusual_shapes.py)."""

from __future__ import annotations

import subprocess
import sys

import pytest
from unusual_shapes import PROGRAMS, RECORDED, run, sections

EXPECTED = sections(RECORDED.read_text("latin-1"))


pytestmark = pytest.mark.timeout(400)  # the first test waits for all programs


@pytest.fixture(scope="module")
def outputs(tmp_path_factory):
    return sections(run([sys.executable, "-m", "luapy", "run"], tmp_path_factory.mktemp("shapes")))


@pytest.mark.parametrize("name", PROGRAMS)
def test_shape(name, outputs):
    assert outputs.get(name) == EXPECTED[name]


@pytest.mark.parametrize("name", ["parentheses_5000", "concatenation_5000", "locals_250", "nested_too_many"])
def test_refused_program(name, tmp_path):
    """Lua's own message on standard error, and exit status 1."""
    file = tmp_path / "program.lua"
    file.write_text(PROGRAMS[name])
    done = subprocess.run([sys.executable, "-m", "luapy", "run", file.name], cwd=tmp_path, capture_output=True, text=True, timeout=60)
    message = EXPECTED[name].removeprefix("syntax error: ").split("\n")[0].replace(name, "program")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith(f"luapy: {message}\n")
    assert "Traceback" not in done.stderr
