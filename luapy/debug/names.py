"""How the code that calls a function names it (getfuncname, pushglobalfuncname)."""

from __future__ import annotations

from types import MethodType

from luapy.runtime.state import current_state
from luapy.runtime.table import Table, items, rawget

_EVENTS = {
    "+": "add", "-": "sub", "*": "mul", "/": "div", "//": "idiv", "%": "mod", "^": "pow", "..": "concat",
    "&": "band", "|": "bor", "~": "bxor", "<<": "shl", ">>": "shr",
    "==": "eq", "~=": "eq", "<": "lt", ">": "lt", "<=": "le", ">=": "le",
}
# What translated code calls the iterator of a generic for.
ITERATOR = "for iterator 'for iterator'"
_UNARY_EVENTS = {"-": "unm", "~": "bnot", "#": "len"}


def called_name(level, caller) -> tuple:
    """(what the name is, name) of the function at a level; ("", None) if its caller gives it none."""
    if level.via is not None:
        if level.via == "hook":
            return "hook", "?"
        return ("metamethod", "__gc") if current_state().dialect.number >= (5, 4) else ("", None)
    if caller is None or caller.chunk is None or level.tail and current_state().dialect.name != "luajit":
        return "", None
    return site_name(caller.site)


def site_name(site) -> tuple:
    """The same for what a Lua function is calling at a site."""
    if site is None:
        return "", None
    kind = site[0]
    dialect = current_state().dialect
    if kind in ("call", "tailcall"):
        if site[1] == ITERATOR and dialect.number == (5, 1):
            return "local", "(for generator)"
        return split_description(site[1])
    if dialect.name == "5.1":
        return "", None
    event = _event(site)
    if event is None:
        return "", None
    return "metamethod", event if dialect.number >= (5, 4) else "__" + event


def _event(site):
    """The metamethod that an operation calls."""
    kind = site[0]
    if kind in ("index", "setindex"):
        return "index" if kind == "index" else "newindex"
    if kind in ("binary", "compare"):
        return _EVENTS[site[3]]
    if kind == "unary":
        return _UNARY_EVENTS[site[3]]
    return kind if kind in ("concat", "close") else None


def split_description(description) -> tuple:
    """"local 'x'" -> ("local", "x")."""
    if not description:
        return "", None
    kind, _, name = description.partition(" '")
    return kind, name[:-1]


def global_name(function) -> str | None:
    """The name of a function in package.loaded, such as "string.rep"."""
    if function is None:
        return None
    state = current_state()
    if state.dialect.number < (5, 3):
        return _field_of(state.globals, function, 2)
    loaded = rawget(state.registry, "_LOADED")
    name = None if loaded is None else _field_of(loaded, function, 2)
    return None if name is None else name.removeprefix("_G.")


def _field_of(table, function, depth):
    """findfield: the name by which a function is found in a table, or in the tables in it; global names come last."""
    last = None
    for key, value in items(table):
        if key.__class__ is str:
            if same_function(value, function):
                return key
            if depth > 1 and isinstance(value, Table):
                if key == "_G":
                    last = value
                    continue
                inner = _field_of(value, function, depth - 1)
                if inner is not None:
                    return f"{key}.{inner}"
    inner = None if last is None else _field_of(last, function, depth - 1)
    return None if inner is None else f"_G.{inner}"


def same_function(one, other) -> bool:
    """Whether two values are the same function: bound methods are made anew at each access."""
    return one is other or one.__class__ is MethodType and one == other
