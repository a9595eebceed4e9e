"""The interface that programs written for lupa use, feature by feature."""

import operator
import re
import subprocess
import sys

import pytest

import luapy


class Account:
    """Something of Python's that Lua code uses."""

    def __init__(self, owner, balance=0):
        self.owner, self.balance = owner, balance

    def deposit(self, amount, note=None):
        self.balance += amount
        return note


# Code ------------------------------------------------------------------------------------

def test_execute_eval_compile(lua):
    assert lua.execute("total = 0 for i = 1, 4 do total = total + i end") is None
    assert lua.eval("total * 2") == 20
    add = lua.compile("local a, b = ... return a + b")
    assert (add(2, 3), add(0.5, 0.25)) == (5, 0.75)
    assert luapy.lua_type(add) == "function"
    for run in (lua.execute, lua.eval, lua.compile):
        with pytest.raises(luapy.LuaSyntaxError):
            run("return return")


def test_require(lua, tmp_path):
    (tmp_path / "shop.lua").write_text("local name = ... return { name = name, price = function(n) return n * 3 end }")
    lua.execute("package.path = ... .. '/?.lua'", str(tmp_path))
    shop, path = lua.require("shop")  # 5.4's require says where it found a module that it loads
    assert (shop.name, shop.price(4), path) == ("shop", 12, str(tmp_path / "shop.lua"))
    assert lua.require("shop") == shop
    with pytest.raises(luapy.LuaError, match="module 'no.such.shop' not found"):
        lua.require("no.such.shop")
    with pytest.raises(TypeError):
        lua.require(5)
    lua.execute("require = nil")
    with pytest.raises(luapy.LuaError, match="require is not defined"):
        lua.require("shop")


@pytest.mark.parametrize("code, kind", [
    ("nil", None), ("1", None), ("'s'", None), ("{}", "table"), ("print", "function"), ("function() end", "function"),
    ("io.stdout", "userdata"), ("coroutine.create(print)", "function"), ("python.builtins", None),
])
def test_lua_type(lua, code, kind):
    assert luapy.lua_type(lua.eval(code)) == kind


def test_lua_type_of_coroutines(lua):
    assert luapy.lua_type(lua.eval("function() end").coroutine()) == "thread"
    assert luapy.lua_type(lua.eval("(coroutine.running())")) == "thread"


# Tables ----------------------------------------------------------------------------------

def test_globals(lua):
    names = lua.globals()
    names.rate, names["fee"] = 0.5, 2
    names.log = (log := []).append
    lua.execute("log(rate * 10 + fee)")
    assert log == [7.0]
    assert names._G == names and "rate" in names and names.string.rep("x", 3) == "xxx"
    del names.rate
    assert lua.eval("rate") is None


def test_table_has_items_and_fields(lua):
    table = lua.table("a", "b", size=2, name="ä")
    assert dict(table) == {1: "a", 2: "b", "size": 2, "name": "ä"}
    assert lua.eval("function(t) return t[2], t.name, #t end")(table) == ("b", "ä", 2)
    assert len(lua.table()) == 0 and list(lua.table()) == []


def test_table_from(lua):
    table = lua.table_from("xy", {"k": 1, 1: "first"}, (n for n in (5, 6)), {"k": 2}, lua.table(z=9))
    assert dict(table) == {1: "first", 2: "y", 3: 5, 4: 6, "k": 2, "z": 9}
    nested = lua.table_from({"rows": [[1, 2], [3]]})
    assert luapy.lua_type(nested.rows) is None and nested.rows == [[1, 2], [3]]


def test_table_from_recursive(lua):
    shared = [1]
    data = {"rows": [[1, 2], ({"deep": "ä"},)], "one": shared, "two": shared, "none": None}
    data["rows"].append(data)
    table = lua.table_from(data, recursive=True)
    assert lua.eval("function(t) return t.rows[1][2], t.rows[2][1].deep, t.rows[3] == t, t.one == t.two, t.none end")(
        table) == (2, "ä", True, True, None)
    assert luapy.lua_type(table.rows) == "table" and len(table.rows) == 3


