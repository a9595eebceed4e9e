"""LuaRuntime: what lupa's README does not show."""

import gc
import sys
import weakref

import pytest

import luapy


def test_code_with_arguments(lua):
    assert lua.eval("...", 1, "x") == (1, "x")
    assert lua.execute("local a, b = ... return b, a", 1, 2) == (2, 1)
    assert lua.execute("x = 1") is None
    assert lua.compile("return 1, ...")(2) == (1, 2)


def test_code_as_bytes(lua):
    assert lua.eval(b"'\xff'") == b"\xff"
    assert lua.execute(bytearray(b"return 1")) == 1
    with pytest.raises(TypeError):
        lua.eval(1)


def test_versions():
    assert luapy.LuaRuntime(lua="5.1").lua_version == (5, 1)
    assert luapy.LuaRuntime().lua_implementation == "Lua 5.4"
    from luapy import lua51, lua53
    assert lua51.LuaRuntime().lua_version == lua51.LUA_VERSION == (5, 1)
    assert lua53.LuaRuntime().eval("math.type(3 // 1)") == "integer"
    with pytest.raises(ValueError):
        luapy.LuaRuntime(lua="6.0")


def test_names_in_messages(lua):
    with pytest.raises(luapy.LuaError, match=r'^config\.lua:2: oops$'):
        lua.execute("\nerror('oops')", name="@config.lua")
    with pytest.raises(luapy.LuaError, match=r'^\[string "<python>"\]:1: oops$'):
        lua.execute("error('oops')")


def test_modes(lua):
    assert lua.eval("1", mode="t") == 1
    with pytest.raises(luapy.LuaSyntaxError, match="attempt to load a text chunk"):
        lua.execute("return 1", mode="b")


def test_runtimes_are_independent():
    one, two = luapy.LuaRuntime(), luapy.LuaRuntime(lua="5.1")
    one.execute("x = 1; string.extra = 1")
    two.execute("x = 2")
    assert (one.eval("x"), two.eval("x"), two.eval("string.extra")) == (1, 2, None)
    assert (one.eval("tostring(1.0)"), two.eval("tostring(1.0)")) == ("1.0", "1")


def test_one_runtime_calls_another():
    """Each piece of code finds its own state, however calls are nested."""
    one, two = luapy.LuaRuntime(), luapy.LuaRuntime(lua="5.1")
    other = two.eval("function() return tostring(2.0) end")
    call = one.eval("function(f) local before = tostring(1.0); local inner = f(); return before, inner, tostring(1.0) end")
    for _ in range(3):
        assert call(lambda: other()) == ("1.0", "2", "1.0")
        assert two.eval("tostring(1.0)") == "1"


def test_output_goes_to_sys_stdout(lua, capsys):
    print("one")
    lua.execute('print("zwei ä", 2); io.write("three")')
    print("four")
    assert capsys.readouterr().out == "one\nzwei ä\t2\nthreefour\n"


def test_tables_are_mappings(lua):
    table = lua.table_from({"a": 1, "b": 2}, [10, 20])
    assert dict(table) == {1: 10, 2: 20, "a": 1, "b": 2}
    assert len(table) == 2 and "a" in table and "c" not in table and 2 in table
    assert table["zz"] is None and table.zz is None
    table.c, table["d"] = 3, [1]
    assert lua.eval("function(t) return t.c, type(t.d) end")(table) == (3, "userdata")
    del table.a, table[1]
    assert sorted(map(str, table)) == ["2", "b", "c", "d"]
    assert list(table.items()) == list(zip(table.keys(), table.values(), strict=True))


def test_tables_obey_metatables(lua):
    table = lua.eval("setmetatable({}, {__index = function(t, k) return k .. '!' end, __len = function() return 7 end,"
                     "__newindex = function(t, k, v) rawset(t, k, v * 2) end, __tostring = function() return 'ä' end})")
    assert table.x == "x!" and len(table) == 7 and str(table) == "ä"
    table.y = 4
    assert table.y == 8
    assert repr(table).startswith("<Lua table at 0x")


def test_tables_compare_by_identity(lua):
    lua.execute("t = {}")
    assert lua.globals().t == lua.globals().t and lua.globals().t != lua.table()
    assert len({lua.globals().t, lua.globals().t}) == 1


