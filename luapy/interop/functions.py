"""Lua functions as Python functions.

What Python gets for a Lua function is a Python function too, with the Lua
function's parameters.  Its code converts the arguments, makes the state the
current one, and converts the result.  All that in general costs several times a
plain call, so the code that a wrapper runs is one of several, made from a
template: the first calls go to `Link.call`, which can do everything and learns
what kinds of values come and go; then the wrapper gets code that only checks
for those kinds (small numbers and ASCII strings, which are the same objects in
both languages) and leaves everything else to `Link.call`.
"""

from __future__ import annotations

from functools import lru_cache
from types import CellType, FunctionType
from weakref import ref

from luapy.interop.entering import enter, leave
from luapy.interop.errors import leaving
from luapy.runtime.exported import EXPORTED_NAMES
from luapy.runtime.state import current
from luapy.runtime.values import FALSE, TRUE

CO_VARARGS = 4
FREE_NAMES = ("luapy_function", "luapy_link", "luapy_state")
# After that many calls that the learned code could not do, it is replaced by one that knows all simple kinds.
MAX_MISSES = 50

# Integers in this range need one machine word in Python: comparing with the bounds is cheap.
_CHECKS = {
    int: "{0}.__class__ is int and {0} < 1000000000 and {0} > -1000000000",
    float: "{0}.__class__ is float",
    str: "{0}.__class__ is str and {0}.isascii()",
    type(None): "{0} is None",
}
_ANY_CHECK = ("({0}.__class__ is int and {0} < 1000000000 and {0} > -1000000000 or {0}.__class__ is float "
              "or {0}.__class__ is str and {0}.isascii() or {0} is None)")
_RESULTS = {
    int: "if result.__class__ is int: return result",
    float: "if result.__class__ is float: return result",
    str: "if result.__class__ is str and result.isascii(): return result",
    type(None): "if result is None: return None",
    bool: "if result is TRUE: return True\n        if result is FALSE: return False",
}
ANY = "any"
ANY_BUT_FLOAT = "any but float"  # where integral floats become ints

_GENERAL = """
def make(luapy_function, luapy_link, luapy_state):
    def call_lua({parameters}):
        luapy_function, luapy_state
        return luapy_link.call(({arguments}))
    return call_lua
"""
_LEARNED = """
def make(luapy_function, luapy_link, luapy_state):
    def call_lua({parameters}):
        if not ({checks}(luapy_state.entered or current.state is luapy_state)):
            return luapy_link.call(({arguments}))
        try:
            result = luapy_function({plain})
        except Exception as error:
            raise leaving(error, luapy_link.border)
        {results}
        return luapy_link.result(result)
    return call_lua
"""
_GLOBALS = {"__name__": __name__, "current": current, "leaving": leaving, "TRUE": TRUE, "FALSE": FALSE}


@lru_cache(maxsize=None)
def template(count: int, star: bool, kinds: tuple | None = None, result=None):
    """The code of a wrapper with *count* parameters.

    star: it takes more arguments than that; kinds: of the arguments, None: the general code;
    result: the kind of the result, or ANY, or ANY_BUT_FLOAT.
    """
    names = [f"p{number}" for number in range(count)]
    parts = {
        "parameters": ", ".join([f"{name}=None" for name in names] + ["*more"] * star),
        "arguments": "".join(f"{name}, " for name in names) + "*more, " * star,
        "plain": ", ".join(names),
    }
    text = _GENERAL
    if kinds is not None:
        checks = [_CHECKS.get(kind, _ANY_CHECK).format(name) for name, kind in zip(names, kinds, strict=True)]
        checks += ["not more"] * star
        parts["checks"] = "".join(check + " and " for check in checks)
        wanted = {ANY: list(_RESULTS), ANY_BUT_FLOAT: [kind for kind in _RESULTS if kind is not float]}.get(result, [result])
        parts["results"] = "\n        ".join(_RESULTS[kind] for kind in wanted)
        text = _LEARNED
    scope: dict = {}
    exec(compile(text.format(**parts), "<calls into Lua>", "exec"), scope)
    return scope["make"](None, None, None).__code__