def test_tables_as_mappings(lua):
    table = lua.eval("{10, 20, x = 'ä', [2.5] = true}")
    assert sorted(table.keys(), key=str) == [1, 2, 2.5, "x"] == sorted(table, key=str)
    assert sorted(table.values(), key=str) == [10, 20, True, "ä"]
    assert dict(table.items()) == dict(table) == {1: 10, 2: 20, "x": "ä", 2.5: True}
    assert (table[1], table["x"], table.x, table[2.5], table.nothing, table[99]) == (10, "ä", "ä", True, None, None)
    table[3], table.y, table[1] = 30, None, 11
    del table["x"], table[2.5], table.nothing
    assert dict(table) == {1: 11, 2: 20, 3: 30} and len(table) == 3
    assert {**table} == dict(table)
    table[None] = "python.none"
    assert table[None] == "python.none" and lua.eval("function(t) return t[python.none] end")(table) == "python.none"
    with pytest.raises(luapy.LuaError, match="NaN"):
        table[float("nan")] = 1


def test_iterators_of_tables(lua):
    items = lua.eval("{'a', 'b'}").items()
    assert iter(items) is items and next(items) == (1, "a") and list(items) == [(2, "b")]
    with pytest.raises(StopIteration):
        next(items)
    with pytest.raises(TypeError, match="iteration is only supported for tables"):
        iter(lua.eval("io.stdout"))


def test_attributes_that_python_looks_up(lua):
    table = lua.table(__len="hidden")
    assert table["__len"] == "hidden" and not hasattr(table, "__wrapped__")
    with pytest.raises(AttributeError):
        table.__array__


# Coroutines -------------------------------------------------------------------------------

def test_coroutines_of_functions(lua):
    count = lua.eval("function(n, step) for i = 0, n, step do coroutine.yield(i) end return 'done' end")
    assert list(count.coroutine(4, 2)) == [0, 2, 4, "done"]
    assert list(zip(count.coroutine(9, 3), "ab", strict=False)) == [(0, "a"), (3, "b")]


def test_coroutines_are_true_until_they_are_dead(lua):
    thread = lua.eval("function() coroutine.yield() end").coroutine()
    states = [bool(thread)]
    for _ in thread:
        states.append(bool(thread))
    assert states == [True, True] and not thread
    with pytest.raises(StopIteration):
        next(thread)


def test_send(lua):
    total = lua.eval("function(a) local sum = a while true do sum = sum + coroutine.yield(sum) end end").coroutine(1)
    with pytest.raises(TypeError, match="just-started"):
        total.send(5)
    assert [total.send(None), total.send(2), total.send(3.5)] == [1, 3, 6.5]
    pair = lua.eval("function() while true do print_(coroutine.yield()) end end")
    lua.globals().print_ = (seen := []).append
    thread = pair.coroutine()
    next(thread)
    thread.send("ä")
    assert seen == ["ä"]


def test_coroutines_made_in_lua(lua):
    make = lua.eval("function(n) local co = coroutine.create(function(a) for i = a, n do coroutine.yield(i) end end) "
                    "coroutine.resume(co, 1) return co end")
    assert list(make(4)) == [2, 3, 4]
    fresh = lua.eval("coroutine.create(function(a) coroutine.yield(a) coroutine.yield(a * 2) end)")
    assert list(fresh(3)) == [3, 6] and list(fresh.coroutine(1)) == [1, 2]
    wrapped = lua.eval("coroutine.wrap(function() coroutine.yield(1) end)")
    assert wrapped() == 1 and wrapped() is None
    with pytest.raises(luapy.LuaError, match="cannot resume dead coroutine"):
        wrapped()


def test_python_functions_in_coroutines(lua):
    """A Python function may be between a yield and the coroutine's other code, not between it and the resume."""
    thread = lua.eval("function(double) for i = 1, 3 do coroutine.yield(double(i)) end end").coroutine(lambda n: n * 2)
    assert list(thread) == [2, 4, 6]


# Python objects in Lua ----------------------------------------------------------------------

def test_attributes_and_methods(lua):
    account = Account("Ünal", 5)
    run = lua.eval("""function(a)
        a.owner = a.owner .. "!"
        return a:deposit(10, "first"), a.deposit(1), a.balance, type(a), tostring(a.balance)
    end""")
    assert run(account) == ("first", None, 16, "userdata", "16") and account.owner == "Ünal!"


