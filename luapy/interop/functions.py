"""Lua functions as Python functions.

What Python gets for a Lua function is a Python function too, with the Lua
function's parameters.  Its code converts the arguments, makes the state the
current one, and converts the result.  All that in general costs several times a
plain call, so the code that a wrapper runs is one of several, made from a
template: the first calls go to `Link.call`, which can do everything and learns
what kinds of values come and go; then the wrapper gets code that only checks
for those kinds (small numbers and ASCII strings, which are the same objects in
both languages) and leaves everything else to `Link.call`.

Learned code does not even make the state the current one, since it already is:
when another state takes its place, all wrappers with such code get their general
code back (`unlearn`), and those that this happens to often get code that looks.

A small function's wrapper, after some more calls, gets code that has the Lua
function's own instructions in it (`fusing`).  It has the globals and the closure
of the Lua function for that; what it knows is in the last constant of its code
(`Entrance`).  The others have globals of their own.
"""

from __future__ import annotations

import ast
from functools import lru_cache
from sys import gettrace
from types import FunctionType
from warnings import catch_warnings, simplefilter
from weakref import WeakSet, ref

from luapy.debug.entrances import Entrance
from luapy.interop.entering import enter, leave
from luapy.interop.errors import leaving, without_runtime
from luapy.interop.fusing import LINK, Template, can_fuse, fuse, reraising
from luapy.runtime.exported import EXPORTED_NAMES
from luapy.runtime.generators import yield_anywhere
from luapy.runtime.state import current
from luapy.runtime.values import FALSE, TRUE

CO_VARARGS = 4
# After that many calls that the learned code could not do, it is replaced by one that knows all simple kinds.
MAX_MISSES = 50
# How many calls the wrapper of a small function has its general code for.
CALLS_BEFORE_FUSING = 50
# So often the learned code of a wrapper is taken back before it gets code that looks which state is the current one.
MAX_RELEARNED = 10

# Integers in this range need one machine word in Python: comparing with the bounds is cheap.
_CHECKS = {
    int: "{0}.__class__ is 'INT' and {0} < 1000000000 and {0} > -1000000000",
    float: "{0}.__class__ is 'FLOAT'",
    str: "{0}.__class__ is 'STR'",
    type(None): "{0} is None",
}
_ANY_CHECK = ("({0}.__class__ is 'INT' and {0} < 1000000000 and {0} > -1000000000 or {0}.__class__ is 'FLOAT' "
              "or {0}.__class__ is 'STR' or {0} is None)")
# What follows the checks: text that is not the same in both languages.
_ENCODE = "if not 'ISASCII'({0}): {0} = {encode}({0})"
_ENCODE_ANY = "if {0}.__class__ is 'STR' and not 'ISASCII'({0}): {0} = {encode}({0})"
_RESULTS = (
    (int, "if result.__class__ is 'INT': return result"),
    (float, "if result.__class__ is 'FLOAT': return result"),
    (str, "if result.__class__ is 'STR' and 'ISASCII'(result): return result"),
    (type(None), "if result is None: return None"),
    (tuple, "if result is 'NOTHING': return None"),
    (bool, "if result is 'TRUE': return True"),
    (bool, "if result is 'FALSE': return False"),
)
_RESULT_KINDS = frozenset(kind for kind, _ in _RESULTS)
ANY = "any"
ANY_BUT_FLOAT = "any but float"  # where integral floats become ints

# Lua has one kind of result for which this is not an error, and the same object comes back.
_QUICK_RESULTS = {"number": "return +{result}", str: "if {result}.isascii(): return result"}
_FAILED_QUICK_RESULT = TypeError, AttributeError

# The globals of a wrapper are its own: quicker to get at than variables of a closure.
_GENERAL = """
def call_lua({parameters}):
    return luapy_link.call(({arguments}))
"""
_LEARNED = """
def call_lua({parameters}):
    if not ({checks}):
        return luapy_link.call(({arguments}))
    {encoding}
    try:
        {result}
    except Exception as error:
        if error.__traceback__.tb_next or not isinstance(error, (TypeError, AttributeError)):
            raise 'LEAVING'(error, luapy_link.border)
    {results}
    return luapy_link.result(result)
"""
_LOOK = "(luapy_link.border.state.entered or 'CURRENT'.state is luapy_link.border.state)"

