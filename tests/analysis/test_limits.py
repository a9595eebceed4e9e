"""What the test of a while loop says of its variable, and what a for loop says of its own."""

import pytest
from analysed import Analysed

from luapy.analysis.numbers import FAR, MAX, MIN
from luapy.frontend import nodes as lua


def limits(text, name="k"):
    """[(whether an upper limit, distance, numeral or name of the limit)] at the definition that has some."""
    found = Analysed(text)[name].limits
    return [(upper, distance, getattr(node, "value", None) or getattr(node, "id", None))
            for notes in found.values() for upper, distance, node in notes]


@pytest.mark.parametrize("text, expected", [
    ("local k = 1 while k <= 10 do k = k * 2 end", [(True, 0, 10)]),
    ("local k = 1 while k < 10 do k = k * 2 end", [(True, -1, 10)]),
    ("local k = 1 while k > 10 do k = k - 2 end", [(False, 1, 10)]),
    ("local k = 1 while k >= 10 do k = k - 2 end", [(False, 0, 10)]),
    ("local k = 1 while 10 > k do k = k * 2 end", [(True, -1, 10)]),
    ("local k = 1 while 10 <= k do k = k * 2 end", [(False, 0, 10)]),
    ("local k, n = 1, 9 while k <= n do k = k * 2 end", [(True, 0, "n")]),
    ("local k = 1 while k <= 10 and (k > 5) do k = k * 2 end", [(True, 0, 10), (False, 1, 5)]),
    ("local k = 1 while k <= 10 do f() k = k * 2 end", [(True, 0, 10)]),
    ("local k = 1 while k <= 10 do k = k * 2 k = k * 3 end", [(True, 0, 10)]),  # for the first of them only
    ("local k = 1 while k <= 10 do if c then break end k = k * 2 end", [(True, 0, 10)]),
])
def test_limits_of_the_first_assignment(text, expected):
    assert limits(text) == expected


@pytest.mark.parametrize("text", [
    "local k = 1 while k <= 10 or c do k = k * 2 end",                       # the test may hold otherwise
    "local k = 1 while not (k <= 10) do k = k * 2 end",
    "local k = 1 while k ~= 10 do k = k * 2 end",
    "local k = 1 while k == 10 do k = k * 2 end",
    "local k = 1 while c do k = k * 2 end",
    "local k = 1 repeat k = k * 2 until k > 10",                             # assigned before the test
    "local k = 1 while k <= 10 do if c then k = g() end k = k * 2 end",      # assigned in between
    "local k = 1 while k <= 10 do do k = 99 end k = k * 2 end",
    "local k = 1 while k <= 10 do for i = 1, 9 do k = 99 end k = k * 2 end",
    "local k = 1 while k <= 10 do local f = function() k = 99 end f() k = k * 2 end",
    "local k = 1 while k <= 10 do ::again:: k = k * 2 if c then goto again end end",  # comes there without the test
    "local k = 1 while k <= 10 do if c then k = k * 2 end end",              # not a statement of the loop's own
    "local k = 1 while k <= 10 do k, x = k * 2, 1 end",
    "local k = 1 while k <= 10 do k = k * 2, 1 end",
    "local k = 1 while k <= 10 do local k = 2 k = k * 2 end",                # another variable
])
def test_assignments_of_which_the_test_says_nothing(text):
    found = Analysed(text)
    assert all(not variable.limits for variable in found.variables)


def known(text, name="k"):
    found = Analysed(text)[name].fact
    return found and (found.kind, found.low, found.high)


@pytest.mark.parametrize("text, expected", [
    ("local k = 1 while k <= 100 do k = k * 2 end", ("int", 1, 200)),
    ("local k = 1 while k < 100 do k = k * 2 end", ("int", 1, 198)),
    ("local k, n = 64, 7 while k > 1 do k = k - n end", ("int", -5, 64)),
    ("local k, n = 1, 50 n = 60 while k <= n do k = k + n end", ("int", 1, 120)),
    ("for i = 1, 20 do local k = i while k <= 100 do k = k + i end end", ("int", 1, 120)),
])
def test_limits_bound_the_variable(text, expected):
    assert known(text) == expected


@pytest.mark.parametrize("text", [
    # a function that is made later, and called in the next round of an outer loop
    "local k, f = 1 for r = 1, 2 do while k <= 9 do if f then f() end k = k * 2 end f = function() k = 1 << 62 end end",
    "local k, f = 1 ::top:: while k <= 9 do k = k * 2 end f = function() k = 9223372036854775807 end f() goto top",
])
def test_variables_that_closures_assign_are_not_bounded(text):
    assert known(text) in (None, ("int", MIN, MAX))


@pytest.mark.parametrize("text, expected", [
    ("local k = 1 while k <= 1e3 do k = k * 2 end", ("int", MIN, MAX)),      # a float is no bound
    ("local k = 1 while k <= n do k = k * 2 end", ("int", MIN, MAX)),        # nor is what may be a metamethod's
    ("local k = 1 while k <= 9223372036854775807 do k = k * 2 end", ("int", MIN, MAX)),
    ("local k = 1 local n = 1 while k <= n do k = k * 2 n = f() end", ("int", MIN, MAX)),
])
def test_limits_that_do_not_bound(text, expected):
    assert known(text) == expected


@pytest.mark.parametrize("text, expected", [
    ("for k = 1, 10, 3 do end", ("int", 1, 10)),
    ("for k = 5, 1 do end", ("int", 5, 5)),                                  # never runs
    ("for k = 10, -10, -3 do end", ("int", -10, 10)),
    ("for k = 1, n, 1 << 3 do end", None),
    ("for k = 1, n, 100000 do end", ("int", 1, MAX)),                        # may come to the end of the range
    ("for k = 9223372036854775800, n do end", ("int", 9223372036854775800, MAX)),
    ("for k = -1, n, -1 do end", ("int", -FAR, -1)),
    ("for k = 1, 10 do k = 'text' end", None),                               # assigned in its body
    ("for k = 1, 10 do k = 50 end", ("int", 1, 50)),
    ("for k = 1, '10' do end", ("int", 1, FAR)),                             # an error, or no round
    ("for k = '1', 10 do end", None),
    ("for k = 1, 10, s do end", None),
    ("for k = 1, 10, 1.0 do end", ("float", MIN, MAX)),
])
def test_variables_of_for_loops(text, expected):
    assert known(text) == expected


def test_loops_in_5_1_have_no_bounds():
    """Doubles leave the range of ints unnoticed, so that the translator does not ask for facts there."""
    from luapy.dialect import dialect
    from luapy.frontend import parse
    from luapy.translator import chunk
    tree = parse(b"local k = 1 while k <= 100 do k = k * 2 end return t[k]", "=test", dialect("5.1"))
    chunk.translate(tree, dialect("5.1"))
    name = tree.func.body.stats[0].names[0]
    assert type(name) is lua.Name and name.info.fact is None
