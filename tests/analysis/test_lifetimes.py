"""Where local variables are active: what debug.getlocal shows at each place."""

import pytest
from analysed import Analysed

from luapy.analysis.lifetimes import lifetimes
from luapy.dialect import dialect
from luapy.frontend import nodes as lua


def active(text, version="5.4"):
    """The names of the variables that are active at the call of ``here``, parameters left out."""
    found = Analysed(text, version)
    call = next(node for node in found.nodes(lua.Call) if type(node.func) is lua.Name and node.func.id == "here")
    function = [node for node in found.nodes(lua.Function) if any(inner is call for inner in _calls(node))][-1]
    place = call.line, call.col
    return [entry if entry.__class__ is str else entry.name for entry, start, end in lifetimes(function, dialect(version))
            if start <= place < end]


def _calls(function):
    """The calls of a function's own body, inner functions left out."""
    pending = [function.body]
    while pending:
        node = pending.pop()
        if isinstance(node, (list, tuple)):
            pending += node
        elif isinstance(node, lua.Node) and type(node) is not lua.Function:
            if type(node) is lua.Call:
                yield node
            pending += [getattr(node, name, None) for name in node.fields]


@pytest.mark.parametrize("text, names", [
    ("local x = 1 here() local y = 2", "x"),
    ("local x = here()", ""),                                       # active from the end of its declaration
    ("local x, y = 1, here()", ""),
    ("local x = 1 local x = here()", "x"),
    ("local x = 1 local x = 2 here()", "x x"),                      # both are there
    ("do local x = 1 end here()", ""),
    ("do local x = 1 here() end local y = 2", "x"),
    ("local a = 1 do local x = 1 do local z = 2 end here() end", "a x"),
    ("while c do local x = 1 here() end", "x"),
    ("while here() do local x = 1 end", ""),
    ("repeat local x = 1 until here()", "x"),                       # the test is inside the block
    ("repeat local x = 1 until true here()", ""),
    ("if here() then local x = 1 end", ""),
    ("if c then local x = 1 here() else local y = 2 end", "x"),
    ("if c then local x = 1 else local y = 2 here() end", "y"),
    ("if c then local x = 1 elseif here() then local z = 1 end", ""),
    ("local function f() end here()", "f"),
    ("local f = function() end here()", "f"),
    ("local x = 1 local function f() local y = 2 here() end", "y"),  # of the function that runs
    ("local x <const> = f() local y <close> = nil here()", "x y"),
    ("goto on do local x = 1 end ::on:: local z = 1 here()", "z"),
])
def test_active_variables(text, names):
    assert active(text) == names.split()


@pytest.mark.parametrize("text, new, old", [
    ("for i = 1, 2 do local x = i here() end", ["(for state)"] * 3, ["(for index)", "(for limit)", "(for step)"]),
    ("for i in p do local x = i here() end", ["(for state)"] * 4, ["(for generator)", "(for state)", "(for control)"]),
])
def test_loops_have_hidden_variables(text, new, old):
    assert active(text) == [*new, "i", "x"]
    assert active(text, "5.3") == active(text, "5.1") == [*old, "i", "x"]


@pytest.mark.parametrize("text", ["for i = 1, here() do end", "for i in here() do end", "for i = 1, 2 do end here()"])
def test_loop_variables_are_active_in_the_body_only(text):
    assert active(text) == []
