"""Binary chunks: what string.dump writes is read again, and nothing else is."""

import random

import pytest

from luapy import LuaRuntime

DIALECTS = ("5.1", "5.2", "5.3", "5.4", "luajit")
TRUNCATED = {
    "5.1": "n: unexpected end in precompiled chunk", "5.2": "n: truncated precompiled chunk",
    "5.3": "n: truncated precompiled chunk", "5.4": "n: bad binary format (truncated chunk)",
    "luajit": "n: cannot load malformed bytecode",
}
CORRUPTED = {
    "5.1": "n: bad code in precompiled chunk", "5.2": "n: corrupted precompiled chunk",
    "5.3": "n: corrupted precompiled chunk", "5.4": "n: bad binary format (corrupted chunk)",
    "luajit": "n: cannot load malformed bytecode",
}
FUNCTION = "local up = 1 return function(...) local function inner(x) return x, up end return inner(...) end"


def runtime(lua):
    return LuaRuntime(lua=lua, encoding=None, unpack_returned_tuples=True)


def loaders(lua):
    """(bytes of a dump, function that loads bytes: (function, message))."""
    lua = runtime(lua)
    dumped = lua.execute(f"return string.dump((function() {FUNCTION} end)())".encode())
    load = lua.execute(b"local load = loadstring or load return function(s) local f, m = load(s, '=n') return f, m end")
    return dumped, load


@pytest.mark.parametrize("lua", DIALECTS)
def test_truncated(lua):
    dumped, load = loaders(lua)
    for size in range(6, len(dumped)):
        function, message = load(dumped[:size])
        assert function is None
        assert message.decode() == TRUNCATED[lua]


@pytest.mark.parametrize("lua", DIALECTS)
def test_damaged_anywhere(lua):
    dumped, load = loaders(lua)
    chance = random.Random(7)
    for place in range(1, len(dumped)):
        damaged = bytearray(dumped)
        damaged[place] ^= chance.randrange(1, 256)
        function, message = load(bytes(damaged))
        assert function is None and message.startswith(b"n: ")
    damaged = dumped[:-1] + b"\0"
    assert load(damaged)[1].decode() == CORRUPTED[lua]


@pytest.mark.parametrize("lua", DIALECTS)
def test_dumps_of_other_versions_are_refused(lua):
    for other in DIALECTS:
        dumped, _ = loaders(other)
        function, _ = loaders(lua)[1](dumped)
        assert (function is not None) == (lua == other)


def test_bytecode_of_puc_lua_is_refused():
    header = b"\x1bLuaT\0\x19\x93\r\n\x1a\n\4\x08\x08" + (0x5678).to_bytes(8, "little") + b"\0\0\0\0\0\x28\x77\x40"
    _, load = loaders("5.4")
    assert load(header + b"\1\x80" + b"x" * 80) == (None, b"n: bad binary format (incompatible chunk)")


SURROUNDINGS = r'''
local limit <const>, text <const>, big <const> = -7, "a\0\"\n\xff", 0x1p-3
local counter, t = 0, {a = {}}
function t.a.second --[[ ( ]] (x) counter = counter + x return counter, limit, text, big end
function t.a:method(x, ...)

  local line = debug.getinfo(1, "l").currentline
  return self, x, line, ...
end
local f = load(string.dump(t.a.second))
assert(debug.getupvalue(f, 1) == "counter" and debug.getupvalue(f, 2) == nil)
debug.setupvalue(f, 1, 40)
local sum, a, b, c = f(2)
assert(sum == 42 and a == limit and b == text and c == big and counter == 0)
f = load(string.dump(t.a.method))
local self, x, line, more = f("self", "x", "more")
assert(self == "self" and x == "x" and more == "more")
assert(line == debug.getinfo(t.a.method, "S").linedefined + 2 and line == 7)
local info, other = debug.getinfo(f), debug.getinfo(t.a.method)
for _, field in ipairs{"source", "linedefined", "lastlinedefined", "what", "nparams", "isvararg", "nups"} do
  assert(info[field] == other[field], field)
end
local _ENV = {}
function _ENV.g() return y end
return _ENV.g
'''


def test_surroundings_of_a_function():
    lua = runtime("5.4")
    lua.globals()[b"y"] = b"the global y"
    function = lua.execute(SURROUNDINGS.encode())
    again = lua.execute(b"local g = ... return load(string.dump(g))", function)
    assert function() is None
    assert again() == b"the global y"


def test_stripped_functions_know_no_names_and_lines():
    lua = runtime("5.4")
    lua.execute(b'''
        local up
        local f = load(string.dump(function(a) error("x", up) end, true))
        local info = debug.getinfo(f, "SL")
        assert(info.source == "=?" and info.short_src == "?" and next(info.activelines) == nil)
        assert(debug.getupvalue(f, 1) == "(no name)")
        assert(select(2, pcall(f)) == "x")
        f = load(string.dump(function(a) return a + {} end, true))
        assert(select(2, pcall(f)):find("^%?:%-1: attempt"))''')


def test_more_upvalues_than_a_function_has_locals():
    lua = runtime("5.4")
    names = [f"u{number}" for number in range(240)]
    source = f"local {','.join(names[:120])} return (function() local {','.join(names[120:])} " \
        f"return function() return {','.join(names)} end end)()"
    count = lua.execute(f"local f = (function() {source} end)() f = load(string.dump(f)) debug.setupvalue(f, 240, 'last') "
                        "return debug.getinfo(f, 'u').nups, debug.getupvalue(f, 240)".encode())
    assert count == (240, b"u239", b"last")


def test_files_of_dumps(tmp_path):
    lua = runtime("5.4")
    path = tmp_path / "chunk.luac"
    path.write_bytes(b"# a comment\n" + lua.execute(b"return string.dump(load('return ..., 1', '=made'))"))
    load = lua.execute(b"return function(name) return loadfile(name)(5), dofile(name), loadfile(name, 't') end")
    assert load(str(path).encode()) == (5, None, None, b"attempt to load a binary chunk (mode is 't')")
