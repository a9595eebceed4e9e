"""Python modules in the place of Lua ones: ``require`` finds what says ``__luapy__``."""

import subprocess
import sys

import pytest

import luapy

TOOLS = '''
"""Tools, once in Lua."""
import json

__luapy__ = True
VERSION = "2.0"
LIMITS = {"low": 1, "names": ["a", "ä"]}
_hidden = 5


def join(items, separator=", "):
    """Lua code passes a table."""
    return separator.join(str(item) for item in items.values())


def split(text):
    return text.split(",")


def minmax(*numbers):
    return min(numbers), max(numbers)


def nothing():
    return None


def none_at_all():
    return ()


def apply(function, *args):
    return function(*args)


def fail(message):
    raise ValueError(message)


class Point:
    def __init__(self, x):
        self.x = x
'''

USER = """
    local tools = require "tools"
    local M = { tools = tools }
    function M.run()
      local low, high = tools.minmax(3, 1, 2.5)
      local parts = tools.split("a,ß,c")
      local ok, err = pcall(tools.fail, "ä")
      return tools.join({ "x", 2, "ä" }), low, high, #parts, parts[2], type(parts), type(tools.minmax), ok, tostring(err)
    end
    function M.more()
      return tools.VERSION, tools.LIMITS.names[2], tools._hidden, tools.json, select("#", tools.nothing()),
             select("#", tools.none_at_all()), tools.apply(function(a, b) return a .. b end, "l", "r"), tools.Point(4).x
    end
    function M.fail() tools.fail("through Lua") end
    return M
"""


def test_functions_are_functions_and_values_are_copies(project):
    project.write(tools_py=TOOLS, user_lua=USER)
    user = project.load("user")
    assert user.run() == ("x, 2, ä", 1, 3, 3, "ß", "table", "function", False, "ä")
    assert user.more() == ("2.0", "ä", None, None, 1, 0, "lr", 4)
    with pytest.raises(ValueError, match="through Lua"):
        user.fail()


def test_lua_and_python_have_the_same_functions(project):
    project.write(tools_py=TOOLS, user_lua=USER)
    user = project.load("user")
    import tools
    assert user.tools.minmax is tools.minmax and tools.split("a,b") == ["a", "b"]


def test_replaced_after_use(project):
    """The point of it: nothing else changes."""
    path = project.file("tools.lua", """
        return { minmax = function(...) return math.min(...), math.max(...) end, twice = function(n) return n * 2 end }
    """)
    project.write(user_lua="local t = require 'tools' return { f = function() return t.minmax(5, 4), t.twice(2) end }")
    assert project.load("user").f() == (4, 4)
    path.unlink()
    code = "import luapy; luapy.install_importer(); import user; print(user.f())"
    project.write(tools_py="__luapy__ = True\nminmax = lambda *n: (min(n), max(n))\ndef twice(n): return n * 2\n")
    for command in (["-c", code], ["-m", "luapy", "run", "main.lua"]):
        project.write(main_lua="package.path = './?.lua' print('(' .. table.concat({require('user').f()}, ', ') .. ')')")
        result = subprocess.run([sys.executable, *command], cwd=project.folder, capture_output=True, text=True)
        assert result.stdout == "(4, 4)\n", result.stderr


def test_all_says_what_is_public(project):
    project.write(tools_py="__luapy__ = True\n__all__ = ['_odd']\n_odd, even = 1, 2\n")
    lua = luapy.LuaRuntime()
    lua.execute("package.path = ... .. '/?.lua'", str(project.folder))
    assert lua.eval("(require 'tools')._odd, (require 'tools').even") == (1, None)


def test_other_values_of_the_marker(project):
    project.write(count_py="class Counter:\n    n = 0\n    def up(self):\n        self.n += 1\n        return self.n\n__luapy__ = Counter()\n",
                  call_py="def __luapy__(a):\n    return a + 1\n",
                  user_lua="local c = require 'count' local f = require 'call' return { c:up(), c:up(), f(4), type(f) }")
    assert list(project.load("user").__lua__.values()) == [1, 2, 5, "function"]


def test_modules_without_the_marker_are_not_found(project):
    project.write(plain_py="x = 1", user_lua="return { ok = pcall(require, 'plain'), json = pcall(require, 'json') }")
    user = project.load("user")
    assert user.ok is False and user.json is False


def test_packages_and_submodules(project):
    project.write(pkg__init_lua="return { util = require 'pkg.util', sub = require 'pkg.sub' }",
                  pkg__util_py="__luapy__ = True\ndef name(): return __name__\n",
                  pkg__sub____init___py="__luapy__ = True\nfrom pkg.lower import low\ndef both(): return low(), 'sub'\n",
                  pkg__lower_lua="return { low = function() return 'lua' end }")
    project.file("pkg/sub/__init__.py", "__luapy__ = True\nfrom pkg.lower import low\ndef both(): return low(), 'sub'\n")
    pkg = project.load("pkg")
    assert pkg.util.name() == "pkg.util" and pkg.sub.both() == ("lua", "sub")


def test_preload_comes_first(lua, tmp_path):
    (tmp_path / "tools.py").write_text("__luapy__ = True\nx = 'file'\n")
    lua.execute("package.path = ... .. '/?.lua'", str(tmp_path))
    preload = lua.eval("function(name, f) package.preload[name] = python.as_function(f) end")
    preload("other", lambda name, *_: lua.table(x="preload " + name))
    assert lua.eval("(require 'other').x, (require 'tools').x") == ("preload other", "file")


def test_errors_while_a_replacement_is_imported(project):
    project.write(broken_py="__luapy__ = True\nraise OSError('no disk')\n",
                  user_lua="local ok, e = pcall(require, 'broken') return { ok = ok, text = tostring(e) }",
                  naive_lua="return require 'broken'")
    user = project.load("user")
    assert user.ok is False and "no disk" in user.text
    with pytest.raises(OSError, match="no disk"):
        project.load("naive")
