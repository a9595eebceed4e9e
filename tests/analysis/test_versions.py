"""Second bodies: which parameters a function's version takes for numbers, and which blocks take locals for floats."""

import pytest
from analysed import Analysed

from luapy.analysis.numbers import NUMBER
from luapy.analysis.regions import assume, float_region, restore
from luapy.analysis.versions import INDEX, INTEGER, SMALL_INTEGER, TEXT, assumptions


def assumed(text):
    """name -> what the version of function f assumes."""
    found = Analysed(text)
    return {variable.name: fact for variable, fact in assumptions(found["f"].holds, found.function("f")).items()}


@pytest.mark.parametrize("text, expected", [
    ("local function f(t, i) t[i] = t[i] + 1 return t[i] end", {"i": INDEX}),
    ("local function f(n) for i = 1, n do g(i) end end", {"n": INTEGER}),
    ("local function f(n) local s = 0 for i = 1, n do s = s + n end return s end", {"n": SMALL_INTEGER}),
    ("local function f(x) local s = 0 for i = 1, 9 do s = s + x * x end return s end", {"x": NUMBER}),
    ("local function f(s) for i = 1, #s do g(s:byte(i)) end end", {"s": TEXT}),
    ("local function f(s) while g(string.sub(s, 1, 2)) do end end", {"s": TEXT}),
    ("local function f(s, n) for i = 1, n do g(s:sub(i, i) .. s, s == 'x', s < 'y', t[s]) end end", {"s": TEXT, "n": INTEGER}),
    ("local function f(s) return s:find('a'), s:find('b'), s:match('c'), s:sub(1, 2), s:sub(3) end", {"s": TEXT}),
])
def test_versions_are_made(text, expected):
    assert assumed(text) == expected


@pytest.mark.parametrize("text", [
    "local function f() end",
    "local function f(a) return a end",
    "local function f(a) return a + 1 end",                                    # too little to gain
    "local function f(n) for i = 1, n do g(n.x) end end",                      # indexed
    "local function f(n) for i = 1, n do n() end end",                         # called
    "local function f(n) for i = 1, n do n:m() end end",
    "local function f(n) for i = 1, n do g(#n) end end",
    "local function f(n) for i = 1, n do g(n .. '') end end",
    "local function f(n) for i = 1, n do g(n == 'x') end end",
    "local function f(n) for i = 1, n do g(n == nil) end end",
    "local function f(n) for i = 1, n do n = g(n) end end",                    # assigned
    "local function f(s) return s:find('a') end",                              # too little to gain
    "local function f(s) for i = 1, 9 do g(s:sub(i, i), s.x) end end",         # a table
    "local function f(s) for i = 1, 9 do g(s:sub(i, i), s[i]) end end",
    "local function f(s) for i = 1, 9 do g(s:sub(i, i), s:m()) end end",
    "local function f(s) for i = 1, 9 do g(s:sub(i, i), s()) end end",
    "local function f(s) for i = 1, 9 do g(s:sub(i, i), s + 1) end end",
    "local function f(s) for i = 1, 9 do s = s:sub(i, i) end end",
    "local function f(n) for i = 1, n do end return function() return n end end",  # captured, and has inner functions
])
def test_versions_are_not_made(text):
    assert assumed(text) == {}


@pytest.mark.parametrize("use", ["i > 0", "i == 1", "g(i)", "-i", "(i)", "not i", "{i}", "i and 1"])
def test_other_uses_of_a_key_are_no_objection(use):
    """What holds for any type is right for numbers, too."""
    assert assumed(f"local function f(t, i) t[i] = t[i] + 1 t[i] = {use} return t[i] end") == {"i": INDEX}


def test_only_the_parameters_that_are_used_so_are_taken_for_numbers():
    assert assumed("local function f(t, i, s) t[i] = t[i] .. s t[i] = t[i] .. s end") == {"i": INDEX}
    assert assumed("local function f(t, i, j) t[i] = t[i + j] t[j] = t[i] t[j] = 1 j = 2 end") == {"i": INDEX}


def test_large_functions_have_no_version():
    body = "t[i] = t[i] + 1 " * 100
    assert assumed(f"local function f(t, i) {body} end") == {}


def region(text):
    """The names that are taken for floats before some statement of function f, or None."""
    stats = Analysed(text)["f"].holds.body.stats
    for position in range(1, len(stats)):
        found = float_region(stats, position)
        if found is not None:
            return {variable.name for variable in found[0]}
    return None


VECTORS = ("local function f(a, b) local x, y, z = a.x - b.x, a.y - b.y, a.z - b.z "
           "{} return x * x + y * y + z * z + x * y + y * z + x * z end")


def test_blocks_that_compute_with_fields_take_them_for_floats():
    assert region(VECTORS.format("")) == {"x", "y", "z"}


@pytest.mark.parametrize("change", [
    "x = 1",                               # assigned again
    "local g = function() return x end",   # captured, and a function in the block
    "goto on ::on::",
])
def test_what_cannot_be_taken_for_floats(change):
    assert "x" not in (region(VECTORS.format(change)) or ())


def test_short_blocks_have_no_region():
    assert region("local function f(a) local x = a.x return x * 2 end") is None


def test_assumptions_are_taken_back():
    found = Analysed("local function f(a) local x = a.x local y = x * 2 return y end")
    x, y = found["x"], found["y"]
    saved = assume([x], [y])
    assert x.fact.kind == y.fact.kind == "float"
    restore(saved)
    assert x.fact is None and y.fact is None
