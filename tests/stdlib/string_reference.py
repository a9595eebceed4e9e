"""Calls of library functions with their results, on real Lua and on luapy.

A case is ``[function, argument...]``; arguments and results are values of JSON,
or ``{"float": text}``, ``{"table": {...}}``, ``{"function": name}``.  Results
are ``[True, value...]`` or ``[False, message]``, the message without the
name of the function in "bad argument", which depends on the calling code.
"""

import json
import math
import re
import subprocess

from luapy.runtime.api import FALSE, TRUE, Table, first, is_function, lua_bool, rawget, rawset, results
from luapy.runtime.errors import ArgumentError, LibraryError, LuaError
from luapy.runtime.state import State, enter_state

INTERPRETERS = {"5.1": "lua5.1", "5.2": "lua5.2", "5.3": "lua5.3", "5.4": "lua5.4", "luajit": "luajit"}

PRELUDE = r"""
local function show(v)
  local t = type(v)
  if t == "string" then
    return '"' .. v:gsub('[^%w ]', function(c) return ("\\u%04x"):format(c:byte()) end) .. '"'
  elseif t == "number" then
    if math.type and math.type(v) == "integer" then return ("%d"):format(v) end
    return '{"float": "' .. ("%.17g"):format(v) .. '"}'
  elseif t == "nil" then return "null"
  elseif t == "boolean" then return tostring(v)
  end
  return '{"' .. t .. '": ""}'
end
local function report(ok, ...)
  local parts = {tostring(ok)}
  for i = 1, select("#", ...) do parts[#parts + 1] = show((select(i, ...))) end
  print("[" .. table.concat(parts, ", ") .. "]")
end
local functions = {
  pair = function(...) return select("#", ...) .. ":" .. tostring((...)) end,
  nothing = function() end,
  no = function() return false end,
  number = function() return 1.5 end,
  bad = function() return {} end,
  two = function() return "x", "y" end,
}
local function all_matches(...)
  local found, n = {}, 0
  local step = string.gmatch(...)
  while n < 100 do
    local r = {step()}
    if r[1] == nil then break end
    n = n + 1
    for i = 1, #r do r[i] = tostring(r[i]) end
    found[n] = table.concat(r, "&")
  end
  return table.concat(found, "|")
end
local function all_codes(...)
  local found = {}
  for p, c in utf8.codes(...) do found[#found + 1] = p .. "=" .. c end
  return table.concat(found, " ")
end
"""


def lua_literal(value):
    """A value of a case as Lua source."""
    if value is None:
        return "nil"
    if value is True or value is False:
        return str(value).lower()
    if isinstance(value, str):
        return '"' + "".join(c if c.isascii() and c.isalnum() or c == " " else f"\\{ord(c):03d}" for c in value) + '"'
    if isinstance(value, int):
        return str(value) if value != -1 << 63 else "math.mininteger"
    kind, content = next(iter(value.items()))
    if kind == "float":
        number = float(content)
        if math.isnan(number):
            return "(0/0)" if content == "-nan" else "-(0/0)"
        return {math.inf: "math.huge", -math.inf: "-math.huge"}.get(number) or repr(number)
    if kind == "table":
        return "{" + ", ".join(f"[{lua_literal(key)}] = {lua_literal(item)}" for key, item in content.items()) + "}"
    return f"functions.{content}"


def run_lua(dialect, cases):
    """The results of cases on the real interpreter."""
    lines = [PRELUDE]
    for function, *args in cases:
        lines.append("report(pcall(" + ", ".join([function, *map(lua_literal, args)]) + "))")
    # "function too large" otherwise
    source = lines[0] + "\n".join(f"(function() {line} end)()" + ";" for line in lines[1:])
    done = subprocess.run([INTERPRETERS[dialect], "-"], input=source.encode("latin-1"), capture_output=True)
    if done.returncode:
        raise RuntimeError(done.stderr.decode())
    return [normalize(json.loads(line)) for line in done.stdout.decode().splitlines()]


def normalize(result):
    if result[0] is False and isinstance(result[1], str):
        result[1] = re.sub(r"^stdin:\d+: ", "", result[1])  # of errors inside of all_matches and all_codes
        result[1] = re.sub(r"^bad argument #(\d+) to '[^']*'", r"bad argument #\1", result[1])
    return result


# luapy ------------------------------------------------------------------------------------------

class Luapy:
    """The libraries string and utf8 of one dialect, outside of any Lua program."""

    def __init__(self, dialect):
        self.state = State(dialect)
        enter_state(self.state)
        import luapy.stdlib.formatting
        import luapy.stdlib.string
        import luapy.stdlib.utf8
        luapy.stdlib.formatting.USES_BEFORE_FAST = 3  # so that the tests see both ways
        self.string = luapy.stdlib.string.open(self.state)
        self.utf8 = luapy.stdlib.utf8.open(self.state) if self.state.dialect.integers else None

    def function(self, name):
        if name == "all_matches":
            return self.all_matches
        if name == "all_codes":
            return self.all_codes
        library, name = name.split(".")
        return rawget(getattr(self, library), name)

    def all_matches(self, *args):
        found = []
        step = rawget(self.string, "gmatch")(*args)
        while len(found) < 100:
            values = results(step(None, None))
            if not values:
                break
            found.append("&".join(map(str, values)))
        return "|".join(found)

    def all_codes(self, *args):
        found = []
        step, text, place = rawget(self.utf8, "codes")(*args)
        while values := step(text, place):
            place, code = values
            found.append(f"{place}={code}")
        return " ".join(found)

    def run(self, function, *args):
        """The result of a case."""
        enter_state(self.state)
        try:
            values = results(self.function(function)(*[self.to_lua(arg) for arg in args]))
        except ArgumentError as error:
            return [False, f"bad argument #{error.number} ({error.message})"]
        except LibraryError as error:
            return [False, error.message]
        except LuaError as error:
            return [False, error.value]
        return [True, *map(self.from_lua, values)]

    def to_lua(self, value):
        if value is True or value is False:
            return lua_bool(value)
        if not isinstance(value, dict):
            return value
        kind, content = next(iter(value.items()))
        if kind == "float":
            return -math.nan if content == "-nan" else float(content)
        if kind == "table":
            table = Table()
            for key, item in content.items():
                rawset(table, key, self.to_lua(item))
            return table
        return FUNCTIONS[content]

    def from_lua(self, value):
        if value is TRUE or value is FALSE:
            return value is TRUE
        if isinstance(value, str):
            assert all(char <= "\xff" for char in value)
        if isinstance(value, float) or isinstance(value, int) and not self.state.dialect.integers:
            return {"float": float_text(float(value))}
        if is_function(value):
            return {"function": ""}
        return {"table": ""} if isinstance(value, Table) else value


def float_text(value):
    if math.isnan(value):
        return "-nan" if math.copysign(1, value) < 0 else "nan"
    return "%.17g" % value


def _pair(*args):
    from luapy.runtime.api import tostring
    return f"{len(args)}:{tostring(first(args))}"


FUNCTIONS = {
    "pair": _pair, "nothing": lambda *_: (), "no": lambda *_: FALSE, "number": lambda *_: 1.5,
    "bad": lambda *_: Table(), "two": lambda *_: ("x", "y"),
}