def test_items_and_attributes(lua):
    data = {"get": "item"}
    get = lua.eval("function(x) return x.get end")
    assert get(data) == "item" == get(luapy.as_itemgetter(data))
    assert get(luapy.as_attrgetter(data)) == data.get
    assert lua.eval("function(x) return python.as_attrgetter(x).get('get'), python.as_itemgetter(x).get end")(data) == (
        "item", "item")
    with pytest.raises(TypeError):
        lua.eval("function(x) return x.anything end")(luapy.as_itemgetter(Account("a")))
    with pytest.raises(KeyError):
        lua.eval("function(x) return x.missing end")(data)


def test_unpack_returned_tuples():
    for unpack, expected in ((True, (1, "ä", None)), (False, ((1, "ä"), None, None))):
        lua = luapy.LuaRuntime(unpack_returned_tuples=unpack)
        assert lua.eval("function(f) local a, b, c = f() return a, b, c end")(lambda: (1, "ä")) == expected
    lua = luapy.LuaRuntime(unpack_returned_tuples=True)
    assert lua.eval("function(f) return select('#', f()) end")(lambda: ()) == 0
    assert lua.eval("function(d) local s = '' for k, v in python.iter(d.items()) do s = s .. k .. v end return s end")(
        luapy.as_attrgetter({"a": 1, "b": 2})) == "a1b2"


def test_loops(lua):
    run = lua.eval("""function(list, dict)
        local out = {}
        for item in python.iter(list) do out[#out + 1] = tostring(item == python.none and "none" or item) end
        for i, item in python.enumerate(list, 10) do out[#out + 1] = i .. tostring(item) end
        for key, value in python.iterex(dict.items()) do out[#out + 1] = key .. "=" .. value end
        return table.concat(out, " ")
    end""")
    assert run(["ä", None, 2.5], luapy.as_attrgetter({"k": "v"})) == "ä none 2.5 10ä 11nil 122.5 k=v"


def test_functions_with_named_arguments(lua):
    @luapy.unpacks_lua_table
    def describe(name, size=1, *, unit="m"):
        return f"{name} {size}{unit}"

    class Thing:
        @luapy.unpacks_lua_table_method
        def scale(self, factor=1, offset=0):
            return factor * 10 + offset
    assert lua.eval("function(f) return f{'a', unit = 'km'}, f('b', 2), f{name = 'c', size = 3} end")(describe) == (
        "a 1km", "b 2m", "c 3m")
    assert lua.eval("function(t) return t:scale{offset = 1}, t:scale{2}, t.scale{3, offset = 4} end")(Thing()) == (11, 20, 34)
    assert lua.eval("function(f) return f{7, 8} end")(luapy.unpacks_lua_table(operator.sub)) == -1
    with pytest.raises(TypeError, match="unexpected keyword"):
        lua.eval("function(f) f{bad = 1} end")(describe)


def test_keyword_arguments_from_lua(lua):
    def show(*args, **keywords):
        return f"{args} {sorted(keywords.items())}"
    assert lua.eval("function(f) return f(1, python.args{2, b = 'ä', a = 3}) end")(show) == "(1, 2) [('a', 3), ('b', 'ä')]"
    assert lua.eval("function(f) return python.call(f, 1, {key = 2}) end")(show) == "(1,) [('key', 2)]"
    with pytest.raises(TypeError, match="multiple values"):
        lua.eval("function(f) f(python.args{a = 1}, python.args{a = 2}) end")(show)


def test_as_function(lua):
    """For libraries of Lua that look at type()."""
    run = lua.eval("function(f) local g = python.as_function(f) return type(f), type(g), (('abc'):gsub('%w', g)) end")
    assert run(str.upper) == ("userdata", "function", "ABC")


# What a host allows -----------------------------------------------------------------------

def test_register_eval():
    assert luapy.LuaRuntime().eval("python.eval('1 + 1')") == 2
    closed = luapy.LuaRuntime(register_eval=False)
    assert closed.eval("python.eval") is None and closed.eval("python.builtins.len('ab')") == 2


def test_register_builtins():
    assert luapy.LuaRuntime().eval("python.builtins.max(3, 7)") == 7
    closed = luapy.LuaRuntime(register_builtins=False)
    assert closed.eval("python.builtins") is None and closed.eval("python.eval('2 ** 3')") == 8


