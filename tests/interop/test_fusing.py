"""Wrappers that run the instructions of their Lua function in their own frame: nothing tells them from the others."""

import cProfile
import gc
import inspect
import pickle
import pstats
import sys
import threading
import traceback
import weakref

import pytest

import luapy
from luapy.debug.entrances import entrance_of
from luapy.interop.functions import link_of
from luapy.interop.fusing import divided

pytestmark = pytest.mark.skipif(sys.gettrace() is not None or sys.version_info >= (3, 14),
                                reason="wrappers keep frames of their own")


def is_fused(function):
    return function.__code__.co_name.endswith(" ")


def fused(function, *args):
    """The function, called until its wrapper is fused with it."""
    for _ in range(60):
        function(*args)
    assert is_fused(function)
    return function


VALUES = [0, 7, -3, 2**31, -2**31, 2**62, -2**62, 1.5, -0.0, float("inf"), "", "12", "text", "Zoë", b"\xff", None, True, False]

FUNCTIONS = [
    "function(a) return a end",
    "function(a) end",
    "function(a) return end",
    "function(a) return 1 end",
    "function(a) return 'é' end",
    "function(a) return '\\xff' end",
    "function(a) return 2.0 end",
    "function(a) return nil end",
    "function(a) return true end",
    "function(a) return 1, 'é', nil end",
    "function(a) return a, a end",
    "function(a) return ({a})[1] end",
    "function(a) return not a end",
    "function(a) return a == 7 end",
    "function(a) return a + 1 end",
    "function(a) return a * 2^40 end",
    "function(a) return #a end",
    "function(a) return a .. 'x' end",
    "function(a) return a < 5 end",
    "function(a) if a then return a elseif a == false then return 'no' end return 1, 2 end",
    "function(a) for i = 1, 3 do if i == a then return i, a end end end",
    "function(a) for i = 1, 9 do if i == 4 then return a end end end",
    "function(a) while true do if a then return a end a = 'nothing' end end",
    "function(a) local f = function() return 5 end return f() end",
    "function(a) return pcall(error, a) end",
    "function(a) error('no ' .. type(a)) end",
    "function(a) error({a}) end",
    "function(a) return tostring(a) end",
    "function(a) local args = a return args end",
]


def outcome(function, value):
    try:
        result = function(value)
    except Exception as error:
        return type(error), str(error).split("table: ")[0]
    return repr(result)


@pytest.mark.parametrize("version", ["5.4", "5.1"])
@pytest.mark.parametrize("code", FUNCTIONS)
def test_the_same_for_all_values(code, version):
    """Whatever a function has been called with before it was fused."""
    lua = luapy.LuaRuntime(lua=version)
    general = lua.eval(code)  # called too seldom to be fused
    expected = [outcome(general, value) for value in VALUES]
    for first in (7, 1.5, "text", "12", None):
        function = lua.eval(code)
        for _ in range(60):
            outcome(function, first)
        assert [outcome(function, value) for value in VALUES] == expected


def test_small_functions_are_fused(lua):
    for code, args in [("function() return 1 end", ()), ("function(a, b) return a, b end", (1, "x")),
                       ("function(a) if a > 1 then return a end return -a end", (5,))]:
        fused(lua.eval(code), *args)


def test_functions_that_are_not_fused(lua):
    """Their wrappers have frames of their own, and do the same."""
    captured = lua.eval("function(a) return function() a = a + 1 return a end end")
    long = lua.eval("function(a) " + "a = a + 1 " * 100 + " return a end")
    varargs = lua.eval("function(...) return select('#', ...) end")
    for number in range(60):
        counter = captured(number)
        assert (counter(), counter()) == (number + 1, number + 2)
        assert long(number) == number + 100
        assert varargs(number, None) == 2
    assert not (is_fused(captured) or is_fused(long) or is_fused(varargs))


def test_parameters(lua):
    function = lua.eval("function(width, height) return width, height end")
    signature = inspect.signature(function)
    fused(function, 1, 2)
    assert inspect.signature(function) == signature
    assert function(height=2, width=1) == (1, 2)
    assert function(1) == (1, None)
    assert function(1, 2, 3, "four", []) == (1, 2)