# The same for wrappers with the globals and the closure of their functions. LINK stands for their entrance, BODY for the
# function's instructions; the first call is where VISIBLE_LINE says.
_GENERAL_FUSIBLE = """
def make({free}):
    def call_lua({parameters}):
        try:
            return 'LINK'.link().call(({arguments}))
        except 'BASE' as result:
            raise 'LINK'.link().left(result, 'LINK')
        ({free})
    return call_lua
call_lua = make({nothing})
"""
_FUSED = """def call_lua({parameters}):
    try:
        if not ({checks}):
            return 'LINK'.link().call(({arguments}))
        {encoding}
        result = 'BODY'
        try:
            {result}
        except 'FAILED_QUICK_RESULT':
            pass
        {results}
        return 'LINK'.link().result(result)
    except 'BASE' as result:
        raise 'LINK'.link().left(result, 'LINK')
"""
_LOOK_FUSED = "('LINK'.state().entered or 'CURRENT'.state is 'LINK'.state())"


def are_plain(args) -> bool:
    """Whether all are values that are the same objects in both languages."""
    for arg in args:
        cls = arg.__class__
        if cls is str:
            if not arg.isascii():
                return False
        elif not (cls is int and -1000000000 < arg < 1000000000 or cls is float or arg is None):
            return False
    return True


# Constants of the templates stand for these objects: quicker to load than globals.
_CONSTANTS = {"INT": int, "FLOAT": float, "STR": str, "NOTHING": (), "TRUE": TRUE, "FALSE": FALSE,
              "ISASCII": str.isascii, "LEAVING": leaving, "CURRENT": current, "ARE_PLAIN": are_plain,
              "BASE": BaseException, "FAILED_QUICK_RESULT": _FAILED_QUICK_RESULT}


@lru_cache(maxsize=None)
def general_template(count: int, star: bool, free: int | None = None):
    """The code of a wrapper with *count* parameters that can do everything.

    star: it takes more arguments than that; free: the number of variables in its closure, None: its globals are its own.
    """
    names = _names(count)
    if free is None:
        return _compiled(_GENERAL, parameters=_parameters_of(names, star), arguments=_arguments_of(names, star))
    closure = "".join(f"free{number}, " for number in range(free))
    code = _compiled(_GENERAL_FUSIBLE, parameters=_parameters_of(names, star), arguments=_arguments_of(names, star),
                     free=closure, nothing="None, " * free)
    return reraising(code).replace(co_firstlineno=0)


@lru_cache(maxsize=None)
def learned_template(count: int, star: bool, kinds: tuple, result, looks: bool, takes_more=False, fused=False):
    """The code of a wrapper that checks for what it knows.

    takes_more: surplus arguments go to the Lua function; kinds: of the arguments; result: the kind of the result, or "number",
    ANY, ANY_BUT_FLOAT; looks: it finds out whether its state is the current one; fused: for fusing with the Lua function.
    """
    names = _names(count)
    checks = [_CHECKS.get(kind, _ANY_CHECK).format(name) for name, kind in zip(names, kinds, strict=True)]
    checks += ["'ARE_PLAIN'(more)"] * takes_more + [_LOOK_FUSED if fused else _LOOK] * looks
    encode = "'LINK'.link().border.encode" if fused else "luapy_link.border.encode"
    encoding = [(_ENCODE if kind is str else _ENCODE_ANY).format(name, encode=encode)
                for name, kind in zip(names, kinds, strict=True) if kind is str or kind not in _CHECKS]
    call = f"luapy_function({', '.join(names + ['*more'] * takes_more)})"
    if result in _QUICK_RESULTS:
        first = _QUICK_RESULTS[result].format(result="result" if fused else f"(result := {call})")
    else:
        first = "pass" if fused else f"result = {call}"
    results = [text for kind, text in _RESULTS
               if result == kind or result == ANY or result == ANY_BUT_FLOAT and kind is not float]
    indent, rest = ("\n        ", "result") if fused else ("\n    ", "more")
    code = _compiled(
        _FUSED if fused else _LEARNED,
        parameters=_parameters_of(names, star or fused, rest), arguments=_arguments_of(names, star, rest),
        checks=" and ".join(checks) or "True", encoding=indent.join(encoding), result=first, results=indent.join(results))
    return Template(code) if fused else code


def _names(count):
    return [f"p{number}" for number in range(count)]


