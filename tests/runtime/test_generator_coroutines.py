"""Coroutines that are Python's generators: when, and that Lua cannot tell."""

import gc
import threading

import pytest

import luapy
from luapy.runtime.coroutines import Coroutine

BODY = "function(...) for i = 1, 10 do coroutine.yield(i, ...) end end"
DEEP = "local function give(i) coroutine.yield(i) end return coroutine.wrap(function() for i = 1, 10 do give(i) end end)"


def test_direct_yields_need_no_greenlet(lua, suspended_greenlets):
    before = suspended_greenlets()
    steps = [lua.execute(f"return coroutine.wrap({BODY})") for _ in range(5)]
    assert [step() for step in steps] == [1] * 5
    assert suspended_greenlets() == before


def test_a_chunk_that_yields_anywhere_makes_later_coroutines_greenlets(lua, suspended_greenlets):
    """Those that have begun go on; which way the others run shows when they are first resumed."""
    started, waiting = [lua.execute(f"return coroutine.wrap({BODY})") for _ in range(2)]
    assert started() == 1
    before = suspended_greenlets()
    deep = lua.execute(DEEP)
    assert [deep(), waiting("x"), started()] == [1, (1, "x"), 2]
    assert suspended_greenlets() == before + 2
    assert [deep(), waiting(), started()] == [2, (2, "x"), 3]


def test_the_same_chunk_on_greenlets_gives_the_same(lua):
    text = """
        local log = {}
        local function stage(source)
          return coroutine.create(function(a, ...)
            log[#log + 1] = a + select("#", ...)
            local b, c = coroutine.yield(a, nil)
            for v in source do log[#log + 1] = coroutine.yield(v) or "nothing" end
            return b, c, coroutine.yield()
          end)
        end
        local co = stage(coroutine.wrap(function() coroutine.yield(1) coroutine.yield(2, 3) end))
        for i = 1, 7 do
          local results = table.pack(coroutine.resume(co, i, nil))
          for j = 1, results.n do log[#log + 1] = tostring(results[j]) end
          log[#log + 1] = coroutine.status(co)
        end
        return table.concat(log, " ")"""
    direct = lua.execute(text)
    lua.execute(DEEP)
    assert lua.execute(text) == direct == (
        "2 true 1 nil suspended 3 1 suspended 4 2 suspended true suspended true 2 nil 5 nil dead "
        "false cannot resume dead coroutine dead false cannot resume dead coroutine dead")


def test_a_function_that_comes_later_cannot_yield_for_a_generator(lua):
    """See docs/compatibility.md."""
    step = lua.execute("local load_it = ... return coroutine.wrap(function() coroutine.yield(pcall(load_it())) end)",
                       lambda: lua.execute("return function() coroutine.yield(1) end"))
    assert step() == (False, "attempt to yield across a C-call boundary")


def test_bodies_that_load_chunks_are_prepared(lua):
    step = lua.execute("return coroutine.wrap(function(text) coroutine.yield(pcall(load(text))) end)")
    assert step("return coroutine.yield(1)") == 1
    assert step(2, 3) == (True, 2, 3)


def test_nor_while_a_loop_runs_over_it(lua):
    """The coroutine around it, on a greenlet, is not the one that yields."""
    lua.execute("function stream(f) return coroutine.wrap(function() coroutine.yield(f()) end) end")
    assert lua.execute("""
        local loose = ...
        local co = coroutine.create(function() for v in stream(function() return select(2, pcall(loose())) end) do return v end end)
        return coroutine.resume(co)""", lambda: lua.execute("return function() coroutine.yield() end")) == (
            True, "attempt to yield across a C-call boundary")


def test_python_may_yield_for_a_coroutine(lua):
    give = lua.globals().coroutine["yield"]
    step = lua.execute("local give = ... return coroutine.wrap(function() give() coroutine.yield(2) end)", lambda: give("deep"))
    assert [step(), step()] == ["deep", 2]


def test_replaced_functions_are_called(lua):
    """Also by coroutines that have begun."""
    step = lua.execute("return coroutine.wrap(function() for i = 1, 9 do coroutine.yield(i) end return 'end' end)")
    assert step() == 1
    lua.execute("local library = coroutine function library.yield(v) library.last = v end")
    assert step() == "end"
    assert lua.execute("return coroutine.last") == 9


