"""Types and ranges of variables and expressions: what is claimed, and what must not be."""

import pytest
from analysed import Analysed

from luapy.analysis.numbers import (
    FAR, MAX, MIN, fact, is_float, is_integer, is_low_constant, is_number, is_positive, is_raw_float, likely_float,
    likely_integer, overflow,
)
from luapy.frontend import nodes as lua


def known(text, name="x"):
    """(kind, low, high) of a variable, or None."""
    found = Analysed(text)[name].fact
    return None if found is None else (found.kind, found.low, found.high) if found.kind == "int" else found.kind


@pytest.mark.parametrize("text, expected", [
    ("local x = 5", ("int", 5, 5)),
    ("local x = -5", ("int", -5, -5)),
    ("local x = 5.5", "float"),
    ("local x = 1e3", "float"),
    ("local x = 7 / 2", "float"),
    ("local x = 2 ^ 3", "float"),
    ("local x = 7 // 2", ("int", 0, 3)),
    ("local x = (3 + 4) * 2 - 1", ("int", 13, 13)),
    ("local x = 1 x = 10", ("int", 1, 10)),
    ("local x = 1 x = 1.5", "number"),
    ("local x = 3 local function f() x = 7 end", ("int", 3, 7)),
    ("local y = 3 local x = y * y", ("int", 9, 9)),
    ("local a, x = 1, 2", ("int", 2, 2)),
    ("for x = 1, 10 do end", ("int", 1, 10)),
    ("for x = 10, 1, -1 do end", ("int", 1, 10)),
    ("for x = 1, 10, 0.5 do end", "float"),
    ("for x = 1.0, 10 do end", "float"),
    ("for x = 1, n do end", ("int", 1, FAR)),
    ("for x = 1, 2.5 do end", ("int", 1, FAR)),
    ("for i = 1, 10 do local x = i % 4 end", ("int", 0, 3)),
    ("for i = -5, 5 do local x = i * i end", ("int", -25, 25)),
    ("local x = 0 while c do x = x + 1 end", ("int", 0, FAR)),
    ("local x = 0 while c do x = x - 2 end", ("int", -FAR, 0)),
    ("local x = 0 for i = 1, 100 do x = x + i end", ("int", 0, FAR)),
    ("local x = 0 for i = -3, 3 do x = x - i end", ("int", -FAR, FAR)),
    ("local x = 0 local function f(s) x = x + s end f(3) f(4)", ("int", 0, FAR)),
    ("local x = 0 for i = 1, 100000 do x = x + i end", ("int", MIN, MAX)),
    ("local x = 0.5 while c do x = x * 2 end", "float"),
    ("local x = 1 while x <= 100 do x = x * 2 end", ("int", MIN, MAX)),
])
def test_what_is_known(text, expected):
    if text.startswith("local x = 1 while x <= 100"):  # the loop's test may bound it
        kind, low, high = known(text)
        assert kind == "int" and low <= 1 and high >= 128
    else:
        assert known(text) == expected


@pytest.mark.parametrize("text, expected", [
    ("local function f(x) end f(1) f(5)", ("int", 1, 5)),
    ("local function f(x) end f(1) f(1.5)", "number"),
    ("local function f(x) end f(1) f = nil", ("int", 1, 1)),
    ("local function map(n, f) return f(n) end map(3, function(x) return x end)", ("int", 3, 3)),
    ("local function map(f) return f(2) end local x = map(function(a) return a / 2 end)", "float"),
    ("local function map(f) return f(2) end local x = map(function(a) return a * 2 end)", ("int", 4, 4)),
    ("local function make(s) return function() return s end end local f = make(2) local x = f()", ("int", 2, 2)),
    ("local f, g = function() return 1 end, function() return 2 end if c then f = g end local x = f()", ("int", 1, 2)),
    ("local function f(a, x) end f('text', 0.5)", "float"),
    ("local f = function(x) end f(7)", ("int", 7, 7)),
    ("local f function f(x) end f(7)", ("int", 7, 7)),
    ("local function f(x) if x > 0 then f(x - 1) end end f(10)", ("int", -FAR, 10)),
    ("local function f(x) if x > 0 then f(x * 2) end end f(10)", ("int", MIN, MAX)),
    ("local function f(x) x = 0.5 end f(1)", "number"),
    ("local g, f function f(x) g(x) end function g(y) f(y) end f(3)", ("int", 3, 3)),
    ("local function f() return 1 end local x = f()", ("int", 1, 1)),
    ("local function f() return 1 end local x = (f()) + 1", ("int", 2, 2)),
    ("local function f(a) if a > 1 then return a end return 0.5 end local x = f(2)", "number"),
    ("local function f(a) return a * 2 end local x = f(4)", ("int", 8, 8)),
    ("local function f(n) if n < 2 then return n end return f(n - 1) + f(n - 2) end local x = f(9)", ("int", MIN, MAX)),
    ("local function f() return 1 / 2 end local function g(x) end g(f())", "float"),
])
def test_what_is_known_of_arguments_and_results(text, expected):
    assert known(text) == expected


