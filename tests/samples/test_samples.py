"""The samples print under luapy what they print under real Lua (see samples/record.py)."""

from __future__ import annotations

import difflib
import importlib.util
import sys
from pathlib import Path

import pytest

from luapy.demo import SAMPLES, run_sample, serve
from luapy.demo.samples import FOLDER

spec = importlib.util.spec_from_file_location("samples_record", FOLDER / "record.py")
record = importlib.util.module_from_spec(spec)
spec.loader.exec_module(record)


@pytest.fixture
def url():
    with serve() as url:
        yield url


@pytest.mark.parametrize("name", SAMPLES)
def test_output(name: str, url: str) -> None:
    command = [sys.executable, "-m", "luapy", "run", "--lua", SAMPLES[name].dialect]
    done = record.run_sample(command, name, url)
    actual = record.mask(done.stdout) + b"exit status %d\n" % done.returncode
    expected = record.expected_file(name).read_bytes()
    lines = [text.decode("utf-8", "replace").split("\n") for text in (expected, actual)]
    assert not done.stderr, done.stderr.decode("utf-8", "replace")
    assert actual == expected, "\n" + "\n".join(difflib.unified_diff(*lines, "real", "luapy", lineterm="", n=2))


def test_run_sample_starts_a_server() -> None:
    seen = []

    def run(path: Path, args: list[str], dialect: str) -> int:
        seen.append((path.name, args[0].startswith("http://127.0.0.1:"), args[1:], dialect))
        return 3

    assert run_sample("rest_client", run, ["more"]) == 3
    assert seen == [("main.lua", True, ["more"], "5.1")]


def test_every_sample_is_there() -> None:
    for sample in SAMPLES.values():
        assert sample.path.is_file(), sample.name
        assert record.expected_file(sample.name).is_file(), sample.name
        assert sample.description