class Link:
    """What a wrapper knows of its Lua function."""

    __slots__ = ("function", "border", "wrapper", "names", "star", "learns", "misses", "kinds")

    def __init__(self, function, border):
        self.function = function
        self.border = border
        self.misses = 0
        self.kinds = None
        self.names, self.star, self.learns = _parameters(function)
        self.learns = self.learns and border.quick

    def call(self, args: tuple):
        """Call the function with any Python values."""
        border = self.border
        before = enter(border.state)
        try:
            values = border.arguments(args)
            try:
                result = self.function(*values)
            except Exception as error:
                raise leaving(error, border)
            if self.learns:
                self.learn(args, result)
            return border.result(result)
        finally:
            leave(before)

    def result(self, result):
        """A result of a kind that the learned code does not know."""
        self.misses += 1
        if self.misses == MAX_MISSES:
            self.specialise((ANY,) * len(self.names), ANY)
        return self.border.result(result)

    def learn(self, args, result):
        """Choose the wrapper's code by what a call got and gave."""
        kinds = tuple(arg.__class__ for arg in args)
        if len(args) != len(self.names) or self.misses > MAX_MISSES or kinds == self.kinds:
            return
        self.misses += self.kinds is not None
        result_kind = bool if result is TRUE or result is FALSE else result.__class__
        if self.misses == MAX_MISSES:
            self.specialise((ANY,) * len(args), ANY)
        elif self.kinds is None and all(kind in _CHECKS for kind in kinds):
            self.specialise(kinds, result_kind if result_kind in _RESULTS else ANY)

    def specialise(self, kinds, result_kind):
        wrapper = self.wrapper()
        if wrapper is None:
            return
        self.kinds = kinds
        if not self.border.integers and result_kind in (float, ANY):
            result_kind = ANY_BUT_FLOAT
        code = template(len(self.names), self.star, kinds, result_kind)
        wrapper.__code__ = _renamed(code, self.names)

    def coroutine(self, *args):
        """A coroutine of the function with these arguments, as a generator (lupa's ``coroutine``)."""
        from luapy.interop.threads import start
        return start(self, args)


def _parameters(function):
    """(names, whether there may be more arguments, whether the number of arguments does not matter)."""
    if function.__class__ is FunctionType and "__chunk__" in function.__globals__:
        code = function.__code__
        names = code.co_varnames[:code.co_argcount + 1]
        rest = names[-1]
        # names that translated code keeps for itself got an underscore
        names = tuple(name[:-1] if name[-1] == "_" and name[:-1] in EXPORTED_NAMES else name for name in names[:-1])
        if rest == "_":
            return names, False, True
        return names, True, False
    return (), True, False


def wrap_function(function, border, strict=False) -> FunctionType:
    """A Python function that calls a Lua function.

    strict: surplus arguments are an error as for Python's functions, not dropped as in Lua.
    """
    link = Link(function, border)
    link.star = link.star or not strict
    called = _without_rest(function) if link.learns else function
    code = _renamed(template(len(link.names), link.star), link.names)
    name = getattr(function, "__name__", "function").rstrip("_") or "function"
    wrapper = FunctionType(code, _GLOBALS, name, (None,) * len(link.names),
                           (CellType(called), CellType(link), CellType(border.state)))
    wrapper.__qualname__ = name
    wrapper.coroutine = link.coroutine
    link.wrapper = ref(wrapper)
    return wrapper


def _renamed(code, names):
    """The code with the Lua function's names for its parameters."""
    rest = code.co_varnames[len(names):]
    if code.co_flags & CO_VARARGS and "args" not in names:
        rest = ("args", *rest[1:])
    return code.replace(co_varnames=names + rest)


def _without_rest(function):
    """The function without its ``*_``, which takes surplus arguments: then CPython calls it more quickly."""
    code = function.__code__
    return FunctionType(code.replace(co_flags=code.co_flags & ~CO_VARARGS), function.__globals__, function.__name__,
                        None, function.__closure__)


def link_of(value) -> Link | None:
    """The link of a wrapper, None for other values."""
    if value.__class__ is FunctionType and value.__code__.co_freevars == FREE_NAMES:
        return value.__closure__[1].cell_contents
    return None
