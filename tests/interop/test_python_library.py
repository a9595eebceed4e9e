"""``require "python"``: Python's side for Lua programs."""

import subprocess
import sys

import pytest

import luapy

CODE = """
    local python = require "python"
    local M = {}

    function M.keywords(data)
      return python.import("json").dumps(data, python.args{ sort_keys = true, ensure_ascii = false })
    end

    function M.attributes()
      local day = python.import("datetime").date(2020, 2, 29)
      return day.year, day:isoformat(), day.replace(python.args{ year = 2024 }).day, tostring(day), python.type(day)
    end

    function M.dotted()
      return python.import("os.path").basename("/a/bß.txt"), python.builtins.len("äö")
    end

    function M.iterate(items)
      local out = {}
      for item in python.iter(items) do out[#out + 1] = item == python.none and "none" or tostring(item) end
      for i, item in python.enumerate(items) do out[#out + 1] = i .. ":" .. tostring(item) end
      return table.concat(out, " ")
    end

    function M.pairs(mapping)
      local out = {}
      for key, value in python.iterex(python.as_attrgetter(mapping).items()) do out[#out + 1] = key .. "=" .. value end
      return table.concat(out, " ")
    end

    function M.failing(text)
      local ok, err = pcall(python.import("json").loads, text)
      return ok, python.type(err), err.pos
    end

    function M.copies(list)
      local t = python.table(list)
      t[#t + 1] = "mine"
      return python.list(t), python.dict({ a = 1 }), #t
    end

    function M.set(object)
      object.size = 5
      python.setattr(object, "name", "ä")
      return python.getattr(object, "size"), python.getattr(object, "nothing", "default")
    end
    return M
"""


@pytest.fixture
def module(project):
    project.write(bridge_lua=CODE)
    return project.load("bridge")


def test_keyword_arguments(module):
    assert module.keywords({"b": "ä", "a": [1, None]}) == '{"a": [1, null], "b": "ä"}'


def test_attributes_and_imports(module):
    assert module.attributes() == (2020, "2020-02-29", 29, "2020-02-29", "date")
    assert module.dotted() == ("bß.txt", 2)
    with pytest.raises(ModuleNotFoundError):
        luapy.LuaRuntime().execute("require('python').import('no.such.module')")


def test_iteration_and_none(module):
    assert module.iterate([1, None, "ä"]) == "1 none ä 0:1 1:nil 2:ä"
    assert module.iterate(x * 2 for x in range(2)) == "0 2"
    assert module.pairs({"a": 1, "ä": "b"}) == "a=1 ä=b"


def test_exceptions_are_values(module):
    assert module.failing("[1, ") == (False, "JSONDecodeError", 4)


def test_copies(module):
    given = ["x", [1]]
    copied, mapping, count = module.copies(given)
    assert given == ["x", [1]] and count == 3 and (copied[0], copied[2]) == ("x", "mine") and mapping == {"a": 1}
    assert dict(copied[1]) == {1: 1}


def test_attributes_can_be_set(module):
    thing = type("Thing", (), {})()
    assert module.set(thing) == (5, "default") and (thing.size, thing.name) == (5, "ä")


def test_programs(tmp_path):
    (tmp_path / "prog.lua").write_text("local py = require 'python' print(py.import('math').gcd(12, 18), python)")
    for version in ("5.1", "5.4"):
        result = subprocess.run([sys.executable, "-m", "luapy", "run", "--lua", version, "prog.lua"], cwd=tmp_path,
                                capture_output=True, text=True)
        assert result.stdout == "6\tnil\n", result.stderr


def test_the_host_says_no(project):
    closed = luapy.LuaRuntime(python=False)
    assert closed.eval("python") is None and closed.eval("pcall(require, 'python')")[0] is False
    project.write(bridge_lua=CODE, sneaky_lua="return { ok = pcall(require, 'python') }")
    luapy.install_importer(python=False)
    try:
        with pytest.raises(luapy.LuaError, match="the host program does not allow it"):
            project.load("bridge")
        assert project.load("sneaky").ok is False
    finally:
        luapy.install_importer()
    assert project.load("bridge").dotted()[1] == 2