def test_attribute_filter_reads_and_writes():
    asked = []

    def public(obj, name, is_setting):
        asked.append((type(obj).__name__, name, is_setting))
        if not isinstance(name, str) or name.startswith("_") or is_setting and name != "balance":
            raise AttributeError("not for Lua")
        return name
    lua = luapy.LuaRuntime(attribute_filter=public)
    account = Account("a", 1)
    assert lua.eval("function(a) a.balance = 5 return a.balance, a.owner end")(account) == (5, "a")
    assert asked == [("Account", "balance", True), ("Account", "balance", False), ("Account", "owner", False)]
    for code in ("a.owner = 'b'", "return a.__dict__", "return python.getattr(a, '__class__')", "return a[1]",
                 "python.setattr(a, 'owner', 1)", "return python.as_attrgetter(a).__init__"):
        with pytest.raises(AttributeError, match="not for Lua"):
            lua.eval(f"function(a) {code} end")(account)
    assert account.owner == "a"


def test_attribute_handlers():
    store = {}
    lua = luapy.LuaRuntime(attribute_handlers=(lambda obj, name: store.get((id(obj), name), name),
                                               lambda obj, name, value: store.__setitem__((id(obj), name), value)))
    thing = object()
    assert lua.eval("function(x) x.size = 3; x[1] = 'one'; return x.size, x.other, x[1] end")(thing) == (3, "other", "one")
    only_reading = luapy.LuaRuntime(attribute_handlers=(lambda obj, name: 23, None))
    account = Account("a")
    assert only_reading.eval("function(a) a.balance = 1 return a.balance end")(account) == 23 and account.balance == 1
    for wrong in (5, (1, 2), (len,), "ab"):
        with pytest.raises(ValueError, match="attribute_handlers"):
            luapy.LuaRuntime(attribute_handlers=wrong)
    with pytest.raises(ValueError, match="mutually exclusive"):
        luapy.LuaRuntime(attribute_filter=public_name, attribute_handlers=(getattr, setattr))


def public_name(obj, name, is_setting):
    return name


# Errors -----------------------------------------------------------------------------------

def test_classes_of_errors(lua):
    assert issubclass(luapy.LuaError, Exception) and issubclass(luapy.LuaSyntaxError, (luapy.LuaError, SyntaxError))
    assert issubclass(luapy.LuaMemoryError, luapy.LuaError) and issubclass(luapy.LuaMemoryError, MemoryError)
    with pytest.raises(luapy.LuaError, match=re.escape('[string "<python>"]:2: wrong: 5')):
        lua.execute("local n = 5\nerror('wrong: ' .. n)")
    with pytest.raises(luapy.LuaMemoryError, match="not enough memory"):
        lua.execute("error('not enough memory')")


def test_pcall_sees_python_exceptions(lua):
    def fail(kind):
        raise kind("ä")
    run = lua.eval("function(f, kind) local ok, e = pcall(f, kind) return ok, e, tostring(e) end")
    for kind in (ValueError, OSError, ZeroDivisionError):
        ok, error, text = run(fail, kind)
        assert (ok, type(error), text) == (False, kind, "ä")
    ok, error, _ = run(fail, luapy.LuaError)
    assert (ok, error) == (False, "ä")


def test_attributes_of_versions():
    from luapy import lua51, lua54, luajit21
    for module, version in ((lua51, (5, 1)), (lua54, (5, 4)), (luajit21, (5, 1)), (luapy, (5, 4))):
        lua = module.LuaRuntime()
        assert lua.lua_version == module.LUA_VERSION == version
        assert issubclass(module.LuaSyntaxError, module.LuaError) and module.lua_type(lua.eval("{}")) == "table"
    assert lua51.LuaRuntime().eval("type(setfenv)") == "function" and luapy.LuaRuntime().eval("setfenv") is None
    assert lua54.LuaRuntime().lua_implementation == "Lua 5.4"
    assert (luapy.LUA_MAXINTEGER, luapy.LUA_MININTEGER) == (2**63 - 1, -2**63)


def test_garbage(lua):
    lua.execute("weak = setmetatable({}, {__mode = 'v'}) weak[1] = {}")
    lua.gccollect()
    assert len(lua.globals().weak) == 0
    with lua.nogc():
        assert lua.eval("collectgarbage('isrunning')") is False
    assert lua.eval("collectgarbage('isrunning')") is True


@pytest.mark.parametrize("name, version", [("lua51", (5, 1)), ("lua54", (5, 4)), ("luajit21", (5, 1))])
def test_modules_of_versions_are_attributes(name, version):
    """In a new process: nobody has imported them."""
    code = f"import luapy; print(luapy.{name}.LuaRuntime().lua_version)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60).stdout == f"{version}\n"
