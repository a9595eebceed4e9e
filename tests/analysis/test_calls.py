"""Functions whose results, arguments and tail calls are known."""

import pytest
from analysed import Analysed

from luapy.analysis.results import gives_single_result, takes_surplus
from luapy.frontend import nodes as lua


@pytest.mark.parametrize("text, single", [
    ("local function f() return 1 end", True),
    ("local function f(a) if a then return 1 else return nil end end", True),
    ("local function f(a) do return a end end", True),
    ("local function f() return (g()) end", True),
    ("local function f() return g() and h() end", True),
    ("local function f(n) if n == 0 then return 0 end return f(n - 1) end", True),
    ("local function g() return 1 end local function f() return g() end", True),
    ("local function f() end", False),
    ("local function f() return end", False),
    ("local function f() return 1, 2 end", False),
    ("local function f(...) return ... end", False),
    ("local function f() return g() end", False),
    ("local function f() return o:m() end", False),
    ("local function f(a) if a then return 1 end end", False),
    ("local function f(a) if a then return 1 elseif b then return 2 end end", False),
    ("local function f(a) while true do return 1 end end", True),
    ("local function f(a) while a do return 1 end end", False),
    ("local function f(a) while true do if a then break end return 1 end end", False),
    ("local function f(a) while true do while a do break end return 1 end end", True),
    ("local function f(a) while true do if a then goto out end return 1 end ::out:: end", False),
    ("local function f(a) for i = 1, a do return i end end", False),
    ("local function g() return 1, 2 end local function f() return g() end", False),
    ("local function g() return 1 end g = nil local function f() return g() end", True),
    ("local function g() return 1 end g = h local function f() return g() end", False),
    ("local function f(g) return g() end f(function() return 1 end)", True),
    ("local function f(g) return g() end f(function() return 1, 2 end)", False),
    ("local function f(g) return g() end f(function() return 1 end) f(h)", False),
    ("local function f(g) return g() end f(function() return 1 end) h(f)", False),
    ("local function f(g) return g() end f(setmetatable({}, {}))", False),
    ("local function f(a) if a then goto done end do return 1 end ::done:: end", False),
])
def test_functions_with_one_result(text, single):
    assert (Analysed(text).function("f").result is not None) == single


@pytest.mark.parametrize("text, count", [
    ("local function f() return 1, 2 end", 2),
    ("local function f() return end", 0),
    ("local function f(a) if a then return 1, 2 end return 3, f() end", None),
    ("local function f(a) if a then return 1, 2 end return f(a) end", 2),
    ("local g local function f(a) return g(a) end function g(a) if a then return f(a) end return 1, 2, 3 end", 3),
    ("local g local function f(a) return g(a) end function g(a) return f(a) end", None),
    ("local g local function f(a) if a then return g(a) end return 1 end function g(a) return 1, f(a) end", None),
    ("local function f() return 1, g() end", None),
    ("local function f() return 1, (g()) end", 2),
    ("local function f(...) return 1, ... end", None),
    ("local function f(a) if a then return 1, 2 end return 1 end", None),
    ("local function f(a) if a then return 1, 2 end end", None),
    ("local function f(a) while true do if a then return 1, 2 end end end", 2),
    ("local function f() error('no') end", None),
])
def test_numbers_of_results(text, count):
    assert Analysed(text).function("f").results == count


