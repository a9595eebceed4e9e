"""What each Lua version has, drops and prints: one table, asked by every room."""

from __future__ import annotations


class Dialect:
    """The properties of one Lua version.

    name: as given to ``--lua``; version: the text of ``_VERSION``; number: (major, minor), to compare versions;
    integers: has an integer subtype and bitwise operators (5.3+); goto: goto and labels (5.2+, LuaJIT);
    env: _ENV is an upvalue (5.2+), else there are setfenv and getfenv; attribs: <const> and <close> (5.4);
    vararg_table: the hidden ``arg`` in vararg functions that do not use ``...`` (5.1);
    strict_escapes: unknown escapes are errors (5.2+).
    """

    def __init__(self, name: str, version: str, integers: bool, goto: bool, env: bool, attribs: bool,
                 vararg_table: bool, strict_escapes: bool):
        self.name = name
        self.version = version
        self.integers = integers
        self.goto = goto
        self.env = env
        self.attribs = attribs
        self.vararg_table = vararg_table
        self.strict_escapes = strict_escapes
        major, minor = version.split()[1].split(".")
        self.number = int(major), int(minor)

    def __repr__(self):
        return f"<dialect {self.name}>"


LUA51 = Dialect("5.1", "Lua 5.1", False, False, False, False, True, False)
LUAJIT = Dialect("luajit", "Lua 5.1", False, True, False, False, False, True)
LUA52 = Dialect("5.2", "Lua 5.2", False, True, True, False, False, True)
LUA53 = Dialect("5.3", "Lua 5.3", True, True, True, False, False, True)
LUA54 = Dialect("5.4", "Lua 5.4", True, True, True, True, False, True)

DIALECTS = {d.name: d for d in (LUA51, LUAJIT, LUA52, LUA53, LUA54)}


def dialect(name: str | Dialect | None) -> Dialect:
    """The dialect of that name (None: 5.4). Raises ValueError for an unknown one."""
    if isinstance(name, Dialect):
        return name
    try:
        return DIALECTS[name or "5.4"]
    except KeyError:
        raise ValueError(f"unknown Lua version {name!r} (known: {', '.join(DIALECTS)})") from None
