"""Interleaved measurements: repeat by repeat, each implementation once, so that a busy minute meets all of them."""

from __future__ import annotations

from math import ceil, exp, log
from statistics import median

# Hand-written Python is to be busy for so many seconds per round.
ROUND = 0.08
ROUNDS = 3  # per process: the first warms up, and does not count


class ChecksumError(Exception):
    """Two implementations disagree about the result of a program."""


def measure(name, implementations, repeat, tick=lambda: None) -> dict[str, float]:
    """Implementation -> median seconds of one call of the program's function.

    tick: called after each process. Raises ChecksumError if results differ, RuntimeError if a program fails.
    """
    calls = _calls(name, implementations[0])
    seconds: dict = {implementation.name: [] for implementation in implementations}
    checksums: dict = {}
    for _ in range(repeat):
        for implementation in implementations:
            rounds, checksum = implementation.run(name, ROUNDS, calls)
            seconds[implementation.name] += rounds[1:]
            checksums[implementation.name] = checksum
            tick()
        if len(set(checksums.values())) != 1:
            raise ChecksumError(f"{name}: " + ", ".join(f"{who} {what}" for who, what in checksums.items()))
    return {who: median(times) / calls for who, times in seconds.items()}


def _calls(name, python) -> int:
    """How many calls make a round."""
    rounds, _ = python.run(name, ROUNDS, 1)
    return max(1, ceil(ROUND / min(rounds)))


def geometric_mean(values) -> float:
    values = list(values)
    return exp(sum(map(log, values)) / len(values))
