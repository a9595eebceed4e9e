"""Lua functions as Python functions."""

import functools
import inspect
import subprocess
import sys
import time
import timeit
import types
from pathlib import Path

import pytest

import luapy


def test_they_are_python_functions(lua):
    function = lua.eval("function(a, b) return a end")
    assert isinstance(function, types.FunctionType)
    assert callable(function) and luapy.lua_type(function) == "function"
    assert sorted(["bb", "a"], key=lua.eval("function(s) return #s end")) == ["a", "bb"]
    assert list(map(lua.eval("function(n) return n * 2 end"), [1, 2.5])) == [2, 5.0]


def test_missing_arguments_are_nil_and_surplus_ones_dropped(lua):
    function = lua.eval("function(a, b) return a, b end")
    assert function() == (None, None)
    assert function(1) == (1, None)
    assert function(1, 2, 3) == (1, 2)


def test_arguments_by_name(lua):
    function = lua.eval("function(width, height) return width - height end")
    assert function(height=1, width=5) == 4


def test_varargs(lua):
    function = lua.eval("function(first, ...) return select('#', ...), first end")
    assert [function(), function(1), function(1, None, None)] == [(0, None), (0, 1), (2, 1)]
    assert str(inspect.signature(function)) == "(first=None, *args)"


def test_library_functions_tell_no_value_from_nil(lua):
    assert lua.eval("select")("#", None) == 1
    with pytest.raises(luapy.LuaError, match="got no value"):
        lua.eval("string.rep")()


@pytest.mark.parametrize("calls", [
    [(1, 2), (1, 2), (1.5, 2), ("a", "b"), (1, "2"), (None, True), (2**62, 1), ("ä", "b"), (b"\xff", 1)],
    [("a", "b"), ("c", "ä"), (1, 2), (-10**9, 10**9), (-2**40, 2**40), (True, False)],
    [(1.5, 2.5), (1, 2.5), (None, None), ("", ""), (b"", "")],
])
def test_learned_code_does_what_general_code_does(lua, calls):
    """The code of a function adapts to what it is called with; results never depend on that."""
    learning = lua.eval("function(a, b) return b, a end")
    expected = []
    for args in calls:
        expected.append(lua.eval("function(a, b) return b, a end")(*args))
    for _ in range(60):
        assert [learning(*args) for args in calls] == expected


def test_learned_code_of_single_results(lua):
    learning = lua.eval("function(a) return a end")
    values = [1, 1.5, "x", "ä", None, True, False, 2**62, b"\xff"]
    for _ in range(60):
        for value in values:
            result = learning(value)
            assert result == value and type(result) is type(value)
    table = lua.table()
    assert learning(table) == table


def test_learned_code_of_varargs(lua):
    learning = lua.eval("function(first, ...) return select('#', ...), first, ... end")
    for _ in range(60):
        for args in ((1,), (1, 2), ("x", 1.5, None), (None, "ä", True), (2, b"\xff", 2**62), (3, [1])):
            assert learning(*args) == (len(args) - 1, *args)
    with pytest.raises(OverflowError):
        learning(1, 2**64)


def test_learned_code_of_nothing(lua):
    learning = lua.eval("function(a) if a then return a end end")
    for _ in range(60):
        assert [learning(None), learning(5), learning("x"), learning(False)] == [None, 5, "x", None]


def test_learned_code_runs_in_its_own_state():
    """However often runtimes take turns: what their functions do depends on it."""
    runtimes = [luapy.LuaRuntime(lua=version) for version in ("5.4", "5.1")]
    functions = [lua.eval("function(a) return tostring(a) .. #(_VERSION) end") for lua in runtimes]
    plain = [lua.eval("function(a) return a end") for lua in runtimes]
    for _ in range(30):
        for repeats in (1, 3):
            for function, same, expected in zip(functions, plain, ("2.07", "27"), strict=True):
                for _ in range(repeats):
                    assert (same(5), function(2.0)) == (5, expected)


def test_errors_of_learned_code(lua):
    function = lua.eval("function(a) if a > 3 then error('too much') end return a end")
    for _ in range(5):
        assert function(1) == 1
        with pytest.raises(luapy.LuaError, match="too much"):
            function(4)


def test_wraps_does_not_make_a_lua_function(lua):
    function = lua.eval("function(a) return a end")

    @functools.wraps(function)
    def other(a):
        return a + 1
    assert lua.eval("function(f) return f(1) end")(other) == 2
    assert luapy.lua_type(other) is None


def test_recursion_between_the_languages(lua):
    lua.execute("function down(n) if n == 0 then return 0 end return 1 + py(n - 1) end")
    lua.globals().py = lambda n: lua.globals().down(n)
    assert lua.globals().down(50) == 50


def test_callable_tables(lua):
    table = lua.eval("setmetatable({}, {__call = function(self, a) return a + 1 end})")
    assert table(1) == 2


def ratio(lua_code, python_function, *args):
    """How much longer a call of the Lua function takes (the best of rounds that measure both: others slow this machine)."""
    lua = luapy.LuaRuntime()
    function = lua.eval(lua_code)
    for _ in range(3):
        function(*args)
    call = "f(" + ", ".join(map(repr, args)) + ")"
    rounds = [[timeit.timeit(call, globals={"f": one}, number=4000, timer=time.process_time)
               for one in (function, python_function)] for _ in range(45)]
    one, other = map(min, zip(*rounds, strict=True))
    return one / other


def check_costs():
    """Measured: 1.6 to 2.9 on 3.11, up to 3.6 on 3.13, whose calls of Python functions are quicker; a check more is 0.3."""
    most = 3.6 if sys.version_info < (3, 12) else 4.4
    found = {
        "none": ratio("function() return 1 end", lambda: 1),
        "float": ratio("function(a) return a end", lambda a: a, 1.5),
        "string": ratio("function(a) return a end", lambda a: a, "text"),
        "integer": ratio("function(a) return a end", lambda a: a, 5),
        "two integers": ratio("function(a, b) return b end", lambda a, b: b, 1, 2),
    }
    assert max(found.values()) < most, found


def test_the_border_is_cheap():
    """benchmarks/border.py gives the figures. Where several threads have run Lua code, calls cost more."""
    subprocess.run([sys.executable, "-c", "import test_functions; test_functions.check_costs()"], cwd=Path(__file__).parent,
                   check=True, timeout=100)
