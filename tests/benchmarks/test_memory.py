"""Tables cost little more than Python's own containers."""

import pytest

from benchmarks import memory

COUNT = 30_000


@pytest.mark.parametrize("name", [name for name, (_, _, limit) in memory.CASES.items() if limit is not None])
def test_memory_is_within_its_limit(name):
    ours, theirs = memory.measure(name, COUNT)
    assert theirs > 30 * COUNT  # the contents have been there while they were counted
    assert ours <= memory.CASES[name][2] * theirs


def test_lists_hold_the_integers():
    """An array costs what a list costs, not what a dict does."""
    ours, theirs = memory.measure("integers against a list", COUNT)
    assert ours <= 1.3 * theirs
