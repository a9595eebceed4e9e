"""The mathematical library: invariants, and the generator against xoshiro256** as its authors wrote it."""

import math

import pytest
from hypothesis import given, strategies as st

from luapy.runtime.api import rawget
from luapy.runtime.launch import new_state
from luapy.runtime.state import enter_state
from luapy.stdlib.random import Xoshiro

STATE = new_state("5.4")
LIBRARY = rawget(STATE.globals, "math")
INTEGERS = st.integers(-1 << 63, (1 << 63) - 1)
FLOATS = st.floats()
MASK = (1 << 64) - 1


@pytest.fixture(autouse=True)
def entered():
    before = enter_state(STATE)
    yield
    enter_state(before)


def function(name):
    return rawget(LIBRARY, name)


@given(st.one_of(INTEGERS, FLOATS))
def test_floor_and_ceil(x):
    low, high = function("floor")(x), function("ceil")(x)
    if x != x or math.isinf(x):
        assert low is x or low == x or low != low
        return
    assert low <= x <= high and high - low <= 1
    if -2.0 ** 63 <= x < 2.0 ** 62:
        assert type(low) is int and type(high) is int


@given(INTEGERS, INTEGERS.filter(bool))
def test_fmod_of_integers(a, b):
    result = function("fmod")(a, b)
    assert abs(result) < abs(b) and (result == 0 or (result < 0) == (a < 0))
    assert (a - result) % b == 0


@given(FLOATS)
def test_modf(x):
    whole, fraction = function("modf")(x)
    if x == x and not math.isinf(x):
        assert whole + fraction == x and abs(fraction) < 1


@given(st.lists(st.one_of(INTEGERS, FLOATS.filter(lambda x: x == x)), min_size=1))
def test_max_and_min(values):
    assert function("max")(*values) == max(values)
    assert function("min")(*values) == min(values)


@given(INTEGERS, INTEGERS)
def test_ult(a, b):
    assert bool(function("ult")(a, b)) == (a & MASK < b & MASK)


def reference(seed, count):
    """xoshiro256** from its definition, seeded as Lua does."""
    s = [seed & MASK, 0xFF, 0, 0]

    def rotl(x, k):
        return (x << k | x >> 64 - k) & MASK

    def step():
        result = rotl(s[1] * 5 & MASK, 7) * 9 & MASK
        t = s[1] << 17 & MASK
        s[2] ^= s[0]
        s[3] ^= s[1]
        s[1] ^= s[2]
        s[0] ^= s[3]
        s[2] ^= t
        s[3] = rotl(s[3], 45)
        return result
    for _ in range(16):
        step()
    return [step() for _ in range(count)]


@given(INTEGERS)
def test_generator(seed):
    generator = Xoshiro()
    generator.seed(seed, 0)
    assert [generator.next() for _ in range(5)] == reference(seed, 5)


@given(INTEGERS, INTEGERS)
def test_random_in_an_interval(a, b):
    low, high = sorted((a, b))
    for _ in range(3):
        assert low <= function("random")(low, high) <= high
    assert 0 <= function("random")() < 1


@given(INTEGERS, INTEGERS, st.sampled_from(["5.1", "5.2", "5.3", "luajit"]))
def test_random_of_other_versions(a, b, dialect):
    state = new_state(dialect)
    before = enter_state(state)
    try:
        low, high = sorted((a >> 34, b >> 34))
        assert low <= rawget(rawget(state.globals, "math"), "random")(low, high) <= high
    finally:
        enter_state(before)
