"""Greenlets of coroutines: they serve several, one after the other, and go with coroutines that are garbage."""

import threading

import pytest
from greenlet import greenlet

import luapy

# Yields from inside a function, so that the coroutine is no generator of Python's.
GENERATOR = "local function give(i) coroutine.yield(i) end local function generator() for i = 1, 10 do give(i) end end "


def test_suspended_coroutines_are_collected(lua):
    count = lua.execute("""
        local alive = setmetatable({}, {__mode = "k"})
        for i = 1, 20 do
          local object, co = {}, nil
          co = coroutine.create(function() local held = object coroutine.yield() return held end)
          alive[object], alive[co] = true, true
          coroutine.resume(co)
        end
        return function()
          collectgarbage()
          local count = 0
          for _ in pairs(alive) do count = count + 1 end
          return count
        end""")
    assert count() == 0


def test_coroutines_that_hold_one_another_are_collected(lua):
    """The inner ones were resumed by the outer ones, which nobody can resume any more."""
    count = lua.execute("""
        local alive = setmetatable({}, {__mode = "k"})
        local function source()
          local object = {}
          alive[object] = true
          return coroutine.wrap(function() while true do coroutine.yield(object) end end)
        end
        local function stage(from)
          return coroutine.wrap(function() for value in from do coroutine.yield(value) end end)
        end
        for i = 1, 20 do
          local last = stage(stage(source()))
          last() last()
        end
        return function()
          collectgarbage()
          local count = 0
          for _ in pairs(alive) do count = count + 1 end
          return count
        end""")
    assert count() == 0


def test_collecting_closes_no_variables(lua):
    assert lua.execute("""
        closed = 0
        local co = coroutine.wrap(function()
          local x <close> = setmetatable({}, {__close = function() closed = closed + 1 end})
          coroutine.yield()
        end)
        co() co = nil
        collectgarbage()
        return closed""") == 0


def test_greenlets_are_used_again(lua, suspended_greenlets):
    run = lua.execute("return function(n) for i = 1, n do coroutine.wrap(function() return i end)() end end")
    run(1)
    before = suspended_greenlets()
    run(200)
    assert suspended_greenlets() == before


def test_ended_coroutines_leave_few_greenlets(lua, suspended_greenlets):
    before = suspended_greenlets()
    lua.execute(GENERATOR + """
        local all = {}
        for i = 1, 200 do all[i] = coroutine.wrap(generator) all[i]() end
        for i = 1, 200 do for _ in all[i] do end end""")
    assert suspended_greenlets() < before + 40


def test_a_greenlet_used_again_gets_what_it_is_given(lua):
    assert list(lua.execute("""
        local found = {}
        for n = 0, 3 do
          local function count(...) return select("#", ...), ... end
          found[#found + 1] = table.concat({coroutine.wrap(count)(table.unpack({"a", "b", "c"}, 1, n))}, " ")
        end
        return table.unpack(found)""")) == ["0", "1 a", "2 a b", "3 a b c"]


def test_errors_and_closing_leave_nothing_behind(lua):
    assert list(lua.execute(GENERATOR + """
        local failed, closed = 0, 0
        for i = 1, 50 do
          local co = coroutine.create(function() coroutine.yield() error(i, 0) end)
          coroutine.resume(co)
          local ok, value = coroutine.resume(co)
          if not ok and value == i and coroutine.status(co) == "dead" then failed = failed + 1 end
          co = coroutine.create(generator)
          coroutine.resume(co)
          if coroutine.close(co) and coroutine.status(co) == "dead" then closed = closed + 1 end
        end
        return failed, closed, coroutine.wrap(generator)()""")) == [50, 50, 1]


def test_greenlets_of_the_host_within_coroutines(lua):
    """Whoever resumes gets what is yielded, be it a greenlet that Lua knows nothing of."""
    lua.globals().elsewhere = lambda function: greenlet(function).switch()
    assert list(lua.execute(GENERATOR + """
        local inner = coroutine.wrap(generator)
        local outer = coroutine.wrap(function()
          coroutine.yield(inner())
          coroutine.yield(elsewhere(function() return inner() end))
          coroutine.yield(inner())
        end)
        return outer(), outer(), outer(), elsewhere(inner), inner()""")) == [1, 2, 3, 4, 5]


def test_a_coroutine_of_another_thread_stays_as_it_is(lua):
    step = lua.execute(GENERATOR + "return coroutine.wrap(generator)")
    assert step() == 1
    errors = []

    def elsewhere():
        with pytest.raises(luapy.LuaError) as caught:
            step()
        errors.append(str(caught.value))
    thread = threading.Thread(target=elsewhere)
    thread.start()
    thread.join()
    assert "different thread" in errors[0]
    assert step() == 2


def test_the_limit_of_nesting_counts_those_that_are_active(lua):
    """A coroutine resumed at another depth than before."""
    assert list(lua.execute("""
        local function nest(n, last)
          if n == 0 then return last() end
          return coroutine.wrap(function() return nest(n - 1, last) end)()
        end
        local function try(n, last) return (select(2, pcall(nest, n, last))) end
        local co
        co = coroutine.wrap(function()
          local inner = coroutine.wrap(function()
            while true do coroutine.yield(try(150, function() return "reached" end)) end
          end)
          while true do coroutine.yield(inner()) end
        end)
        local deep = try(40, co)
        local high = co()
        return deep, high, (try(300, co):find("C stack overflow", 1, true) ~= nil)""")) == ["reached", "reached", True]


def test_metatables_of_threads_reach_chunks_that_are_there(lua):
    assert list(lua.execute("""
        local co = coroutine.create(print)
        local function field() return co.name end
        local before = select(2, pcall(field)):match("attempt.*")
        local setmetatable = load("return debug.setmetatable")()
        setmetatable(co, {__index = function(_, key) return key .. "!" end})
        local between = field()
        setmetatable(co, nil)
        return before, between, (pcall(field))""")) == ["attempt to index a thread value (upvalue 'co')", "name!", False]
