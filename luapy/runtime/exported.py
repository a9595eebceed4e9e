"""What translated code may call: the interface between translation and runtime.

Translated ``.py`` files depend on it across versions: names are added, not changed.
"""

from __future__ import annotations

import sys

# Known to every dialect; `namespace` adds the arithmetic of the dialect.
COMMON = (
    "TRUE", "FALSE", "RAW_ERRORS", "Refused", "Table", "Elements", "TailCall", "absent_field", "adjust", "append_element", "callee", "closing", "concat", "concat_all", "coroutine_function", "elements_behind", "first", "for_range", "index", "is_failed_call", "is_late", "is_true",
    "iterate_items", "iterate_list", "iterate_many", "iterate_one", "iterate_two", "item_loop", "keyed_value", "length", "less_equal", "less_than", "list_elements", "loop_values", "may_yield_directly", "new_arg_table", "new_class",
    "new_array", "new_mixed_table", "new_table", "note_failure", "pack_results", "plain_function", "prime_with_literal", "prime_with_metatable", "results", "set_field", "setindex", "sparse_element", "store_element",
    "swapped_less_equal", "swapped_less_than", "text_of", "trampolined", "wrap_integer", "yield_anywhere",
)
ARITHMETIC = ("add", "sub", "mul", "div", "idiv", "mod", "pow", "unm", "sub_zero")
BITWISE = ("band", "bor", "bxor", "shl", "shr", "bnot")

EXPORTED_NAMES = frozenset(COMMON + ARITHMETIC + BITWISE) | {"S", "function", "gettrace", "builtin_setmetatable", "library_function", "own_method", "pattern_function"}

_namespaces: dict = {}


def library_function(name, state=None):
    """A library's function, "string.sub" or "assert": to know whether a program has put another in its place.

    state: for functions that each dialect has for itself. Also what `luapy.translator.shortforms` needs of the libraries
    besides.
    """
    from importlib import import_module
    if name in ("tostring", "string.format"):
        from luapy.runtime import messages
        if messages.unaware is None:
            return None  # the short form does not look for a __tostring
    if name == "string.format":
        from luapy.stdlib.formatting import format_function
        return format_function(state.dialect)
    if state is not None:
        from luapy.stdlib.matching import matching_functions
        return matching_functions(state.dialect)[name.partition(".")[2]]
    library, _, field = name.rpartition(".")
    module = import_module("luapy.stdlib." + (library or "base"))
    return getattr(module, field + "_", None) or getattr(module, field)


def pattern_function(state, name, use, text):
    """The function that does something with a pattern, see luapy.stdlib.matching.pattern_function.

    The pattern is compiled when that is called first; from then on the global *name* of the chunk is what does it.
    """
    names = sys._getframe(1).f_globals

    def first_call(*args):
        from luapy.stdlib import matching
        names[name] = function = matching.pattern_function(state.dialect, use, text)
        return function(*args)
    return first_call


def namespace(dialect) -> dict:
    """A new dict with all names that code translated for that dialect uses, but for ``S``, which the state gives."""
    base = _namespaces.get(dialect.name)
    if base is None:
        base = _namespaces[dialect.name] = _build(dialect)
    return dict(base)


def _build(dialect):
    from types import FunctionType

    from luapy.runtime import (
        arithmetic, attempts, calls, constructors, doubles, generators, iteration, metatables, operators, ownmethods, prototypes, table,
        values,
    )
    found: dict = {"function": FunctionType, "gettrace": sys.gettrace, "library_function": library_function,
                   "own_method": ownmethods.own_method, "pattern_function": pattern_function,
                   "builtin_setmetatable": iteration.known_iterators["setmetatable"]}
    for name in COMMON:
        for module in (values, table, operators, calls, constructors, iteration, prototypes, metatables, attempts, generators):
            if hasattr(module, name):
                found[name] = getattr(module, name)
                break
        else:
            raise AssertionError(name)
    numbers = arithmetic if dialect.integers else doubles
    for name in ARITHMETIC:
        found[name] = getattr(numbers, name, None)
    for name in BITWISE:
        found[name] = getattr(arithmetic, name)
    if not dialect.integers:
        found["for_range"] = iteration.for_range_doubles
    return found
