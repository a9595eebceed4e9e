"""Exceptions that cross the border, and their tracebacks."""

import traceback

import pytest

import luapy


def test_lua_errors_are_lua_errors(lua):
    with pytest.raises(luapy.LuaError) as caught:
        lua.execute("local t = nil\nreturn t.x")
    assert str(caught.value) == "[string \"<python>\"]:2: attempt to index a nil value (local 't')"
    assert caught.value.value == str(caught.value) and caught.value.args == (caught.value.value,)
    assert "stack traceback:\n\t[string \"<python>\"]:2: in main chunk" in caught.value.traceback


def test_error_values_of_all_kinds(lua):
    with pytest.raises(luapy.LuaError) as caught:
        lua.execute("error({code = 42})")
    assert caught.value.value.code == 42 and luapy.lua_type(caught.value.value) == "table"
    with pytest.raises(luapy.LuaError) as caught:
        lua.execute("error(setmetatable({}, {__tostring = function() return 'ä' end}))")
    assert str(caught.value) == "ä"
    with pytest.raises(luapy.LuaError) as caught:
        lua.execute("error()")
    assert caught.value.value is None


def test_messages_are_decoded(lua):
    with pytest.raises(luapy.LuaError, match="^grüße$"):
        lua.execute("error('grüße', 0)")
    with pytest.raises(luapy.LuaError) as caught:
        lua.execute(b"error('\xff', 0)")
    assert str(caught.value) == "\xff" and caught.value.value == b"\xff"


def test_syntax_errors_are_both(lua):
    with pytest.raises(luapy.LuaSyntaxError) as caught:
        lua.execute("x = 1\ny = = 2")
    assert isinstance(caught.value, SyntaxError) and isinstance(caught.value, luapy.LuaError)
    assert caught.value.lineno == 2 and caught.value.text == "y = = 2"
    assert str(caught.value) == "[string \"<python>\"]:2: unexpected symbol near '='"


def test_python_exceptions_pass_through_lua(lua):
    def fail():
        raise KeyError("gone")
    for code in ("function(f) f() end", "function(f) return (f()) end",
                 "function(f) coroutine.wrap(function() f() end)() end",
                 "function(f) table.sort({1, 2}, python.as_function(f)) end",
                 "function(f) return setmetatable({}, {__add = f}) + 1 end"):
        with pytest.raises(KeyError, match="gone") as caught:
            lua.eval(code)(lambda *_: fail())
        assert caught.traceback[-1].name == "fail"


def test_lua_code_catches_python_exceptions(lua):
    def fail():
        raise ValueError("ä")
    ok, error = lua.eval("pcall")(fail)
    assert ok is False and isinstance(error, ValueError)
    assert lua.eval("function(f) local ok, e = pcall(f) return type(e), tostring(e), python.type(e) end")(fail) == (
        "userdata", "ä", "ValueError")
    with pytest.raises(ValueError, match="ä"):
        lua.eval("function(f) local ok, e = pcall(f) error(e) end")(fail)


def test_lua_errors_through_python_stay_lua_values(lua):
    inner = lua.eval("function() error({code = 1}) end")
    assert lua.eval("function(f) local ok, e = pcall(f) return ok, e.code end")(lambda: inner()) == (False, 1)

    def swallow():
        try:
            inner()
        except luapy.LuaError as error:
            return error.value.code
    assert lua.eval("function(f) return f() end")(swallow) == 1


def test_errors_of_other_runtimes(lua):
    """Their text is text here too; their tables stay where they belong."""
    other = luapy.LuaRuntime(encoding="latin-1")
    catch = lua.eval("function(f) local ok, e = pcall(f) return type(e), e end")
    assert catch(lambda: other.execute(b"error('\xe4', 0)")) == ("string", "ä")
    assert catch(lambda: other.execute("error(42)")) == ("number", 42)
    assert catch(lambda: other.execute("error(setmetatable({}, {__tostring = function() return 'mine' end}))")) == (
        "string", "mine")


def test_python_code_raises_lua_errors(lua):
    def fail(value):
        raise luapy.LuaError(value)
    catch = lua.eval("function(f, v) local ok, e = pcall(f, v) return type(e), e end")
    assert catch(fail, "€") == ("string", "€") and catch(fail, None) == ("nil", None)
    table = lua.table(1)
    assert catch(fail, table) == ("table", table)
    with pytest.raises(luapy.LuaError, match="^€$") as caught:
        lua.eval("function(f, v) f(v) end")(fail, "€")
    assert caught.value.value == "€"


