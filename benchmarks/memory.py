"""``python -m benchmarks.memory``: what Lua's tables cost in memory, against Python's dicts and lists.

Bytes as tracemalloc counts them: what has been asked for, and not given back, since before the contents were made.
"""

from __future__ import annotations

import argparse
import gc
import tracemalloc

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from luapy.runtime.launch import new_state
from luapy.runtime.values import first

COUNT = 1_000_000

INTEGERS = "local n = ... local t = {} for i = 1, n do t[i] = i end return t"
APPENDED = "local n = ... local t = {} for i = 1, n do t[#t + 1] = i end return t"
SPARSE = "local n = ... local t = {} for i = n, 1, -1 do t[i] = i end return t"
STRINGS = "local n = ... local t = {} for i = 1, n do t['k' .. i] = i end return t"
OBJECTS = """
local n = ...
local Point = {}
Point.__index = Point
function Point:sum() return self.x + self.y + self.z end
local t = {}
for i = 1, n do t[i] = setmetatable({x = i, y = i, z = i}, Point) end
return t
"""
CONSTRUCTED = """
local n = ...
local Point = {}
Point.__index = Point
function Point.new(x, y, z)
  local self = setmetatable({}, Point)
  self.x, self.y, self.z = x, y, z
  return self
end
local t = {}
for i = 1, n do t[i] = Point.new(i, i, i) end
return t
"""
RECORDS = "local n = ... local t = {} for i = 1, n do t[i] = {x = i, y = i, z = i} end return t"


class Point:
    """The objects that a Python programmer would have."""

    def __init__(self, x, y, z):
        self.x, self.y, self.z = x, y, z


def integers_in_dict(n):
    return {i: i for i in range(1, n + 1)}


def integers_in_list(n):
    return [None, *range(1, n + 1)]


def strings_in_dict(n):
    return {f"k{i}": i for i in range(1, n + 1)}


def dicts(n):
    return [{"x": i, "y": i, "z": i} for i in range(1, n + 1)]


def objects(n):
    return [Point(i, i, i) for i in range(1, n + 1)]


# What is measured -> (Lua program, what it is compared with, the ratio that must not be exceeded or None).
CASES = {
    "integers, t[i] = i": (INTEGERS, integers_in_dict, 2.5),
    "integers, t[#t + 1] = i": (APPENDED, integers_in_dict, 2.5),
    "integers, downwards": (SPARSE, integers_in_dict, 2.5),
    "integers against a list": (INTEGERS, integers_in_list, None),
    "string keys": (STRINGS, strings_in_dict, 2.5),
    "objects, setmetatable({...})": (OBJECTS, dicts, 1.5),
    "objects, fields set one by one": (CONSTRUCTED, dicts, 1.5),
    "objects against Python objects": (OBJECTS, objects, None),
    "records without metatable": (RECORDS, dicts, 1.5),
}


def bytes_of(make, count: int) -> int:
    """The memory that the result of ``make(count)`` holds."""
    make(10)  # what is made once does not count
    gc.collect()
    tracemalloc.start()
    try:
        before = tracemalloc.get_traced_memory()[0]
        result = make(count)
        gc.collect()
        used = tracemalloc.get_traced_memory()[0] - before
        del result
        return used
    finally:
        tracemalloc.stop()


def lua_function(text: str):
    """A Lua chunk as a function of Python."""
    main = new_state("5.4").compile(text.encode(), "=memory")
    return lambda count: first(main(count))


def measure(name: str, count: int = COUNT) -> tuple[int, int]:
    """(bytes under luapy, bytes in Python) of one of CASES."""
    text, make, _ = CASES[name]
    return bytes_of(lua_function(text), count), bytes_of(make, count)


def main(argv=None) -> int:
    """Exit status 1 if a ratio is above its limit."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.memory", description="memory of Lua's tables")
    parser.add_argument("--count", type=int, default=COUNT, help=f"elements or objects (default {COUNT})")
    count = parser.parse_args(argv).count
    table = Table(title=f"bytes per element or object, of {count}")
    for column in ("contents", "luapy", "Python", "ratio", "limit"):
        table.add_column(column, justify="left" if column == "contents" else "right")
    exceeded = False
    for name, (_, compared, limit) in CASES.items():
        ours, theirs = measure(name, count)
        exceeded |= limit is not None and ours > limit * theirs
        table.add_row(escape(name) + " / " + compared.__name__, f"{ours / count:.0f}", f"{theirs / count:.0f}",
                      f"{ours / theirs:.2f}", "" if limit is None else f"{limit:.1f}")
    Console().print(table)
    return int(exceeded)


if __name__ == "__main__":
    raise SystemExit(main())
