"""``__gc`` of objects that Python lets go of, between calls of Lua code."""

import gc
import threading

import pytest

import luapy


@pytest.fixture
def runtime():
    lua = luapy.LuaRuntime()
    lua.execute("""
        done = 0
        function make() return setmetatable({}, {__gc = function() done = done + 1 end}) end
    """)
    yield lua
    gc.collect()


def finalized(lua):
    lua.gccollect()
    return lua.globals().done


def test_when_python_drops_an_object(runtime):
    held = [runtime.globals().make()]
    assert finalized(runtime) == 0
    held.clear()
    assert finalized(runtime) == 1


def test_after_another_runtime_was_used(runtime):
    held = [runtime.globals().make()]
    other = luapy.LuaRuntime()
    other.execute("done = 'mine'")
    held.clear()
    assert finalized(runtime) == 1 and other.globals().done == "mine"


def test_while_another_runtime_runs(runtime):
    held = [runtime.globals().make()]
    other = luapy.LuaRuntime()
    assert other.eval("function(drop) done = 1 drop() done = done + 10 return done end")(held.clear) == 11
    assert finalized(runtime) == 1


def test_on_a_thread_that_runs_no_lua(runtime):
    held = [runtime.globals().make()]
    thread = threading.Thread(target=held.clear)
    thread.start()
    thread.join()
    assert finalized(runtime) == 1


def test_cycles_found_by_python(runtime):
    runtime.execute("local a = make() a.other = {a}")
    gc.collect()
    assert finalized(runtime) == 1


@pytest.mark.filterwarnings("error::pytest.PytestUnraisableExceptionWarning")
def test_with_the_runtime_itself():
    """Nothing is left to see it; it makes no noise."""
    said = []
    lua = luapy.LuaRuntime()
    lua.globals().say = said.append
    lua.execute("kept = setmetatable({}, {__gc = function() say('ended') end})")
    del lua
    gc.collect()
    gc.collect()
    assert said == ["ended"]