def test_functions_of_modules_take_no_surplus_arguments(project):
    project.file("few.lua", "return {one = function(a) return a end}")
    function = fused(project.load("few").one, 1)
    with pytest.raises(TypeError, match="positional argument"):
        function(1, 2)
    assert str(inspect.signature(function)) == "(a=None)"


def test_it_is_still_the_same_function(project):
    project.file("same.lua", """
        local M = {}
        -- Gives it back.
        function M.give(a) return a end
        function M.is_give(f) return f == M.give end
        return M
    """)
    module = project.load("same")
    function = fused(module.give, 1)
    assert module.give is function
    assert module.is_give(function)
    assert pickle.loads(pickle.dumps(function)) is function
    assert (function.__name__, function.__qualname__, function.__module__, function.__doc__) == (
        "give", "give", "same", "Gives it back.")
    assert luapy.lua_type(function) == "function"


# What Lua is told ------------------------------------------------------------------------------


def test_levels(lua):
    """debug.getinfo, getlocal, setlocal and traceback."""
    lua.execute("""
        function look()
            local info = debug.getinfo(2, 'nSlf')
            local name, value = debug.getlocal(2, 1)
            debug.setlocal(2, 2, type(value) .. '!')
            return info.func, info.currentline, info.linedefined, info.what, name, value, debug.traceback('here')
        end
        function f(a)
            local b = 0
            local func, line, defined, what, name, value, trace = look()
            return func, line, defined, what, name, value, trace, b
        end
    """)
    function = lua.globals().f
    expected = function("x")
    assert expected[0] is function and expected[-1] == "string!"
    assert fused(function, "x")("x") == expected
    assert function(["not learned"])[:5] == expected[:5]


def test_variables_with_the_names_of_wrappers(lua):
    lua.execute("""
        function look() return select(2, debug.getlocal(2, 1)), select(2, debug.getlocal(2, 2)) end
        function local_(result) local args = 5 local a, b = look() return a, b end
        function captured(more) local args = 5 local f = function() return args end local a, b = look() return a, b end
    """)
    for name in ("local_", "captured"):
        function = lua.globals()[name]
        assert function(1) == (1, 5)
        assert fused(function, 1)(2) == (2, 5)


def test_calls_of_itself_stay_in_lua(lua):
    lua.execute("""
        calls = {}
        function note() calls[#calls + 1] = debug.getinfo(2, 'f').func == down end
        function down(n)
            note()
            if n > 0 then down(n - 1) end
        end
    """)
    function = fused(lua.globals().down, 5)
    lua.execute("calls = {}")
    crossed = []

    def watch(frame, event, _):
        if event == "call" and entrance_of(frame.f_code) is not None:
            crossed.append(frame.f_code)
    sys.setprofile(watch)
    try:
        function(20)
    finally:
        sys.setprofile(None)
    assert list(lua.globals().calls.values()) == [True] * 21
    assert crossed == [function.__code__]


def test_deep_recursion(lua):
    function = fused(lua.eval("(function() local function f(n) if n == 0 then return 0 end return (f(n - 1)) end return f end)()"), 3)
    with pytest.raises(luapy.LuaError, match="stack overflow"):
        function(10**8)
    assert function(10) == 0


def test_upvalues_are_shared(lua):
    add, count, set_upvalue, join = lua.execute("""
        local n, other = 0, 100
        local function add(a) n = n + a return n end
        local function count() return n end
        return add, count, function(v) return debug.setupvalue(count, 1, v) end,
            function() debug.upvaluejoin(count, 1, function() return other end, 1) end
    """)
    fused(add, 1)
    fused(count)
    assert (add(5), count()) == (65, 65)
    assert set_upvalue(7) == "n"
    assert (add(1), count()) == (8, 8)
    join()
    assert (add(1), count()) == (9, 100)
    for _ in range(60):
        assert count() == 100


def test_environments():
    lua = luapy.LuaRuntime(lua="5.1")
    lua.execute("x = 1 function f() return x end function change() setfenv(f, {x = 2}) end")
    function = fused(lua.globals().f)
    lua.globals().change()
    assert function() == 2


