"""The micro facts are statements that run, on the interpreter that is asked."""

import json

import pytest

from benchmarks import facts


@pytest.mark.parametrize("group", facts.FACTS)
def test_facts_can_be_measured(group, monkeypatch):
    monkeypatch.setattr(facts, "NUMBER", 20)
    monkeypatch.setattr(facts, "REPEAT", 1)
    for what, how in facts.FACTS[group].items():
        assert -1e5 < facts.nanoseconds(*how) < 1e7, what


def test_reports(monkeypatch, capsys):
    known = {group: {what: 12.5 for what in found} for group, found in facts.FACTS.items()}
    monkeypatch.setattr(facts, "measure", lambda: known)
    assert facts.main(["--json"]) == 0
    (version, found), = json.loads(capsys.readouterr().out).items()
    assert found == known
    facts.show({version: found, "another": found})
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == f"| | {version} | another |"
    assert "| `v[i]` | 12 | 12 |" in lines
