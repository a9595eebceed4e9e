"""What names mean; which variables are captured, assigned, steady; where closures need variables of their own."""

import pytest
from analysed import Analysed

from luapy.analysis.scopes import Global, Variable
from luapy.frontend import nodes as lua


def test_names_mean_the_innermost_variable():
    found = Analysed("local x = 1 do local x = 2 y = x end z = x")
    outer, inner = [variable for variable in found.variables if variable.name == "x"]
    values = [stat.values[0].info for stat in found.nodes(lua.Assign)]
    assert values == [inner, outer]
    assert [outer.mentions, inner.mentions] == [1, 1]


def test_a_local_begins_after_its_declaration():
    stat, = Analysed("local x = x").nodes(lua.Local)
    assert type(stat.names[0].info) is Variable and type(stat.values[0].info) is Global
    assert Analysed("local function f() return f end")["f"].mentions == 1
    assert Analysed("local f = function() return f end")["f"].mentions == 0


def test_repeat_tests_see_the_body():
    assert Analysed("repeat local x = f() until g(x)")["x"].mentions == 1


def test_globals_belong_to_the_environment_in_sight():
    found = Analysed("local _ENV = {} print(x)")
    env = found["_ENV"]
    assert [node.info.env for node in found.nodes(lua.Name) if type(node.info) is Global] == [env, env]
    assert env.kind == "local"


@pytest.mark.parametrize("text, captured, assigned", [
    ("local x = 1 return x", False, False),
    ("local x = 1 x = 2", False, True),
    ("local x = 1 return function() return x end", True, False),
    ("local x = 1 return function() x = 2 end", True, True),
    ("local x = 1 return function() local x = 2 return x end", False, False),
    ("local x = 1 return function() return function() return x end end", True, False),
    ("local x = 1 function x() end", False, True),
    ("local x = 1 x.y = 2", False, False),
])
def test_captured_and_assigned(text, captured, assigned):
    variable = Analysed(text).main.variables[0]
    assert (variable.captured, variable.assigned) == (captured, assigned)


def test_functions_know_their_free_variables():
    found = Analysed("local a, b = 1, 2 local function f() local function g() b = a end end")
    f, g = found.function("f"), found.function("g")
    assert {variable.name for variable in f.free} == {variable.name for variable in g.free} == {"a", "b"}
    assert {variable.name for variable in g.assigned_free} == {"b"} and not f.assigned_free


@pytest.mark.parametrize("text, fresh, boxed", [
    ("for i = 1, 3 do local x = i t[i] = function() return x end end", True, False),
    ("for i = 1, 3 do local x = i t[i] = function() x = x + 1 end end", True, True),
    ("while c do local x = i t[i] = function() return x end u[i] = function() return x end end", True, True),
    ("local x = 1 t.f = function() x = x + 1 end", False, False),
    ("for i = 1, 3 do local x = i end", False, False),
    ("::again:: local x = 1 t[#t + 1] = function() return x end goto again", True, False),
    ("local x = 1 t[1] = function() return x end goto done ::done::", False, False),
])
def test_loops_make_fresh_variables(text, fresh, boxed):
    variable = Analysed(text)["x"]
    assert (variable.fresh, variable.boxed) == (fresh, boxed)


@pytest.mark.parametrize("text, steady", [
    ("local function f() end", True),
    ("local f = function() end", True),
    ("local f function f() end", True),
    ("local f function f() end function f() end", False),
    ("local f = function() end f = nil", False),
    ("local f = function() end f = function() end", False),
    ("local f = g f = function() end", False),
    ("local f = 1 function f() end", False),
    ("local f f = g function f() end", False),
    ("local function f() end local function g() f = nil end", False),
    ("local function f() end f, x = 1, 2", False),
    ("local f", False),
    ("local f = g() function f() end", False),
    ("local f = ... function f() end", False),
    ("local a, f = g() function f() end", False),
    ("local a, f = 1 function f() end", True),
    ("local a, f = g(), 1 function f() end", False),
    ("local function g(f) function f() end end", False),
    ("for f in pairs(t) do function f() end end", False),
])
def test_steady_functions(text, steady):
    assert bool(Analysed(text)["f"].is_steady) == steady


@pytest.mark.parametrize("text, constant", [
    ("local x <const> = 5", True), ("local x <const> = 'a'", True), ("local x <const> = -5", True),
    ("local x <const> = nil", True), ("local x <const> = y", False), ("local x <const> = {}", False),
    ("local x = 5", False), ("local x <const>, y = f()", False),
])
def test_compile_time_constants(text, constant):
    assert (Analysed(text)["x"].constant is not None) == constant


def test_vararg_functions_of_51_have_a_hidden_table():
    assert Analysed("local function f(...) return arg end", "5.1").function("f").arg_variable is not None
    assert Analysed("local function f(...) return arg end", "5.4").function("f").arg_variable is None
    assert Analysed("local function f(a) return arg end", "5.1").function("f").arg_variable is None


@pytest.mark.parametrize("text", [
    "t[#t + 1] = 1", "for i = 1, 3 do t[i] = i end", "for i, v in ipairs(x) do t[i] = v end", "t[1] = 2", "local n = 0 n = n + 1 t[n] = 1",
    "table.insert(t, 1)", "tinsert(t, 1)",
])
def test_variables_whose_tables_get_elements(text):
    assert Analysed(f"local t = {{}} {text}")["t"].listed


@pytest.mark.parametrize("text", ["t.x = 1", "t['x y'] = 1", "t[k] = 1", "for k in pairs(x) do t[k] = 1 end", "insert(1, t)", "table.concat(t, 1)"])
def test_variables_whose_tables_may_get_anything_else(text):
    assert not Analysed(f"local t = {{}} {text}")["t"].listed


@pytest.mark.parametrize("value, numeric", [
    ("a + b", True), ("a * 2 - 1", True), ("a % b", True), ("a / b", False), ("a - a / 2", False), ("a + 0.5", False), ("h + a", False), ("f()", False),
    ("a .. b", False), ("a < b", False),
])
def test_a_variable_with_the_value_of_arithmetic_seems_to_be_an_int(value, numeric):
    found = Analysed(f"local a, b, h = 1, g(), 1.5 local k = {value}")["k"]
    assert found.numeric is numeric


def test_a_variable_compared_with_an_int_seems_to_be_one():
    assert Analysed("local k = g() if k >= 1 then f() end")["k"].numeric
    assert not Analysed("local k = g() if k >= 'a' then f() end")["k"].numeric
    assert not Analysed("local k = g() if k == 1 then f() end")["k"].numeric


def test_a_key_is_noted():
    analysed = Analysed("local k, m, t = g() t[k] = t[m + 1]")
    assert analysed["k"].keyed and not analysed["m"].keyed