def test_hooks_see_it(lua):
    function, on, off = lua.execute("""
        local seen = {}
        return function(a)
                local b = a
                return b
            end,
            function() seen = {} debug.sethook(function(event, line) seen[#seen + 1] = line or event end, 'crl') end,
            function() debug.sethook() return table.concat(seen, ' ') end
    """)

    def hooked():
        on()
        assert function(1) == 1
        return off()
    expected = hooked()
    assert "4 5" in expected
    fused(function, 1)
    assert hooked() == expected
    fused(function, 1)


@pytest.mark.parametrize("version", ["5.4", "5.1"])
def test_hooks_that_are_set_in_it(version):
    lua = luapy.LuaRuntime(lua=version)
    function, seen = lua.execute("""
        local wanted, seen
        local function hook(event, line) seen[#seen + 1] = line or event end
        local function start() if wanted then debug.sethook(hook, 'l') end end
        local function function_(a)
            start()
            local b = a
            do
                return b
            end
        end
        return function_, function(...)
            seen, wanted = {}, true
            function_py(...)
            debug.sethook()
            wanted = false
            return table.concat(seen, ' ')
        end
    """)
    lua.globals().function_py = lambda *args: function(*args)
    expected = seen(1)
    assert expected.startswith("7 9")
    fused(function, 1)
    assert seen(1) == expected


@pytest.mark.parametrize("count", [1, 3])
def test_count_hooks_that_are_set_in_it(lua, count):
    function, counted = lua.execute("""
        local wanted, n
        local function start(count) if wanted then debug.sethook(function() n = n + 1 end, '', count) end end
        local function f(a)
            start(a)
            for i = 1, a do a = a * 1 end
            return a
        end
        return f, function(a)
            n, wanted = 0, true
            f_py(a)
            debug.sethook()
            wanted = false
            return n
        end
    """)
    lua.globals().f_py = lambda a: function(a)
    expected = counted(count)
    assert expected > 0
    fused(function, count)
    assert counted(count) == expected


def test_coroutines_yield_in_it(lua):
    give = lua.eval("function(a) return coroutine.yield(a) end")
    lua.globals().call = lambda a: give(a)
    lua.execute("""
        function run(n)
            local co, sum = coroutine.wrap(function() for i = 1, n do assert(call(i) == i * 2) end return 'end' end), 0
            local got = co()
            while got ~= 'end' do sum = sum + got got = co(got * 2) end
            return sum
        end
    """)
    assert [lua.globals().run(number) for number in (60, 10)] == [1830, 55]


# Errors ----------------------------------------------------------------------------------------


def shown(call):
    """The error of a call and its traceback, from Lua on."""
    with pytest.raises(Exception) as caught:
        call()
    error = caught.value
    entries = [(entry.lineno, entry.name.strip(), entry.line) for entry in traceback.extract_tb(error.__traceback__)]
    return entries[2:], type(error), str(error).split("table: ")[0]


@pytest.mark.parametrize(("body", "value"), [
    ("return a.b.c", 1), ("return nothing.b", 1), ("error('no')", 1), ("error({})", 1), ("return a + {}", 1),
    ("local x = string.rep() return x", 1), ("local x = python_fail(a) return x", 1), ("local x = lua_fail(a) return x", 1),
])
def test_errors_are_as_before(project, body, value):
    project.file("failing.lua", f"""
        local python_fail
        local function lua_fail(a) error("deep") end
        local function f(a, fails)
            if fails then
                {body}
            end
            return a
        end
        return {{f = f, set = function(f) python_fail = f end}}
    """)
    module = project.load("failing")
    module.set(lambda a: a / 0)
    expected = shown(lambda: module.f(value, True))
    assert [name for _, name, _ in expected[0]][:1] == ["f"]
    fused(module.f, value)
    assert shown(lambda: module.f(value, True)) == expected


def test_errors_keep_what_led_to_them(lua):
    function = fused(lua.eval("function(a, f) if f then local x = f(a) return x end return a end"), 1)
    cause = KeyError("k")

    def fail(a):
        raise ValueError("v") from cause
    with pytest.raises(ValueError, match="v") as caught:
        function(1, fail)
    assert caught.value.__cause__ is cause
    with pytest.raises(OverflowError):
        function(2**64)
    with pytest.raises(KeyboardInterrupt):
        function(1, lambda a: (_ for _ in ()).throw(KeyboardInterrupt()))


