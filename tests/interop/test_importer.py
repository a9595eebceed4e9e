"""``import`` of Lua files."""

import importlib
import inspect
import subprocess
import sys
from unittest import mock

import pytest

import luapy

SLUG = """
    --- Slugs for titles.
    -- All functions are pure.

    local M = { VERSION = "1.2", count = 0, _private = 1 }

    --- Turn a title into a slug.
    -- @param text the title
    function M.slugify(text, sep)
      M.count = M.count + 1
      return (text:lower():gsub("%s+", sep or "-"))
    end

    --[[
      Adds all.
      Any number of them.
    ]]
    function M.sum(...)
      local s = 0
      for _, v in ipairs({...}) do s = s + v end
      return s
    end

    M.config = { deep = { value = 1 } }
    M.alias = M.slugify
    return M
"""


def test_attributes_are_converted(project):
    project.write(slug_lua=SLUG)
    slug = project.load("slug")
    assert slug.slugify("Hällo Wörld") == "hällo-wörld"
    assert slug.VERSION == "1.2" and slug.count == 1
    assert slug.config.deep.value == 1
    assert slug.alias is slug.slugify
    with pytest.raises(AttributeError, match="module 'slug' has no attribute 'nothing'"):
        slug.nothing


def test_functions_look_like_pythons(project):
    project.write(slug_lua=SLUG)
    slug = project.load("slug")
    assert repr(slug.slugify).startswith("<function slugify at 0x")
    assert (slug.slugify.__name__, slug.slugify.__qualname__, slug.slugify.__module__) == ("slugify", "slugify", "slug")
    assert slug.slugify.__doc__ == "Turn a title into a slug.\n@param text the title"
    assert slug.sum.__doc__ == "Adds all.\nAny number of them."
    assert str(inspect.signature(slug.slugify)) == "(text=None, sep=None)"
    assert str(inspect.signature(slug.sum)) == "(*args)"
    with pytest.raises(TypeError, match=r"slugify\(\) takes from 0 to 2 positional arguments but 3 were given"):
        slug.slugify(1, 2, 3)
    assert slug.slugify(text="A b", sep="_") == "a_b"


def test_module_looks_like_pythons(project):
    project.write(slug_lua=SLUG)
    slug = project.load("slug")
    path = str(project.folder / "slug.lua")
    assert repr(slug) == f"<module 'slug' from {path!r}>"
    assert slug.__doc__ == "Slugs for titles.\nAll functions are pure."
    assert slug.__file__ == slug.__spec__.origin == path and slug.__name__ == "slug"
    assert {"slugify", "sum", "VERSION", "config"} <= set(dir(slug))
    assert inspect.getdoc(slug.slugify) and inspect.isfunction(slug.slugify) and inspect.ismodule(slug)
    names = {}
    exec("from slug import *", names)
    assert names["slugify"] is slug.slugify and names["VERSION"] == "1.2" and "_private" not in names


def test_packages(project):
    project.write(pkg__init_lua="return { name = ... }", pkg__util_lua="return { f = function() return 'f' end }",
                  both_lua="return { here = true }", both__inner_lua="return { deep = true }",
                  plain__leaf_lua="return { leaf = true }")
    from importlib import import_module
    assert project.load("pkg").name == "pkg"
    from pkg.util import f
    assert f() == "f"
    import pkg.util
    assert pkg.util.f is f
    assert import_module("both").here and import_module("both.inner").deep
    assert import_module("plain.leaf").leaf is True


def test_require_and_import_mean_the_same_module(project):
    project.write(state_lua="return { n = 0 }", user_lua="""
        local state = require "state"
        return { bump = function() state.n = state.n + 1 return state.n end }
    """)
    user = project.load("user")
    user.bump()
    state = project.load("state")
    assert state.n == 1 and user.bump() == 2 and state.n == 2


def test_lua_modules_along_sys_path_win_over_package_path(project, monkeypatch, tmp_path_factory):
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (elsewhere / "thing.lua").write_text("return { where = 'cwd' }")
    monkeypatch.chdir(elsewhere)
    project.write(thing_lua="return { where = 'path' }", user_lua="return { where = require('thing').where }")
    assert project.load("user").where == "path"


def test_globals_of_modules_that_return_nothing(project):
    project.write(old_lua="""
        limit = 5
        function check(n) return n < limit end
        string.extra = 1
    """)
    old = project.load("old")
    assert old.check(3) is True and old.limit == 5
    assert {"check", "limit"} <= set(dir(old)) and "print" not in dir(old)
    with pytest.raises(AttributeError):
        old.print
    old.limit = 2
    assert old.check(3) is False


def test_the_function_module_of_5_1(project):
    luapy.install_importer("5.1")
    project.write(shapes_lua="""
        module("shapes", package.seeall)
        sides = 4
        function area(a, b) return a * b end
    """)
    shapes = project.load("shapes")
    assert shapes.area(2, 3) == 6 and shapes.sides == 4


