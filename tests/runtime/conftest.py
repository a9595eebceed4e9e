"""What tests of this folder share."""

import gc

import pytest
from greenlet import greenlet

import luapy


@pytest.fixture
def lua():
    return luapy.LuaRuntime()


@pytest.fixture
def suspended_greenlets():
    """A function that counts the greenlets which have begun and not ended, but for the running ones."""
    def count():
        gc.collect()
        return sum(isinstance(one, greenlet) and bool(one) and one.gr_frame is not None for one in gc.get_objects())
    return count
