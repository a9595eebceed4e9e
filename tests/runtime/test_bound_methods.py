"""Methods that CPython binds: which classes have them, and what takes them away (the results are in tests/conformance)."""

from types import FunctionType

import pytest

from luapy.interop import LuaRuntime
from luapy.runtime.methods import MANY_CALLS, MANY_OVERRIDES

CLASS = """
Class = {} Class.__index = Class
function Class.new() return setmetatable({}, Class) end
function Class:get(a) return a end
function call(o, a) return o:get(a) end
first, second = Class.new(), Class.new()
"""


@pytest.fixture
def lua():
    runtime = LuaRuntime()
    runtime.execute(CLASS)
    return runtime


def is_bound(lua, name, method="b_get"):
    """Whether CPython binds a method of the object in a global variable."""
    return getattr(type(global_value(lua, name)), method).__class__ is FunctionType


def global_value(lua, name):
    return lua._state.globals.__dict__["f_" + name]


def test_methods_of_classes_are_bound(lua):
    assert is_bound(lua, "first") and lua.eval("call(first, 3)") == 3


def test_own_fields_concern_one_object(lua):
    lua.execute("second.get = function() return 'own' end")
    assert is_bound(lua, "first") and not is_bound(lua, "second")
    assert lua.eval("call(second)") == "own" and lua.eval("call(first, 4)") == 4


@pytest.mark.parametrize("store", ["rawset(first, 'get', type)", "local k = 'get' first[k] = type", "first = setmetatable({get = type}, Class)"])
def test_own_fields_by_other_ways(lua, store):
    lua.execute(store)
    assert not is_bound(lua, "first") and lua.eval("call(first)") == "table"


def test_many_own_fields_concern_the_class(lua):
    lua.execute(f"for i = 1, {MANY_OVERRIDES + 1} do Class.new().get = type end")
    assert not is_bound(lua, "first") and lua.eval("call(first, 5)") == 5


def test_replaced_methods_stay_bound(lua):
    lua.execute("function Class:get() return 'replaced' end")
    assert is_bound(lua, "first") and lua.eval("call(first)") == "replaced"


def test_callable_tables_are_not_bound(lua):
    lua.execute("Class.get = setmetatable({}, {__call = function(self, o) return type(o) end})")
    assert not is_bound(lua, "first") and lua.eval("call(first)") == "table"


def test_late_methods_are_bound_when_they_are_called_often(lua):
    lua.execute("second.late = function() return 'own' end function Class:late() return 'late' end")
    assert not is_bound(lua, "first", "b_late")
    lua.execute(f"for i = 1, {MANY_CALLS + 1} do local o = first; assert(o:late() == 'late') end")
    assert is_bound(lua, "first", "b_late") and not is_bound(lua, "second", "b_late")
    assert lua.eval("second:late()") == "own"


def test_prototypes_changed_later(lua):
    lua.execute("""
        Parent = {}
        function Parent:other() return 'parent' end
        local o = setmetatable({}, {__index = Parent})  -- makes the mirror of Parent
        rawset(first, 'other', type)
        setmetatable(Class, {__index = Parent})
        function other(o) return o:other() end
    """)
    assert is_bound(lua, "second", "b_other") and not is_bound(lua, "first", "b_other")
    assert lua.eval("other(second)") == "parent" and lua.eval("other(first)") == "table"
