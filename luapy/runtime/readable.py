"""Operations that readable translations (luapy.translator.readable) use beside those of `exported`.

Translated ``.py`` files depend on them across versions: names are added, not changed.
"""

from __future__ import annotations

from functools import lru_cache, partial
from types import MethodType

from luapy.runtime.constructors import new_array
from luapy.runtime.iteration import iterate_many, iterate_one, iterate_two
from luapy.runtime.operators import index
from luapy.runtime.values import lua_bool, results, truth

NAMES = ("array", "each_many", "each_one", "each_two", "lua_bool", "method", "truth", "utf8")
assert lua_bool and truth  # they come from values


def array(*values):
    """``{1, 2, 3}``."""
    return new_array([None, *values])


def method(obj, name):
    """``obj:name``, to be called: the function with its first argument.

    CPython calls the function of a method without recursion in C, of which 3.12 and 3.13 allow little.
    """
    function = index(obj, name)
    if not callable(function):
        return function
    return partial(function, obj) if obj is None else MethodType(function, obj)


def each_one(result):
    """The values of ``for k in explist``, whose values are the result of one call."""
    return iterate_one(*results(result))


def each_two(result):
    """The same for ``for k, v in explist``."""
    return iterate_two(*results(result))


def each_many(count, result):
    """The same for more variables."""
    return iterate_many(count, *results(result))


@lru_cache(maxsize=None)
def utf8(text: str) -> str:
    """A literal string: one character per byte."""
    return text.encode("utf-8").decode("latin-1")
