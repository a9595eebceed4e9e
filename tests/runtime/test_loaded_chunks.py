"""Loaded chunks go when nobody can run them any more; until then they hear of what the program changes."""

import gc


def number_of_chunks(state):
    gc.collect()
    return len(state.chunks)


def test_chunks_that_nobody_runs_any_more_are_collected(lua):
    state = lua._state
    lua.execute("for i = 1, 100 do load('local t = {x = ' .. i .. '} return t.x')() end")
    before = number_of_chunks(state)
    lua.execute("for i = 1, 100 do load('local t = {x = ' .. i .. '} return t.x')() end")
    assert number_of_chunks(state) <= before


def test_a_function_keeps_its_chunk(lua):
    before = number_of_chunks(lua._state)
    lua.execute("kept = load('return function(s) return s:upper() end')()")
    assert number_of_chunks(lua._state) == before + 1
    lua.execute("getmetatable('').__index = {upper = function(s) return 'another upper: ' .. s end}")
    assert lua.eval("kept('x')") == "another upper: x"
    lua.execute("kept = nil")
    assert number_of_chunks(lua._state) == before + 1  # that of the function `upper`