def test_lua_traceback_of_an_error(lua):
    function = lua.eval("function(a) local t if a > 5 then t.x = 1 end return a end")

    def trace():
        with pytest.raises(luapy.LuaError) as caught:
            function(6)
        return caught.value.traceback
    expected = trace()
    fused(function, 1)
    assert trace() == expected


def test_handled_exceptions_stay_handled(lua):
    """Whatever a function raises: afterwards no exception is being handled."""
    function = fused(lua.eval("function(a) if a > 5 then error('no') end return a end"), 1)
    with pytest.raises(luapy.LuaError):
        function(6)
    assert sys.exc_info() == (None, None, None)
    try:
        raise ValueError("outer")
    except ValueError as outer:
        with pytest.raises(luapy.LuaError):
            function(6)
        assert sys.exc_info()[1] is outer


# Python's tools --------------------------------------------------------------------------------


def test_lines_of_tools(project):
    """What a trace function sees: coverage and debuggers rest on it."""
    project.file("traced.lua", """
        return {f = function(a)
            local b = a
            if b > 5 then
                return b
            end
            return 0
        end}
    """)
    function = fused(project.load("traced").f, 1)

    def lines(*args):
        seen = []

        def trace(frame, event, _):
            if frame.f_code.co_filename.endswith("traced.lua") and event == "line":
                seen.append(frame.f_lineno)
            return trace
        sys.settrace(trace)
        try:
            function(*args)
        finally:
            sys.settrace(None)
        return seen
    assert lines(1) == [2, 3, 6]
    assert lines(9) == [2, 3, 4]


def test_profilers_count_all_calls(project):
    project.file("counted.lua", """
        local M = {}
        function M.small(a) return a end
        function M.many() for i = 1, 10 do M.small(i) end end
        return M
    """)
    module = project.load("counted")
    fused(module.small, 1)
    profile = cProfile.Profile()
    profile.runcall(lambda: [module.small(1), module.small(2), module.many()])
    counts = {key[2]: entry[1] for key, entry in pstats.Stats(profile).stats.items() if key[0].endswith("counted.lua")}
    assert sum(count for name, count in counts.items() if "small" in name) == 12


def test_tables_of_positions_can_be_divided():
    """Also where CPython has made one entry of what enters a function and of what comes next."""
    code = (lambda a: [a.b, a.c]).__code__
    rest = len(list(code.co_positions())) - 3
    table = bytes([0x82, 0x35]) + bytes([0xF8]) * rest  # three units in columns 3 to 8, the others nowhere
    positions = list(code.replace(co_linetable=table).co_positions())
    assert positions[2:4] == [(code.co_firstlineno, code.co_firstlineno, 3, 8), (None,) * 4]
    for unit in range(1, 6):
        before, after = divided(table, unit)
        assert list(code.replace(co_linetable=before + after).co_positions()) == positions
        assert (len(before), len(after)) == ((2, 2 + rest) if unit < 3 else (unit - 1, rest + 3 - unit))


# States and threads ----------------------------------------------------------------------------


def test_runtimes_are_freed(lua):
    """The code of a wrapper must not keep anything alive: Python's collector does not look into it."""
    class Holder:
        pass

    def make():
        lua = luapy.LuaRuntime()
        holder = Holder()
        holder.function = fused(lua.eval("(function() local t = {} return function(a) return a, t end end)()"), 1)
        lua.globals().holder = holder
        return weakref.ref(link_of(holder.function).border.state)
    states = [make() for _ in range(3)]
    lua.eval("1")
    gc.collect()
    assert [state() for state in states] == [None] * 3


def test_runtimes_take_turns():
    runtimes = [luapy.LuaRuntime(lua=version) for version in ("5.4", "5.1")]
    functions = [lua.eval("function(a) return tostring(a + 0.0) end") for lua in runtimes]
    for repeats in [70] * 3 + [1] * 60:
        for function, expected in zip(functions, ("5.0", "5"), strict=True):
            for _ in range(repeats):
                assert function(5) == expected


def test_threads(lua):
    function = fused(lua.eval("function(a) return a, coroutine.running() end"), 1)
    found = []

    def work():
        found.extend(function(number)[0] for number in (1, 2.5, "é", True, 2**40))
    threads = [threading.Thread(target=work) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [1, 2.5, "é", True, 2**40] * 3
    assert function("x")[0] == "x"
