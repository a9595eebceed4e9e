"""Coroutines that are Python's generators: bodies that yield by themselves (see luapy.analysis.generators).

Such a body is a generator function: ``coroutine.yield(x)`` in it is Python's ``yield``, of one value or of a tuple of any
other number, and resuming it is ``generator.send``, on the stack of the resumer.  Whether a coroutine with such a body is
run like that, or on a greenlet as all others are, is decided when it is first resumed: once some chunk can call
``coroutine.yield`` from anywhere (`yield_anywhere`), a function called by the body might yield for it.
"""

from __future__ import annotations

from types import FunctionType
from weakref import ref

from luapy.runtime.errors import CoroutineKilled
from luapy.runtime.state import current_state
from luapy.runtime.table import Table, rawget

CO_GENERATOR = 0x20
# The variable of chunks with generators that tells whether their yields need no look at the function.
DIRECT = "direct_yields"
# Fields that lead to coroutine.yield: who stores to such a field may put another function in its place.
YIELDING_NAMES = frozenset(("coroutine", "yield"))
# A variable, never set, of the generators that are streams.
STREAM = "c_0"


def yield_anywhere(state):
    """A chunk is loaded that may yield where it is not the body of a coroutine, or put another function in that one's place."""
    state.yields_anywhere = True
    for chunk in state.chunks:
        if DIRECT in chunk.namespace:
            chunk.namespace[DIRECT] = False


def may_yield_directly(state, env) -> bool:
    """Whether ``coroutine.yield`` in a chunk with that environment is certain to be the library's own function."""
    library = rawget(env, "coroutine") if env is state.globals and not state.yields_anywhere else None
    return isinstance(library, Table) and rawget(library, "yield") is coroutine_function(state, "yield")


def coroutine_function(state, name):
    """The function of that name in the state's library ``coroutine``; an object that nothing is if there is none."""
    return state.coroutine_functions.get(name, _NOTHING)


_NOTHING = object()


def is_generator(function) -> bool:
    """Whether a function is the body of a coroutine that yields as a generator does."""
    return function.__class__ is FunctionType and function.__code__.co_flags & CO_GENERATOR != 0


def generator_of(co, args: tuple):
    """The generator of a coroutine; args: what its function gets if it does not run yet."""
    if co.generator is None:
        function, co.function = co.function, None
        co.generator = function(*args)
        co.send = co.generator.send
    return co.generator


def is_stream(co) -> bool:
    """Whether the generator that a coroutine is, or will be, only yields: without the values it is resumed with, and a result."""
    code = co.generator.gi_code if co.function is None else co.function.__code__
    return STREAM in code.co_varnames


def ended(co):
    """The generator of a coroutine has returned."""
    co.status = "dead"
    co.send = co.generator = None


def failed(co, error: BaseException) -> BaseException:
    """An error has ended the generator of a coroutine. Returns the error."""
    if error.__class__ is RuntimeError and isinstance(error.__cause__, StopIteration):
        error = error.__cause__  # from a function in Python: generators do not let it pass
    co.status, co.error = "dead", error
    co.send = co.generator = None
    return error


def close(co):
    """``coroutine.close`` for a coroutine that is, or would be, a generator: returns None, or an error in a closing method."""
    generator = co.generator
    co.send = co.generator = co.function = None
    if generator is None:
        co.status = "dead"
        return None
    state = current_state()
    previous, state.running = state.running, co
    co.status = "active"
    co.unyieldable += 1
    try:
        generator.throw(CoroutineKilled)
    except (CoroutineKilled, StopIteration):
        return None
    except Exception as error:
        return error
    finally:
        state.running = previous
        co.status = "dead"
    return None


def plain_function(body):
    """The ordinary Lua function of a generator function: a yield in it is a call of ``coroutine.yield``.

    Values of other kinds are given back.
    """
    if not is_generator(body):
        return body
    known = getattr(body, "outer", None)
    function = None if known is None else known()
    if function is None:
        function = _driven(body)
        body.outer = ref(function)
    return function


def _driven(body):
    def function(*args):
        generator = body(*args)
        yield_ = current_state().coroutine_functions["yield"]
        proceed, value = generator.send, None
        try:
            while True:
                values = proceed(value)
                try:
                    value = yield_(*values) if values.__class__ is tuple else yield_(values)
                    proceed = generator.send
                except BaseException as error:
                    proceed, value = generator.throw, error
        except StopIteration as end:
            return end.value

    function.body = function.__wrapped__ = body
    function.__name__ = body.__name__
    function.__qualname__ = body.__qualname__
    return function


# The code of all functions that `plain_function` makes.
DRIVER = _driven(lambda: None).__code__
