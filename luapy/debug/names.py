"""How the code that calls a function names it (getfuncname, pushglobalfuncname)."""

from __future__ import annotations

from types import BuiltinFunctionType, FunctionType, MethodType

from luapy.runtime.state import current_state
from luapy.runtime.table import Table, items, rawget

_EVENTS = {
    "+": "add", "-": "sub", "*": "mul", "/": "div", "//": "idiv", "%": "mod", "^": "pow", "..": "concat",
    "&": "band", "|": "bor", "~": "bxor", "<<": "shl", ">>": "shr",
    "==": "eq", "~=": "eq", "<": "lt", ">": "lt", "<=": "le", ">=": "le",
}
# What translated code calls the iterator of a generic for.
ITERATOR = "for iterator 'for iterator'"
# Classes of functions whose == is that of their identities (of their objects', for methods), so that dicts find them.
_FUNCTION_CLASSES = frozenset((FunctionType, BuiltinFunctionType, MethodType))
_UNARY_EVENTS = {"-": "unm", "~": "bnot", "#": "len"}


def called_name(level, caller) -> tuple:
    """(what the name is, name) of the function at a level; ("", None) if its caller gives it none."""
    if level.via == "hook":
        return "hook", "?"
    number = current_state().dialect.number
    if level.via == "gc" and number >= (5, 4) or level.interrupted == "gc" and number == (5, 3):
        return "metamethod", "__gc"  # 5.3 marks the function that the finalizer interrupts, not the finalizer
    if level.via is not None:
        return "", None
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
    named = _named_values()
    name = None if function is None or named is None else _field_of(named, function, 2)
    return _without_globals(name)


class GlobalNames:
    """`global_name` for the many levels of a traceback: what is loaded is looked through once."""

    def __init__(self):
        self._names = None

    def of(self, function) -> str | None:
        """The name of a function, or None."""
        if function.__class__ not in _FUNCTION_CLASSES:
            return global_name(function)
        if self._names is None:
            named = _named_values()
            self._names = {} if named is None else _function_names(named)
        return _without_globals(self._names.get(function))


def _named_values():
    """The table whose fields, and those of the tables in it, name functions."""
    state = current_state()
    return state.globals if state.dialect.number < (5, 3) else rawget(state.registry, "_LOADED")


def _without_globals(name):
    if name is None or current_state().dialect.number < (5, 3):
        return name
    return name.removeprefix("_G.")


def _function_names(table) -> dict:
    """What `_field_of` would find for each function."""
    names: dict = {}
    last = None
    for key, value in items(table):
        if key.__class__ is not str:
            continue
        if key == "_G" and isinstance(value, Table):
            last = value
        elif value.__class__ in _FUNCTION_CLASSES:
            names.setdefault(value, key)
        elif isinstance(value, Table):
            _add_fields(names, key, value)
    if last is not None:
        _add_fields(names, "_G", last)
    return names


def _add_fields(names, name, table):
    for key, value in items(table):
        if value.__class__ in _FUNCTION_CLASSES and key.__class__ is str:
            names.setdefault(value, f"{name}.{key}")


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