def _parameters_of(names, star, rest="more"):
    return ", ".join([f"{name}=None" for name in names] + [f"*{rest}"] * star)


def _arguments_of(names, star, rest="more"):
    return "".join(f"{name}, " for name in names) + f"*{rest}, " * star


def _compiled(text, **parts):
    scope: dict = {}
    with catch_warnings():
        simplefilter("ignore")  # the comparisons with what stands for classes
        tree = ast.parse(text.format(**parts))
        for node in ast.walk(tree):
            if isinstance(node, ast.Try):
                node.lineno = node.body[0].lineno  # else an instruction does nothing but to be in that line
        exec(compile(tree, "<calls into Lua>", "exec"), scope)
    code = scope["call_lua"].__code__
    return code.replace(co_consts=tuple([_CONSTANTS.get(const, const) for const in code.co_consts]))


class Link:
    """What a wrapper knows of its Lua function."""

    __slots__ = ("function", "border", "wrapper", "names", "star", "learns", "misses", "takes_more", "kinds",
                 "relearned", "is_fusible", "calls", "fused", "__weakref__")

    def __init__(self, function, border, strict):
        self.function = function
        self.border = border
        self.misses = 0
        self.relearned = 0
        self.kinds = None
        self.calls = 0
        self.fused = {}  # what has been asked of the wrapper's code -> such code
        self.names, self.takes_more, self.learns = _parameters(function)
        self.star = self.takes_more or not strict
        self.learns = self.learns and border.quick
        self.is_fusible = (self.learns and not self.takes_more and function.__code__.co_varnames[:len(self.names)] == self.names
                           and can_fuse(function))
        if function is border.state.coroutine_functions.get("yield"):
            yield_anywhere(border.state)  # Python may call it from any callback

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
        """A result of a kind that the learned code does not know, or text that is not ASCII."""
        if result.__class__ is str:
            return self.border.decode(result)
        self.misses += 1
        if self.misses == MAX_MISSES:
            self.specialise((ANY,) * len(self.names), ANY)
        return self.border.result(result)

    def left(self, error, entrance):
        """The exception to raise for one that the wrapper's code raised, if the wrapper is fusible: with the traceback it is to have."""
        traceback = error.__traceback__
        if not entrance.start <= traceback.tb_lasti < entrance.end:  # from `call`, or no value for the other language
            error.__traceback__ = without_runtime(traceback, getattr(error, "shown", None))
            return error
        if not isinstance(error, Exception):
            return error
        result = leaving(error, self.border)
        if result is not error:
            traceback = result.__traceback__
            try:
                raise result  # sets __context__
            except BaseException:
                result.__traceback__ = traceback
        return result

    def learn(self, args, result):
        """Choose the wrapper's code by what a call got and gave."""
        if self.is_fusible:
            self.calls += 1
            if self.calls < CALLS_BEFORE_FUSING:
                return
        kinds = tuple([arg.__class__ for arg in args[:len(self.names)]])
        if len(args) != len(self.names) and not self.takes_more or self.misses > MAX_MISSES or kinds == self.kinds:
            return
        self.misses += self.kinds is not None
        result_kind = bool if result is TRUE or result is FALSE else result.__class__
        if self.misses == MAX_MISSES:
            self.specialise((ANY,) * len(kinds), ANY)
        elif self.kinds is None and all(kind in _CHECKS for kind in kinds):
            self.specialise(kinds, result_kind if result_kind in _RESULT_KINDS else ANY)

    def specialise(self, kinds, result_kind):
        wrapper = self.wrapper()
        if wrapper is None or self.is_fusible and gettrace() is not None:  # hooks count the function's own instructions
            return
        self.kinds = kinds
        state = self.border.state
        if self.border.integers:
            result_kind = "number" if result_kind in (int, float) else result_kind
        elif result_kind in (float, ANY):
            result_kind = ANY_BUT_FLOAT
        looks = not state.entered or self.relearned > MAX_RELEARNED
        if self.is_fusible:
            code = self.fused_code(wrapper, kinds, result_kind, looks)
        else:
            code = _renamed(learned_template(len(self.names), self.star, kinds, result_kind, looks, self.takes_more), self.names)
        if code is None:
            self.learns = False
            return
        wrapper.__code__ = code
        if self.is_fusible:
            if state.fused is None:
                state.fused = WeakSet()
            state.fused.add(self)
        if not looks:
            if state.learned is None:
                state.learned = WeakSet()
            state.learned.add(self)

    def fused_code(self, wrapper, kinds, result_kind, looks):
        """The code of the wrapper and the function in one; None if there cannot be any."""
        function, key = self.function, (kinds, result_kind, looks)
        if any(mine is not cell for mine, cell in zip(wrapper.__closure__ or (), function.__closure__ or (), strict=True)):
            return None  # debug.upvaluejoin
        if key not in self.fused:
            template = learned_template(len(self.names), self.star, *key, fused=True)
            self.fused[key] = fuse(self.body(), template, Entrance(self), self.border.result)
        return self.fused[key]

    def body(self):
        """The code of the function as that of the wrapper, but for what the wrapper does itself."""
        code = self.function.__code__
        flags = code.co_flags if self.star else code.co_flags & ~CO_VARARGS
        # A name of its own for profilers, which keep functions apart by file, line and name.
        return _renamed(code.replace(co_name=code.co_name + " ", co_flags=flags), self.names)

    def general_code(self):
        """The code of the wrapper that can do everything."""
        count = len(self.names)
        if not self.is_fusible:
            return _renamed(general_template(count, self.star), self.names)
        entrance, free = Entrance(self), self.function.__code__.co_freevars
        code = _renamed(general_template(count, self.star, len(free)), self.names)
        return code.replace(co_consts=(*[entrance if const == LINK else const for const in code.co_consts], entrance),
                            co_freevars=free)

    def unlearn(self):
        """Back to the general code: another state has become the current one, or a thread has come that has another."""
        wrapper = self.wrapper()
        if wrapper is not None:
            wrapper.__code__ = self.general_code()
        self.relearned += 1
        self.misses = self.misses if self.misses > MAX_MISSES else 0
        self.kinds = None

    def coroutine(self, *args):
        """A coroutine of the function with these arguments, as a generator (lupa's ``coroutine``)."""
        from luapy.interop.threads import start
        return start(self, args)


