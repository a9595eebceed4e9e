"""Tables keep room for their own attributes only, and libraries' names are those that translated code asks for."""

import sys
import tracemalloc

from luapy import LuaRuntime
from luapy.runtime.table import Table


def test_tables_keep_no_room_for_the_keys_of_others():
    lua = LuaRuntime()
    lua.execute("return string, table, math, coroutine, io, os, debug, utf8")
    lua.execute("local t = {} for i = 1, 100 do t['key' .. i] = i end")
    tracemalloc.start()
    before = tracemalloc.get_traced_memory()[0]
    tables = [Table() for _ in range(1000)]
    for table in tables:
        table.arr = before
    size = (tracemalloc.get_traced_memory()[0] - before) / len(tables)
    tracemalloc.stop()
    assert size < 120


def test_names_of_libraries_are_interned():
    lua = LuaRuntime()
    for table in lua.execute("return string, _G"):
        attributes = [attr for attr in table._value.__dict__ if attr.startswith("f_")]
        assert len(attributes) > 10
        for attr in attributes:
            assert attr is sys.intern("f_" + attr[2:])