def test_table_from_recursive(lua):
    data = {"list": [1, [2, 3]], "text": "ä"}
    data["self"] = data
    table = lua.table_from(data, recursive=True)
    assert lua.eval("function(t) return t.list[2][1], t.self == t, t.text end")(table) == (2, True, "ä")


def test_coroutines_are_generators(lua):
    generator = lua.eval("function(n) for i = 1, n do coroutine.yield(i, i * i) end end").coroutine(3)
    assert list(generator) == [(1, 1), (2, 4), (3, 9)]
    assert not generator and list(generator) == []
    echo = lua.eval("function(a) while true do a = coroutine.yield(a) end end").coroutine("first")
    assert [next(echo), echo.send("ä"), echo.send((1, 2))] == ["first", "ä", 1]
    echo.close()
    assert not echo


def test_errors_in_coroutines(lua):
    generator = lua.eval("function() coroutine.yield(1) error('in the middle') end").coroutine()
    assert next(generator) == 1
    with pytest.raises(luapy.LuaError, match="in the middle"):
        next(generator)


def test_userdata_of_lua(lua):
    file = lua.eval("io.stdout")
    assert luapy.lua_type(file) == "userdata" and str(file).startswith("file (0x")
    assert file.write is lua.eval("io.stdout.write")


def test_python_objects_in_lua(lua):
    class Thing:
        """Has a name."""
        name = "ä"

        def greet(self, other, mark="."):
            return f"{self.name} {other}{mark}"
    run = lua.eval("""function(thing)
        thing.name = thing.name .. "!"
        return thing:greet("you"), thing.greet("me"), thing:greet(python.args{"us", mark = "?"}), tostring(thing.name)
    end""")
    assert run(Thing()) == ("ä! you.", "ä! me.", "ä! us?", "ä!")


def test_methods_of_builtin_types(lua):
    items = [3, 1]
    lua.eval("function(l) python.as_attrgetter(l):append(2); python.as_attrgetter(l).sort() end")(items)
    assert items == [1, 2, 3]


def test_dicts_and_lists_are_views(lua):
    data = {"n": 1, "list": [1, 2]}
    lua.eval("function(d) d.n = d.n + 1; d.list[0] = 'x'; d.new = #d.list end")(data)
    assert data == {"n": 2, "list": ["x", 2], "new": 2}


def test_what_a_host_can_forbid():
    lua = luapy.LuaRuntime(register_eval=False, register_builtins=False)
    assert lua.eval("python.eval, python.builtins, python['import'], python.getattr") == (None, None, None, None)
    closed = luapy.LuaRuntime(python=False)
    assert closed.eval("python") is None
    assert closed.eval("pcall(require, 'python')")[0] is False


def test_attribute_filter():
    def names(obj, name, is_setting):
        if name.startswith("_") or is_setting:
            raise AttributeError("denied")
        return name.lower()
    lua = luapy.LuaRuntime(attribute_filter=names)

    class Thing:
        size = 3
    assert lua.eval("function(t) return t.SIZE end")(Thing()) == 3
    for code in ("function(t) return t.__class__ end", "function(t) t.size = 1 end"):
        with pytest.raises(AttributeError, match="denied"):
            lua.eval(code)(Thing())
    with pytest.raises(AttributeError, match="denied"):
        lua.eval("function(t) return python.getattr(t, '__class__') end")(Thing())


def test_memory_limits_are_refused_not_ignored():
    with pytest.raises(NotImplementedError):
        luapy.LuaRuntime(max_memory=1000)


def test_a_dropped_runtime_is_freed():
    lua = luapy.LuaRuntime()
    lua.execute("function f() return f end")
    state = weakref.ref(lua._state)
    lua.globals().me = lua
    del lua
    luapy.LuaRuntime().execute("x = 1")  # each thread keeps the runtime that it used last
    gc.collect()
    assert state() is None


def test_functions_outlive_their_runtime():
    function = luapy.LuaRuntime().eval("function(x) return tostring(x) .. '!' end")
    gc.collect()
    assert function(1.5) == "1.5!"


def test_finalizers_run_at_exit(tmp_path):
    import subprocess
    script = tmp_path / "script.py"
    script.write_text("import luapy\nlua = luapy.LuaRuntime()\n"
                      "lua.execute('x = setmetatable({}, {__gc = function() print(\"bye\") end}) io.write(\"hi \")')\n")
    result = subprocess.run([sys.executable, script], capture_output=True, text=True)
    assert (result.stdout, result.stderr) == ("hi bye\n", "")
