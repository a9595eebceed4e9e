"""Which chunks get the careful translation."""

import pytest

from luapy.loader import needs_care


@pytest.mark.parametrize("source", [
    "debug.setmetatable(0, {})", "local set = debug . setmetatable", "local d = debug d['setmetatable'](nil, {})",
    'require("debug").setmetatable(print, {})', 'getmetatable("").__call = f', "local m = getmetatable 'x' m.__call = f", "local d = debug; d.setmetatable(nil, m)", 'debug[ "setmetatable" ](0, {})',
])
def test_what_may_set_metatables_of_numbers(source):
    assert needs_care(source.encode())


@pytest.mark.parametrize("source", [
    "local t = setmetatable({}, {}) error(debug.traceback())", 'local names = {"debug", "setmetatable"}', "setmetatable({}, {})",
    "print(debug.getinfo(1).source)", "local mt = getmetatable(obj) mt.__call = f", 'getmetatable("").__mod = f',
])
def test_what_only_mentions_both(source):
    assert not needs_care(source.encode())