def _parameters(function):
    """(names, whether it takes more arguments, whether a wrapper may learn)."""
    if function.__class__ is FunctionType and "__chunk__" in function.__globals__:
        code = function.__code__
        names = code.co_varnames[:code.co_argcount + 1]
        rest = names[-1]
        # names that translated code keeps for itself got an underscore
        names = tuple(name[:-1] if name[-1] == "_" and name[:-1] in EXPORTED_NAMES else name for name in names[:-1])
        if rest == "_":
            return names, False, True
        return names, True, True
    return (), True, False


def wrap_function(function, border, strict=False) -> FunctionType:
    """A Python function that calls a Lua function.

    strict: surplus arguments are an error as for Python's functions, not dropped as in Lua.
    """
    link = Link(function, border, strict)
    name = getattr(function, "__name__", "function").rstrip("_") or "function"
    if link.is_fusible:
        names, closure = function.__globals__, function.__closure__
    else:
        called = _without_rest(function) if link.learns and not link.takes_more else function
        names, closure = {"__name__": __name__, "luapy_function": called, "luapy_link": link}, None
    wrapper = FunctionType(link.general_code(), names, name, (None,) * len(link.names), closure)
    wrapper.__module__ = __name__
    wrapper.__qualname__ = name
    wrapper.__doc__ = None
    wrapper.luapy_link = link
    wrapper.coroutine = link.coroutine
    link.wrapper = ref(wrapper)
    return wrapper


def _renamed(code, names):
    """The code with the Lua function's names for its parameters."""
    rest = code.co_varnames[len(names):]
    if code.co_flags & CO_VARARGS and "args" not in (*code.co_varnames, *code.co_cellvars, *code.co_freevars):
        rest = ("args", *rest[1:])
    return code.replace(co_varnames=names + rest)


def _without_rest(function):
    """The function without its ``*_``, which takes surplus arguments: then CPython calls it more quickly."""
    code = function.__code__
    called = FunctionType(code.replace(co_flags=code.co_flags & ~CO_VARARGS), function.__globals__, function.__name__,
                          None, function.__closure__)
    called.outer = ref(function)  # for the debug library
    return called


def link_of(value) -> Link | None:
    """The link of a wrapper, None for other values."""
    link = value.__dict__.get("luapy_link") if value.__class__ is FunctionType else None
    return link if link.__class__ is Link and link.wrapper() is value else None
