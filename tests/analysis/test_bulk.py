"""Loops that only fill or copy lists."""

import pytest
from analysed import Analysed

from luapy.analysis.bulk import bulk_stores
from luapy.frontend import nodes as lua


def stores(text):
    """[(table, what is stored: a value or (source, offset))] of the first numeric for."""
    loop = Analysed("local t, u, v, n = {}, {}, {}, 9 " + text).nodes(lua.NumericFor)[0]
    return [(store.table.id, (store.source.id, store.offset) if store.source is not None
             else getattr(store.value, "id", None) or getattr(store.value, "value", type(store.value).__name__))
            for store in bulk_stores(loop)]


@pytest.mark.parametrize("text, expected", [
    ("for i = 1, n do t[i] = 0 end", [("t", 0)]),
    ("for i = 1, n, 1 do t[i] = 'a' end", [("t", "a")]),
    ("for i = 1, n do t[i] = false end", [("t", "FalseExpr")]),
    ("for i = 1, n do t[i] = u end", [("t", "u")]),
    ("for i = 1, n do t[i], u[i] = 1, 2 end", [("t", 1), ("u", 2)]),
    ("for i = 1, n do t[i] = 1; u[i] = v end", [("t", 1), ("u", "v")]),
    ("for i = 1, n do t[i] = u[i] end", [("t", ("u", 0))]),
    ("for i = 1, n do t[i] = t[i + 1] end", [("t", ("t", 1))]),
    ("for i = 1, n do t[i] = u[i - 2] end", [("t", ("u", -2))]),
])
def test_what_is_stored(text, expected):
    assert stores(text) == expected


@pytest.mark.parametrize("text", [
    "for i = 1, n do end",
    "for i = 1, n, 2 do t[i] = 0 end",                  # leaves elements out
    "for i = n, 1, -1 do t[i] = 0 end",
    "for i = 1, n, u do t[i] = 0 end",
    "for i = 1, n do t[i] = i end",                     # not the same for all
    "for i = 1, n do t[i] = n + 1 end",                 # may fail, or call a metamethod
    "for i = 1, n do t[i] = f() end",
    "for i = 1, n do t[i] = {} end",                    # a new one each time
    "for i = 1, n do t[i] = nil end",
    "for i = 1, n do t[i + 1] = 0 end",
    "for i = 1, n do t[n] = 0 end",
    "for i = 1, n do t.x[i] = 0 end",                   # a metamethod may give another table each time
    "for i = 1, n do global[i] = 0 end",
    "for i = 1, n do t[i] = global end",
    "for i = 1, n do t[i] = u[n] end",
    "for i = 1, n do t[i] = u[2 * i] end",
    "for i = 1, n do t[i] = u[i]; v[i] = 0 end",        # one could change what the other reads
    "for i = 1, n do t[i] = 0; n = n - 1 end",
    "for i = 1, n do t[i] = 0; print(i) end",
    "for i = 1, n do t[i] = 0; if c then break end end",
    "for i = 1, n do t[i], u[i] = 0 end",
    "for i = 1, n do local t = u; t[i] = 0 end",
    "for i = 1, n do i[i] = 0 end",
    "for i = 1, n do t[i] = i[1] end",
    "local i; for j = 1, n do t[i] = 0 end",
    "for i = 1, n do t[i], u[i], v[i], n[i] = 0, 0, 0, 0 end",
])
def test_loops_that_do_more_or_something_else(text):
    assert stores(text) == []