def test_modules_that_are_functions_or_callable(project):
    project.write(fn_lua="return function(a) return a + 1 end",
                  class_lua="return setmetatable({ x = 1 }, { __call = function(self, a) return self.x + a end })")
    assert project.load("fn")(1) == 2
    assert importlib.import_module("class")(4) == 5 and importlib.import_module("class").x == 1


def test_assignment_reaches_lua(project):
    project.write(net_lua="""
        local M = { host = "real" }
        function M.fetch(url) return M.host .. url end
        function M.page(url) return "<" .. M.fetch(url) .. ">" end
        return M
    """)
    net = project.load("net")
    net.host = "other"
    assert net.page("/x") == "<other/x>"
    with mock.patch.object(net, "fetch", return_value="fake"):
        assert net.page("/x") == "<fake>"
    with mock.patch("net.fetch", lambda url: url * 2):
        assert net.page("/x") == "</x/x>"
    assert net.page("/x") == "<other/x>"
    del net.host
    with pytest.raises(AttributeError):
        net.host


def test_monkeypatch(project, monkeypatch):
    project.write(net_lua="""
        local M = { host = "real", tries = 3 }
        function M.fetch() return M.host .. M.tries end
        return M
    """)
    net = project.load("net")
    with monkeypatch.context() as patch:
        patch.setattr(net, "host", "fake")
        patch.setattr("net.tries", 1)
        assert net.fetch() == "fake1"
        patch.setattr(net, "fetch", lambda: "none")
        assert net.fetch() == "none" == net.__lua__.fetch()
        patch.delattr(net, "host")
        assert not hasattr(net, "host")
    assert (net.host, net.tries, net.fetch()) == ("real", 3, "real3")


def test_reload(project):
    path = project.file("config.lua", "return { value = 1, old = function() end }")
    config = project.load("config")
    path.write_text("return { value = 2 }")
    assert importlib.reload(config) is config and config.value == 2
    assert not hasattr(config, "old")


def test_python_modules_come_first(project):
    project.write(json_lua="return { lua = true }", mine_lua="return { lua = true }", mine_py="lua = False")
    assert not hasattr(project.load("json"), "lua")
    assert project.load("mine").lua is False


def test_syntax_errors(project):
    project.write(broken_lua="local x = 1\nlocal y = = 2\n")
    with pytest.raises(SyntaxError) as caught:
        project.load("broken")
    assert isinstance(caught.value, luapy.LuaSyntaxError)
    assert (caught.value.lineno, caught.value.text) == (2, "local y = = 2")
    assert caught.value.filename == str(project.folder / "broken.lua")
    assert "broken" not in sys.modules


def test_errors_while_importing(project):
    project.write(fails_lua="error('not today')", missing_lua="return require 'does.not.exist'")
    with pytest.raises(luapy.LuaError, match="fails.lua:1: not today"):
        project.load("fails")
    with pytest.raises(luapy.LuaError, match="module 'does.not.exist' not found"):
        project.load("missing")
    with pytest.raises(ModuleNotFoundError):
        project.load("no_such_lua_module")


def test_versions_of_files(project):
    project.write(one_lua="-- luapy: lua=5.1\nreturn { version = _VERSION }", two_lua="return { version = _VERSION }")
    assert project.load("one").version == "Lua 5.1" and project.load("two").version == "Lua 5.4"
    project.write(three_lua="-- luapy: lua=5.0\nreturn {}")
    with pytest.raises(ValueError, match="three.lua: unknown Lua version '5.0'"):
        project.load("three")


def test_code_is_cached(project, monkeypatch):
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    project.write(slug_lua=SLUG)
    project.load("slug")
    assert list((project.folder / "__pycache__").glob("slug.lua.*.pyc"))


def test_uninstall(project):
    project.write(thing_lua="return {}")
    luapy.uninstall_importer()
    with pytest.raises(ModuleNotFoundError):
        project.load("thing")


def test_as_main_program(project):
    project.write(prog_lua="print('main', arg[1], arg[2], require('helper').x)", helper_lua="return { x = 'ä' }",
                  app__init_lua="return {}")
    project.file("app/__main__.lua", "print('package')")
    run = lambda *words: subprocess.run([sys.executable, "-m", *words], cwd=project.folder,  # noqa: E731
                                        capture_output=True, text=True)
    result = run("luapy.importer", "prog", "one", "two")
    assert result.stdout == "main\tone\ttwo\tä\n", result.stderr
    assert run("luapy.importer", "app").stdout == "package\n"
    (project.folder / "sitecustomize.py").write_text("import luapy; luapy.install_importer()")
    import os
    result = subprocess.run([sys.executable, "-m", "prog", "one"], cwd=project.folder, capture_output=True, text=True,
                            env={**os.environ, "PYTHONPATH": str(project.folder)})
    assert result.stdout == "main\tone\tnil\tä\n", result.stderr


def test_mutual_requires(project):
    project.write(a_lua="""
        local M = {}
        package.loaded[...] = M
        M.b = require "b"
        M.name = "a"
        return M
    """, b_lua="local a = require 'a' return { of = function() return a.name end }")
    assert project.load("a").b.of() == "a"