@pytest.mark.parametrize("text", [
    "local x",
    "local x = nil",
    "local x = '5'",
    "local x = f()",
    "local x = t.n",
    "local x = #t",
    "local x = ...",
    "local x = 1, f()  x = y",
    "local x = 1 x = nil",
    "local x = 1 x = x and 2",
    "local x = 1 local y = 2 x, y = y",
    "local y, x = 1",
    "local a, x = f()",
    "local x = 1 x = '2' + 1 x = 'text'",
    "local x = '1' + 1",
    "local x = 1 x = x .. ''",
    "local x = 1 < 2",
    "local x = -y",
    "local x = 1 + y",
    "local x = 1 function x() end",
    "local function f() x = g() end local x = g()",
    "local x = 3 local function f() x = g() end",
    "for x in pairs(t) do end",
    "for x = n, 10 do end",
    "local function f(x) return x + 1 end f(1) print(f)",
    "local function f(x) return x + 1 end f(1) f()",
    "local function f(x) return x + 1 end f(1) f(1, 2)",
    "local function f(x) return x + 1 end f(1) f(g())",
    "local function f(x) return x + 1 end f(1) f('1')",
    "local function f(x) x = 'text' end f(1)",
    "local function f(x, ...) end f(1)",
    "local function f(x) end debug.getinfo(2).func(1) f(1)",
    "local function f(x) return f(x) end",
    "function f(x) end f(1)",
    "local function f() return 1 end local x = f() .. ''",
    "local function f() return 1 end f = g local x = f()",
    "local function f() if c then return 1 end end local x = f()",
    "local function f() return 1, 2 end local x = f()",
    "local function f() return f() end local x = f()",
    "local function f(a) return a end local x = f('1')",
    "local x <close> = nil",
    "local y = f() local x = y",
    "local x, y = 1, 2 x, y = y, f()  x = y",
])
def test_what_must_not_be_claimed(text):
    assert known(text) is None


def test_a_number_that_may_overflow_has_no_bounds():
    assert known("local x = 1 while c do x = x * 3 end") == ("int", MIN, MAX)
    assert known("local x = 1 local y = 1 while c do x = x + y y = x end") == ("int", MIN, MAX)
    assert known("local x = 9223372036854775807 x = x + 1") == ("int", MIN, MAX)
    assert known("local x = 1 while c do x = x + 1000000000 end") == ("int", MIN, MAX)
    assert known("local x = math.mininteger") is None


def test_chains_of_variables_longer_than_the_search():
    """What comes in at the end of a chain reaches its start after as many rounds as it has variables."""
    names = [f"x{place}" for place in range(150)]
    steps = " ".join(f"{one} = {other}" for one, other in zip(names, names[1:]))
    found = Analysed(f"local {', '.join(names)} = 1{', 1' * 149} for _ = 1, 9 do {steps} x149 = f() end")
    assert all(found[name].fact is None for name in names)


def test_a_counter_that_starts_far_out_is_no_counter():
    assert known("local x = 9223372036854775000 while c do x = x + 1 end") == ("int", MIN, MAX)


def test_loops_bound_what_their_test_bounds():
    kind, low, high = known("local n = 1000 local x = 1 while x <= n do x = x + 7 end")
    assert (kind, low) == ("int", 1) and 1007 <= high <= FAR
    # not where an inner function may assign it in between, or the step comes from elsewhere
    assert known("local x = 1 local s = f() while x <= 100 do x = x + s end") is None


@pytest.mark.parametrize("text, low, high", [
    ("return 5 % 3", 0, 2), ("return -5 % 3", 0, 2), ("return 5 % -3", -2, 0), ("return 7 // -2", MIN, MAX),
    ("return -(3)", -3, -3), ("return - -9223372036854775807", MAX, MAX),
    ("return 9223372036854775807 + 1", MIN, MAX), ("return 4611686018427387904 * 2", MIN, MAX),
])
def test_ranges_of_expressions(text, low, high):
    stat, = Analysed(text).nodes(lua.Return)
    found = fact(stat.values[0])
    assert (found.kind, found.low, found.high) == ("int", low, high)


def expression(text):
    """The node of an expression over: i, a small int; f, a float; n, a number; s, t, unknown."""
    text = ("local i, f, n = 3, 0.5, 1 n = 0.5 for k = 1, 10 do i = k end "
            f"local function g(s, t) return {text} end")
    return Analysed(text).nodes(lua.Return)[0].values[0]


PREDICATES = {
    "is_integer": is_integer, "is_positive": is_positive, "is_float": is_float, "is_number": is_number,
    "is_raw_float": is_raw_float,
}


@pytest.mark.parametrize("text, holds", [
    ("i", "is_integer is_positive is_number"), ("f", "is_float is_raw_float is_number"), ("n", "is_number"),
    ("s", ""), ("0", "is_integer is_number"), ("i - 1", "is_integer is_number"), ("-i", "is_integer is_number"),
    ("i + f", "is_float is_raw_float is_number"), ("i + n", "is_number"), ("i + s", ""), ("'1' + i", ""),
    ("(f)", "is_float is_raw_float is_number"), ("f * s", "is_raw_float"), ("s / t", "is_raw_float"),
    ("s % f", ""), ("s .. f", ""), ("f < f", ""), ("#s", ""), ("s(f)", ""), ("s[f]", ""), ("f and f", ""),
    ("i // 2", "is_integer is_number"), ("i ~ 1", ""), ("~i", ""),
])
def test_predicates(text, holds):
    node = expression(text)
    assert {name for name, predicate in PREDICATES.items() if predicate(node)} == set(holds.split())


def test_overflow_is_told_by_side():
    assert overflow(expression("i + 1")) == (False, False)
    assert overflow(expression("i + 9223372036854775807")) == (False, True)
    assert overflow(expression("-i - 9223372036854775807")) == (True, False)


def test_keys_that_are_no_elements():
    assert [is_low_constant(expression(text)) for text in ("0", "-1", "1.5", "1", "i", "2")] == [
        True, True, True, False, False, False]


def test_hints_may_err_but_are_there():
    assert likely_integer(expression("s")) and likely_integer(expression("s + 1")) and not likely_integer(expression("'a'"))
    assert not likely_integer(expression("s == t")) and not likely_integer(expression("s .. t"))
    assert likely_float(expression("s / t")) and likely_float(expression("s * f")) and not likely_float(expression("s"))