@pytest.mark.parametrize("text, known", [
    ("local function f() return 1 end return 1 + f()", True),
    ("local f function f() return 1 end return 1 + f()", True),
    ("local f = g() function f() return 1 end return 1 + f()", False),
    ("local a, f = ... function f() return 1 end return 1 + f()", False),
    ("local function f() return 1 end f = g return 1 + f()", False),
    ("local function f() return 1, 2 end return 1 + f()", False),
    ("return 1 + f()", False),
    ("local t = {f = function() return 1 end} return 1 + t.f()", False),
    ("local function f() return 1 end local g = f return 1 + g()", True),
    ("local function f() return 1 end local g = f or h return 1 + g()", False),
    ("local function f() return 1 end local g = f g = h return 1 + g()", False),
    ("local g for _ = 1, 2 do g = function() return 1 end end return g()", True),
    ("local function make() return function() return 1 end end local g = make() return g()", True),
    ("local function make(h) if h then return h end return function() return 1 end end local g = make(x) return g()", False),
    ("local function make(n) if n then return n end return function() return 1 end end local g = make(x) return g()", False),
    ("local function id(v) return v end local g = function() return 1 end g = id(t.f) return g()", False),
    ("local function id(v) return v end local g = function() return 1 end g = id(5) return g()", False),
    ("local g = function() return 1 end local function set(v) g = v end set(h) return g()", False),
    ("local g = function() return 1 end local function set(v) g = v end set(nil) return g()", True),
    ("local g for g in h do return g() end", False),
    ("local g, h = function() return 1 end g, h = x() return g()", False),
])
def test_calls_with_one_result(text, known):
    calls = Analysed(text).nodes(lua.Call)
    assert gives_single_result(calls[-1]) == known


@pytest.mark.parametrize("text, surplus", [
    ("local function f(a) return a end f(1)", False),
    ("local function f(a) return a end f(1) f(2)", False),
    ("local function f() end f()", False),
    ("local function f(a) return a end f(1, 2)", True),
    ("local function f(a) return a end f()", True),
    ("local function f(a) return a end f(g())", True),
    ("local function f(a) return a end f(...)", True),
    ("local function f(a) return a end f((g()))", False),
    ("local function f(a) return a end f(f(1))", False),
    ("local f function f(a) return a end f(1)", False),
    ("local f function f(a) return a end f = g f(1)", False),
    ("local function f(a) return a end f(1) t.f = f", True),
    ("local function f(a) return a end pcall(f, 1, 2)", True),
    ("local function f(a) return a end return f", True),
    ("local function f(a) return f(a, 1) end f(1)", True),
    ("local function f(...) end f(1)", True),
    ("local f = function(a) end f(1) f = nil", False),
    ("local f = function(a) end local g = f g(1)", False),
    ("local f = function(a) end local g = f g(1, 2)", True),
    ("local f = function(a) end local g = f t[1] = g", True),
    ("local f = function(a) end local g = f if g then g(1) end", False),
    ("local f = function(a) end local g = f or h g(1)", True),
    ("local function map(t, h) return h(t) end local f = function(a) end map(1, f)", False),
    ("local function map(t, h) return h(t, 1) end local f = function(a) end map(1, f)", True),
    ("local function map(t, h) return pcall(h, t) end local f = function(a) end map(1, f)", True),
    ("local function map(t, ...) return ... end local f = function(a) end map(1, f)", True),
    ("local function map(t) return t end local f = function(a) end map(1, f)", False),
    ("local function map(t, h) h(t) end x.map = map local f = function(a) end map(1, f)", False),
    ("local function map(t, h) h(t) end map = x local f = function(a) end map(1, f)", True),
    ("local function make() local f = function(a) end return f end make()(1)", True),
    ("local function make() local f = function(a) end return f end local g = make() g(1)", False),
    ("local function make() local f = function(a) end return f end x = make()", True),
    ("local function make() local f = function(a) end return f end x(make())", True),
    ("local function make() local f = function(a) end return f end make() g = make", True),
    ("local function make() local f = function(a) end return f, 1 end local g = make() g(1)", True),
    ("local function make() local f = function(a) end return f end local function again() return make() end again()", False),
    ("local function make() local f = function(a) end return f end local function again() return make() end x = again()", True),
    ("local f = function(a) end f(1) local f = function(a) end return f", True),
    ("local f = function(a) end return f == f", True),
    ("local f = function(a) end return {f}", True),
    ("local f = function(a) end for _ in f do end", True),
    ("local f = function(a) end o:m(f)", True),
    ("local f = function(a) end return (f)", True),
])
def test_functions_that_may_get_surplus_arguments(text, surplus):
    assert takes_surplus(Analysed(text)["f"].holds) == surplus