def test_type_errors_in_calls_of_python_functions(lua):
    with pytest.raises(TypeError, match="positional argument"):
        lua.eval("function(f) f(1, 2) end")(lambda a: a)
    with pytest.raises(AttributeError, match="no attribute 'nope'"):
        lua.eval("function(x) return x.nope end")(object())


@pytest.mark.parametrize("code", ["return x.value", "local v = x.value", "x.value = 1", "return {x.value} ", "return x.value + 1"])
@pytest.mark.parametrize("error", [AttributeError("mine"), TypeError("mine"), IndexError("mine")])
def test_properties_that_fail_are_tried_once(lua, code, error):
    class Thing:
        tries = 0

        def fail(self, *_):
            self.tries += 1
            raise error
        value = property(fail, fail)
    thing = Thing()
    with pytest.raises(type(error), match="^mine$") as caught:
        lua.eval(f"function(x) {code} end")(thing)
    assert caught.value is error and thing.tries == 1
    text = "".join(traceback.format_exception(error))
    assert "During handling" not in text and "in fail" in text and "Did you mean" not in text


def test_exceptions_keep_their_own_context(lua):
    def lookup(_):
        try:
            {}["key"]
        except KeyError:
            raise AttributeError("no such thing")
    thing = type("Thing", (), {"value": property(lookup)})()
    with pytest.raises(AttributeError) as caught:
        lua.eval("function(x) return x.value end")(thing)
    assert isinstance(caught.value.__cause__ or caught.value.__context__, KeyError)
    assert "KeyError: 'key'" in "".join(traceback.format_exception(caught.value))


def test_exits_are_no_errors_of_lua(lua):
    def leave():
        raise SystemExit(3)
    with pytest.raises(SystemExit):
        lua.eval("pcall")(leave)
    with pytest.raises(KeyboardInterrupt):
        lua.eval("function(f) pcall(f) end")(lambda: (_ for _ in ()).throw(KeyboardInterrupt()))


def test_traceback_shows_lua_source(project):
    project.write(shapes_lua="""
        local M = {}
        local function area(shape)
          return shape.width * shape.height
        end
        function M.unfinished() return {{}} end
        function M.total(list)
          local sum = 0
          for _, shape in ipairs(list) do sum = sum + area(shape) end
          return sum
        end
        return M
    """)
    shapes = project.load("shapes")
    with pytest.raises(luapy.LuaError) as caught:
        shapes.total(shapes.unfinished())
    text = "".join(traceback.format_exception(caught.value))
    assert f'File "{project.folder / "shapes.lua"}", line 8, in M_total' in text
    assert "    for _, shape in ipairs(list) do sum = sum + area(shape) end\n" in text
    assert ('line 3, in area\n    return shape.width * shape.height\n'
            '           ~~~~~~~~~~~~^~~~~~~~~~~~~~\n') in text
    assert "luapy/runtime" not in text and "luapy/stdlib" not in text
    assert text.rstrip().endswith("shapes.lua:3: attempt to perform arithmetic on a nil value (field 'width')")


def test_traceback_of_strings_shows_their_source(lua):
    with pytest.raises(luapy.LuaError) as caught:
        lua.execute("local x = 5\nlocal y = x.y.z")
    text = "".join(traceback.format_exception(caught.value))
    assert "local y = x.y.z" in text


def test_tracebacks_show_both_languages_in_order(lua):
    def middle(f):
        return f()
    outer = lua.eval("function(m) return (m(function() local up = nil; return up.x end)) end", name="@outer.lua")
    with pytest.raises(luapy.LuaError) as caught:
        outer(middle)
    names = [entry.name for entry in traceback.extract_tb(caught.value.__traceback__)]
    assert names.index("middle") < len(names) - 1 and names[0].startswith("test_tracebacks")


def test_errors_survive_pickling(lua):
    import pickle
    with pytest.raises(luapy.LuaError) as caught:
        lua.execute("error('grüße')")
    copy = pickle.loads(pickle.dumps(caught.value))
    assert type(copy) is luapy.LuaError and str(copy) == str(caught.value)
    with pytest.raises(luapy.LuaSyntaxError) as caught:
        lua.execute("x =")
    assert str(pickle.loads(pickle.dumps(caught.value))) == str(caught.value)
