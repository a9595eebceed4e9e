"""The benchmarks do what they say: both programs of a pair give the same result, and the runner tells when not."""

import json

import pytest

from benchmarks import __main__ as command, implementations, measuring, report

PYTHON, LUAPY = implementations.available()[:2]


@pytest.mark.parametrize("name", implementations.names())
def test_both_programs_have_the_same_result(name):
    _, expected = PYTHON.run(name, 1, 1)
    seconds, found = LUAPY.run(name, 2, 1)
    assert found == expected
    assert len(seconds) == 2 and min(seconds) >= 0


def test_there_are_enough_pairs():
    assert len(implementations.names()) >= 14
    assert all((implementations.PAIRS / f"{name}.py").exists() for name in implementations.names())


class Fake:
    """An implementation with known times."""

    def __init__(self, name, seconds, checksum="same"):
        self.name = name
        self.seconds = seconds
        self.checksum = checksum

    def run(self, name, rounds, calls):
        return [9.0] + [self.seconds * calls] * (rounds - 1), self.checksum


def test_times_are_medians_of_one_call():
    found = measuring.measure("fib", [Fake("python", 0.02), Fake("luapy", 0.05)], 3)
    assert found == {"python": pytest.approx(0.02), "luapy": pytest.approx(0.05)}
    assert report.ratios({"fib": found}, "luapy")["fib"] == pytest.approx(2.5)
    assert measuring.geometric_mean([1, 4]) == pytest.approx(2)


def test_different_results_are_an_error():
    with pytest.raises(measuring.ChecksumError, match="luapy other"):
        measuring.measure("fib", [Fake("python", 0.02), Fake("luapy", 0.05, "other")], 1)


def test_programs_that_fail_are_an_error():
    with pytest.raises(RuntimeError, match="luapy, nonesuch"):
        LUAPY.run("nonesuch", 1, 1)


@pytest.mark.parametrize("before, status", [(0.05, 0), (0.0375, 1)])
def test_regressions_are_seen(tmp_path, monkeypatch, capsys, before, status):
    monkeypatch.setattr(implementations, "available", lambda python: [Fake("python", 0.02), Fake("luapy", 0.05)])
    saved, earlier = tmp_path / "now.json", tmp_path / "earlier.json"
    report.save({"fib": {"python": 0.02, "luapy": before}, "heap": {"python": 1.0, "luapy": 0.1}}, "CPython", str(earlier))
    assert command.main(["fib", "--repeat", "1", "--json", str(saved), "--compare", str(earlier)]) == status
    assert ("slower: fib: 1.88 -> 2.50" in capsys.readouterr().out) == bool(status)
    assert json.loads(saved.read_text())["seconds"]["fib"]["luapy"] == pytest.approx(0.05)