def test_functions_that_python_replaces_are_called(lua):
    step = lua.execute("return coroutine.wrap(function() for i = 1, 9 do coroutine.yield(i) end return 'end' end)")
    assert step() == 1
    lua.globals().coroutine["yield"] = lambda value: None
    assert step() == "end"


def test_other_environments(lua):
    run = lua.execute("""
        local text = ...
        return function(env) return pcall(load(text, "=text", "t", env)) end""",
        "return coroutine.wrap(function() coroutine.yield(1) end)()")
    assert run(lua.globals()) == (True, 1)
    assert run(lua.table()) == (False, "text:1: attempt to index a nil value (global 'coroutine')")
    other = lua.execute("local wrap = coroutine.wrap return {coroutine = {wrap = wrap}}")
    assert run(other) == (False, "text:1: text:1: attempt to call a nil value (field 'yield')")


def test_module_of_51():
    lua = luapy.LuaRuntime(lua="5.1")
    assert lua.execute("""
        local wrap, pcall = coroutine.wrap, pcall
        module("m")
        return pcall(wrap(function() coroutine.yield(1) end))""") == (
            False, "[string \"<python>\"]:4: attempt to index global 'coroutine' (a nil value)")


def test_a_replaced_wrap_gets_an_ordinary_function():
    lua = luapy.LuaRuntime()
    lua.execute("local library = coroutine function library.wrap(f) return f end")
    assert lua.execute("return pcall(coroutine.wrap(function() coroutine.yield(1) end))") == (
        False, "attempt to yield from outside a coroutine")


def generators():
    return sum(isinstance(one, Coroutine) and one.generator is not None for one in gc.get_objects())


def test_suspended_generators_go_with_their_last_reference(lua):
    leave = lua.execute("""
        return function(look)
          local inner = coroutine.wrap(function() for i = 1, 3 do coroutine.yield(i) end end)
          local co = coroutine.create(function() for v in inner do coroutine.yield(v) end end)
          coroutine.resume(co)
          return look()
        end""")
    gc.collect()
    gc.disable()
    try:
        assert leave(generators) == 2
        assert generators() == 0
    finally:
        gc.enable()


def test_a_generator_can_go_on_in_another_thread(lua):
    step = lua.execute(f"return coroutine.wrap({BODY})")
    assert step() == 1
    results = []
    thread = threading.Thread(target=lambda: results.append(step()))
    thread.start()
    thread.join()
    assert results == [2]


def test_stop_iteration_of_python_passes(lua):
    """Python's generators would make a RuntimeError of it."""
    def stop():
        raise StopIteration("enough")

    step = lua.execute("local stop = ... return coroutine.wrap(function() coroutine.yield(1) stop() end)", stop)
    assert step() == 1
    with pytest.raises(StopIteration):
        step()


def test_deep_recursion_in_a_generator(lua):
    assert lua.execute("""
        local function deep(n) if n == 0 then return 0 end return 1 + deep(n - 1) end
        return coroutine.wrap(function() coroutine.yield(deep(5000)) end)()""") == 5000


def test_yields_in_blocks_that_nest_too_deeply_for_python(lua):
    """Such blocks become functions, so that their chunk has no generators."""
    text = "coroutine.yield(n)"
    for level in range(25):
        text = f"for i{level} = 1, 1 do {text} end"
    step = lua.execute(f"return coroutine.wrap(function(n) {text} coroutine.yield('end') end)")
    assert [step(5), step()] == [5, "end"]


@pytest.mark.parametrize("version", ["5.1", "5.2", "5.3", "5.4", "luajit"])
def test_all_versions(version):
    lua = luapy.LuaRuntime(lua=version)
    assert lua.execute("""
        local all = ""
        for v in coroutine.wrap(function() for i = 1, 3 do coroutine.yield(i) end end) do all = all .. v end
        local co = coroutine.create(function(a) error("at " .. coroutine.yield(a)) end)
        local ok, a = coroutine.resume(co, "a")
        return all, ok, a, select(2, coroutine.resume(co, "b")), coroutine.status(co)""") == (
            "123", True, "a", '[string "<python>"]:4: at b', "dead")
