"""Blocks that take locals read from fields for floats: which, with what gain, and when they must not."""

import pytest
from analysed import Analysed

from luapy.analysis.numbers import FLOAT, is_float
from luapy.analysis.regions import MAX_NODES, assume, float_region, restore
from luapy.frontend import nodes as lua

SUMS = "x * x + y * y + x * y + x - y + x * 2.5"
START = "local x, y = a.x, a.y "


def regions(body):
    """[(names taken for floats, names that the block declares)] of the statements of function f(a, b, n)."""
    stats = Analysed(f"local function f(a, b, n) {body} end")["f"].holds.body.stats
    found = [float_region(stats, position) for position in range(1, len(stats))]
    return [({variable.name for variable in floats}, {variable.name for variable in declared})
            for floats, declared in filter(None, found)]


@pytest.mark.parametrize("body, floats, declared", [
    (START + f"return {SUMS}", {"x", "y"}, set()),
    ("local x = a.x local y = b.y return " + SUMS, {"x", "y"}, set()),
    ("local x, y = a.x - b.x, a.y / b.y return " + SUMS, {"x", "y"}, set()),
    ("local x, y = a[1], a[2] return " + SUMS, {"x", "y"}, set()),
    (START + f"local z = {SUMS} return z * x", {"x", "y"}, {"z"}),
    (START + "local s = 0 for i = 1, n do s = s + x * y end return s", {"x", "y"}, {"i"}),
    (START + "local s = 0 while s < n do s = s + x * y - x end return s", {"x", "y"}, set()),
    (START + "local s = 0 repeat s = s + x * y - x until s > n return s", {"x", "y"}, set()),
    (START + f"if n then return {SUMS} end", {"x", "y"}, set()),
    ("local x, y, z = a.x, a.y, a.z return " + SUMS, {"x", "y"}, set()),   # z is not used
    ("local x, y = a.x, a.y local t = {} return " + SUMS, {"x", "y"}, set()),  # the declarations go on
    ("local x, y, t = a.x, a.y, a.t return t[1], " + SUMS, {"x", "y"}, set()),  # t is indexed
])
def test_regions(body, floats, declared):
    found = regions(body)
    assert found and found[0][0] == floats and found[0][1] >= declared


@pytest.mark.parametrize("body", [
    START + "return x * 2",                                    # too little to gain
    START + f"x = 1 return {SUMS}",                            # assigned again
    "local x, y = a, b return " + SUMS,                        # copies
    "local x, y = a(), b() return " + SUMS,                    # results
    "local x, y = 1, 2 return " + SUMS,                        # ints
    "local x, y = a .. b, a == b return " + SUMS,
    START + f"b = function() return 1 end return {SUMS}",  # a function would be made twice
    START + f"local function g() return 1 end return {SUMS}",
    START + f"function a.g() return 1 end return {SUMS}",
    START + f"::again:: if n then goto again end return {SUMS}",
    START + f"local c <close> = b return {SUMS}",
    START + f"print(x .. y) print(#x, #y) return {SUMS}",      # used as no float is
    START + f"print(x.f, y.f) return {SUMS}",
    START + f"print(x(), y()) return {SUMS}",
    START + f"print(x:f(), y:f()) return {SUMS}",
    START + f"print(a[x], a[y]) return {SUMS}",
    START + f"for i = x, y do end return {SUMS}",
    START + f"print(x & 1, y | 1) return {SUMS}",
    START + "b = x * y " * (MAX_NODES // 4) + "return b",  # too long to be translated twice
])
def test_no_regions(body):
    assert all("x" not in floats for floats, _ in regions(body))


def test_captured_variables_are_not_tested():
    assert regions(f"{START} do return function() return {SUMS} end end") == []


def test_calls_do_not_change_what_the_test_has_found():
    """Nothing else can assign a local variable that no function captures."""
    assert regions(START + f"b() b.c = 1 return {SUMS}")[0][0] == {"x", "y"}


def test_facts_in_a_region():
    found = Analysed(f"local function f(a) {START} local z = x * 2 local w = {SUMS} local i = 1 local s = 1 s = s + x end")
    x, y, inner = found["x"], found["y"], [found[name] for name in "zwis"]
    saved = assume([x, y], inner)
    assert [variable.fact and variable.fact.kind for variable in inner] == ["float", "float", "int", "number"]
    assert is_float(found.nodes(lua.BinOp)[0])
    restore(saved)
    assert x.fact is y.fact is None and [variable.fact and variable.fact.kind for variable in inner] == [None, None, "int", None]


def test_what_a_region_must_not_conclude():
    """Operands that are no floats decide themselves: comparisons, concatenations, results, strings."""
    found = Analysed("local function f(a) local x = a.x local b, c, d, e = x < 1, x .. '', g(x), x and 1 local h = x + '1' end")
    inner = [found[name] for name in "bcdeh"]
    assume([found["x"]], inner)
    assert found["x"].fact is FLOAT and all(variable.fact is None for variable in inner)
