"""Endless recursion on an ordinary thread is an error of Lua, never a crash."""

import subprocess
import sys

import pytest

# How Lua code can recurse: by itself, and through all that is C in PUC Lua.
RECURSIONS = {
    "function": "function f(n) return 1 + f(n + 1) end f(1)",
    "method": "local t = {} function t:f(n) return 1 + self:f(n + 1) end t:f(1)",
    "pcall": "function f(n) local ok, e = pcall(f, n + 1) if not ok then error(e, 0) end return 1 end f(1)",
    "__add": "local mt = {} mt.__add = function(a, b) return a + b end local x = setmetatable({}, mt) local y = x + x",
    "__index": "local x = setmetatable({}, { __index = function(t, k) return t[k] end }) local y = x.a",
    "__newindex": "local x = setmetatable({}, { __newindex = function(t, k, v) t[k] = v end }) x.a = 1",
    "__concat": "local x = setmetatable({}, { __concat = function(a, b) return a .. b end }) local y = x .. x",
    "__eq": "local mt = { __eq = function(a, b) return a == b end } "
            "local x, y = setmetatable({}, mt), setmetatable({}, mt) local z = x == y",
    "__lt": "local x = setmetatable({}, { __lt = function(a, b) return a < b end }) local y = x < x",
    "__call": "local x = setmetatable({}, { __call = function(self) return 1 + self() end }) x()",
    "__len": "local x = setmetatable({}, { __len = function(a) return 1 + #a end }) local y = #x",
    "__close": "function f() local x <close> = setmetatable({}, { __close = function() f() end }) end f()",
    "tostring": "local t = setmetatable({}, { __tostring = function(x) return tostring(x) end }) tostring(t)",
    "sort": "function f() table.sort({ 1, 2, 3 }, function(a, b) f() return a < b end) end f()",
    "gsub": "function f() return (('x'):gsub('x', f)) end f()",
    "iterator": "function f() for k in f do end end f()",
    "coroutine": "function f() return 1 + coroutine.wrap(f)() end f()",
    "load": "function f() return 1 + load('return f()')() end f()",
    "require": "package.preload.a = function() package.loaded.a = nil return require('a') end require('a')",
    "Python function": "function f() return 1 + py() end f()",
    "Python property": "function f() return 1 + obj.value end f()",
}

SCRIPT = """
import sys, threading, luapy
def work():
    lua = luapy.LuaRuntime()
    names = lua.globals()
    names.py = lambda: names.f()
    names.obj = type("Thing", (), {"value": property(lambda self: names.f())})()
    for code in sys.argv[1:]:
        try:
            lua.execute(code)
        except luapy.LuaError as error:
            print("stack overflow" in str(error), lua.eval("1 + 1"), flush=True)
thread = threading.Thread(target=work)
thread.start()
thread.join()
"""


@pytest.mark.parametrize("names", [tuple(RECURSIONS)[:12], tuple(RECURSIONS)[12:]])
def test_recursion_ends_with_an_error(names):
    codes = [code for name, code in RECURSIONS.items() if name in names]
    result = subprocess.run([sys.executable, "-c", SCRIPT, *codes], capture_output=True, text=True, timeout=100)
    assert result.returncode == 0 and result.stdout == "True 2\n" * len(codes), (result.stdout, result.stderr[-2000:])


def test_lua_code_catches_the_error(lua):
    assert lua.execute("""
        local depth = 0
        local function f() depth = depth + 1 return 1 + f() end
        local ok, message = pcall(f)
        return ok, message:match("stack overflow"), depth > 500
    """) == (False, "stack overflow", True)


def test_recursion_of_python_code_alone(lua):
    """It meets the same end of the stack."""
    def forever():
        return forever()
    import luapy
    with pytest.raises(luapy.LuaError, match="stack overflow"):
        lua.eval("function(f) return f() end")(forever)


def test_systems_that_set_no_limit():
    """Threads have less stack there, not more."""
    resource = pytest.importorskip("resource")
    if resource.getrlimit(resource.RLIMIT_STACK)[1] != resource.RLIM_INFINITY:
        pytest.skip("the limit of this system cannot be lifted")
    result = subprocess.run(["sh", "-c", 'ulimit -s unlimited; exec "$@"', "sh", sys.executable, "-c", SCRIPT,
                             RECURSIONS["sort"], RECURSIONS["gsub"]], capture_output=True, text=True, timeout=100)
    assert result.stdout == "True 2\n" * 2, (result.stdout, result.stderr[-2000:])
