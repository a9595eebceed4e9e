"""``python -m benchmarks.border``: what it costs to call a Lua function from Python.

Each line compares a Lua function with the same function in Python, both called with the same arguments. Time is
the process's, in rounds that measure both one after the other; the figures are medians of the rounds' ratios and the
least times per call.
"""

from __future__ import annotations

import argparse
import platform
import statistics
import sys
import tempfile
import time
import timeit
from pathlib import Path

import luapy

# name -> (Lua function, Python function, arguments)
CASES = {
    "no arguments": ("function() return 1 end", lambda: 1, ()),
    "an integer": ("function(a) return a end", lambda a: a, (5,)),
    "an integer, nothing back": ("function(a) end", lambda a: None, (5,)),
    "a float": ("function(a) return a end", lambda a: a, (2.5,)),
    "a string": ("function(a) return a end", lambda a: a, ("some text",)),
    "two integers": ("function(a, b) return b end", lambda a, b: b, (1, 2)),
    "two floats": ("function(a, b) return b end", lambda a, b: b, (1.5, 2.5)),
    "string, integer, float": ("function(a, b, c) return b end", lambda a, b, c: b, ("text", 2, 2.5)),
    "an integer, boolean back": ("function(a) return a > 3 end", lambda a: a > 3, (5,)),
    "a sum": ("function(a, b) return a + b end", lambda a, b: a + b, (1, 2)),
    "varargs": ("function(...) return (...) end", lambda *args: args[0], (5, 6)),
    "other text": ("function(a) return a end", lambda a: a, ("Zoë",)),
}
CALLS = 20_000


def functions(imported: bool) -> dict:
    """The Lua functions of all cases: of an imported module, or of a LuaRuntime."""
    if not imported:
        lua = luapy.LuaRuntime()
        return {name: lua.eval(case[0]) for name, case in CASES.items()}
    with tempfile.TemporaryDirectory() as folder:
        fields = "".join(f"[{name!r}] = {case[0]},\n" for name, case in CASES.items())
        Path(folder, "border_cases.lua").write_text(f"return {{ cases = {{ {fields} }} }}")
        sys.path.insert(0, folder)
        luapy.install_importer()
        import border_cases
        sys.path.remove(folder)
        return {name: border_cases.cases[name] for name in CASES}


def seconds(function, args) -> float:
    """The time of one call."""
    call = f"f({', '.join('abcdef'[:len(args)])})"
    names = {"f": function, **dict(zip("abcdef", args, strict=False))}
    return timeit.timeit(call, globals=names, number=CALLS, timer=time.process_time) / CALLS


def measure(function, python, args, rounds) -> tuple:
    """(ratio, ns of the Lua function, ns of the Python function)."""
    for _ in range(10):
        assert function(*args) == python(*args)
    pairs = [(seconds(function, args), seconds(python, args)) for _ in range(rounds)]
    lua, plain = (min(times) * 1e9 for times in zip(*pairs, strict=True))
    return statistics.median(one / other for one, other in pairs), lua, plain


def main(argv=None) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.border", description=__doc__.split("\n\n")[1])
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--imported", action="store_true", help="functions of an imported module, not of a LuaRuntime")
    options = parser.parse_args(argv)
    print(f"Python {platform.python_version()}, functions of {'a module' if options.imported else 'a LuaRuntime'}")
    print(f"{'':26} {'ratio':>6} {'Lua, ns':>8} {'Python, ns':>11}")
    for name, function in functions(options.imported).items():
        _, python, args = CASES[name]
        ratio, lua, plain = measure(function, python, args, options.rounds)
        print(f"{name:26} {ratio:6.1f} {lua:8.0f} {plain:11.0f}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