@pytest.mark.parametrize("text, group", [
    ("local a, b function a(n) return b(n) end function b(n) return a(n) end", {"a", "b"}),
    ("local a, b, c function a() return b() end function b() return c() end function c() return a() end", {"a", "b", "c"}),
    ("local a, b function a() return b() end function b() return 1 end", set()),
    ("local function a() return a() end", set()),
    ("local a, b function a() return (b()) end function b() return a() end", set()),
    ("local a, b function a() return 1 + b() end function b() return a() end", set()),
    ("local a, b function a() local x = b() return x end function b() return a() end", set()),
    ("local a, b function a() return b() end function b() return a() end b = nil", set()),
    ("local a = 1 local b function a() return b() end function b() return a() end", set()),
])
def test_groups_of_tail_calls(text, group):
    found = Analysed(text)
    assert {other.own.name if other.own else found_name(found, other) for other in found.function("a").group} == group


def found_name(found, info):
    return next(variable.name for variable in found.variables if variable.holds is info.node)


@pytest.mark.parametrize("text, loops", [
    ("local function f(n) if n == 0 then return 0 end return f(n - 1) end", True),
    ("local f = function(n) return f(n) end", False),
    ("local function f(n) return (f(n - 1)) end", False),
    ("local function f(n) return 1 + f(n - 1) end", False),
    ("local function f(n) return f(n - 1) end f = nil", False),
    ("local function f(n) local x = n t[n] = function() return x end return f(n - 1) end", False),
    ("local function f(n) local function g() return f(n) end end", False),
])
def test_functions_that_loop_by_tail_calls(text, loops):
    assert bool(Analysed(text).function("f").loops_to_itself) == loops


@pytest.mark.parametrize("text, number", [
    ("function f(n) return f(n - 1) end", 1),
    ("function M.f(n) if n then return M.f(n - 1) end return M.f() end", 2),
    ("M.a.f = function(n) return M.a.f(n - 1) end", 1),
    ("function M:f(n) return self:f(n - 1) end", 1),
    ("function M:f(n) return self.next:f(n - 1) end", 0),
    ("function M:f(n) local self = other return self:f(n - 1) end", 0),
    ("function M.f(self, n) return self:f(n - 1) end", 1),
    ("local f f = function(n) return f(n - 1) end", 1),
    ("local function f(n) return f(n - 1) end f = g", 1),
    ("function M.f(n) return N.f(n - 1) end", 0),
    ("function M:f(n) return M.f(self, n - 1) end", 1),
    ("function M:f(n) return Base.f(self, n - 1) end", 0),
    ("function M.f(n) return M[f](n - 1) end", 0),
    ("function f(n) local f = g return f(n - 1) end", 0),
    ("function f(n) return (f(n - 1)) end", 0),
    ("function f(n) return 1, f(n - 1) end", 0),
    ("function f(n) return function() return f(n - 1) end end", 0),
])
def test_tail_calls_by_the_name_that_a_function_is_stored_under(text, number):
    outermost = Analysed(text).nodes(lua.Function)[1]
    assert len(outermost.info.repeats) == number


def test_functions_whose_variables_closures_hold_do_not_loop():
    for body, loops in (("local x = n", True), ("g(function() return n end)", False)):
        outermost = Analysed(f"function f(n) {body} return f(n - 1) end").nodes(lua.Function)[1]
        assert outermost.info.repeats and outermost.info.may_loop_to_itself == loops


@pytest.mark.parametrize("after, jumps, may_jump", [
    ("", True, False),
    ("f = nil", False, True),
    ("debug.setlocal(1, 1, f)", False, True),
])
def test_local_functions_are_compared_where_their_variable_may_change(after, jumps, may_jump):
    info = Analysed(f"local function f(n) return f(n - 1) end {after}").nodes(lua.Function)[1].info
    assert (info.loops_to_itself, info.may_loop_to_itself) == (jumps, may_jump)
