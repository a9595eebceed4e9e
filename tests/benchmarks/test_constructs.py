"""The constructs are statements that run, in Lua and in Python."""

import json

import pytest

from benchmarks import constructs
from benchmarks.construct_cases import CASES

NAMES = [(group, what) for group, cases in CASES.items() for what in cases]


@pytest.mark.parametrize("group, what", NAMES)
def test_constructs_can_be_measured(group, what, monkeypatch):
    monkeypatch.setattr(constructs, "ROUND", 1e-5)
    monkeypatch.setattr(constructs, "ROUNDS", 1)
    lua, python = constructs.nanoseconds(CASES[group][what])
    assert 0 <= lua < 1e8 and 0 <= python < 1e8


def test_more_work_takes_more_time():
    lua, python = constructs.nanoseconds(("", "for j = 1, 1000 do end", "", "for j in range(1, 1001): pass"))
    assert lua > 1000 and python > 1000


def test_reports(monkeypatch, capsys):
    known = {group: {what: (25.0, 10.0) for what in cases} for group, cases in CASES.items()}
    monkeypatch.setattr(constructs, "measure", lambda: known)
    assert constructs.main(["--json"]) == 0
    (version, found), = json.loads(capsys.readouterr().out).items()
    constructs.show({version: found, "another": found})
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == f"| | {version} | another |"
    assert "| `o.x` | 25 (2.5) | 25 (2.5) |" in lines
