"""Exceptions that cross the border between Lua and Python.

What Lua code raises leaves as `LuaError`; what a Python function raises that
Lua called passes through Lua code (where pcall sees it as an object) and leaves
as the exception it is.
"""

from __future__ import annotations

import os
from linecache import cache as known_sources
from types import TracebackType

from luapy.debug import to_lua_error
from luapy.debug.entrances import is_outside
from luapy.frontend.errors import LuaSyntaxError as CompileError
from luapy.runtime.errors import CoroutineKilled, LuaError, PendingError  # noqa: F401


class LuaSyntaxError(LuaError, SyntaxError):
    """Lua code that does not compile; str() is Lua's message. filename, lineno, text: the place."""

    def __init__(self, message: str, filename: str | None = None, lineno: int | None = None, text: str | None = None):
        LuaError.__init__(self, message)
        self.msg = message
        self.filename = filename
        self.lineno = lineno
        self.text = text
        self.offset = None

    def __reduce__(self):
        return LuaSyntaxError, (self.msg, self.filename, self.lineno, self.text)


class LuaMemoryError(LuaError, MemoryError):
    """Lua's "not enough memory"."""


def syntax_error(error: CompileError, source: bytes, filename: str, text) -> LuaSyntaxError:
    """The compiler's error for Python. text: makes a Python string of a Lua one."""
    line = None
    if error.lineno is not None:
        lines = source.split(b"\n")
        if 0 < error.lineno <= len(lines):
            line = lines[error.lineno - 1].decode("utf-8", "replace")
    return LuaSyntaxError(text(str(error)), filename, error.lineno, line)


# Python exceptions that mean errors of Lua when Lua code raises them.
_LUAS_OWN = (PendingError, TypeError, AttributeError, RecursionError, MemoryError)


def leaving(error: BaseException, border):
    """The exception that Python gets for one that comes out of Lua code."""
    if getattr(error, "luapy_border", None) is not None:
        error.__traceback__ = without_runtime(error.__traceback__)
        return error  # a Python function raised it
    if isinstance(error, LuaError):
        original = border.unwrap(error.lua_value)
        if isinstance(original, BaseException):
            if error.__cause__ is original:
                original.__traceback__ = without_runtime(_joined(error.__traceback__, original.__traceback__))
            if not original.__suppress_context__:
                original.__cause__ = original.__context__  # else Python takes the LuaError for its context
            return original  # Lua code read a property that failed, or caught an exception and raised it again
        result = error
    elif not isinstance(error, _LUAS_OWN):
        return error  # a debugger that quits, a file that is gone: no error of Lua's
    else:
        result = to_lua_error(error)
        if isinstance(error, (PendingError, TypeError, AttributeError)):
            result.__cause__ = None  # how the runtime found the error tells users nothing
            result.__suppress_context__ = True
    if result.lua_value.__class__ is str and "not enough memory" in result.lua_value:
        result = LuaMemoryError(result.lua_value).with_traceback(result.__traceback__)
    if result.border is None:
        result.border = border
        result.args = (result.value,)
        result.raised = result.__traceback__
    result.__traceback__ = result.shown = without_runtime(result.__traceback__, getattr(result, "shown", None))
    return result


def entering(error: Exception, border):
    """Note that an exception of Python code goes into Lua code that called it. To be raised again as it is."""
    if isinstance(error, LuaError):
        if error.border is None:  # Python code made it
            error.lua_value = border.to_lua(error.lua_value)
        elif error.border.state is not border.state:
            error.lua_value = _foreign_value(error, border)
        error.border = None  # Lua sees its own value
    elif isinstance(error, RecursionError):
        pass  # which language met the end of the stack is chance: it is Lua's "stack overflow" always
    elif getattr(error, "luapy_border", None) is None:
        try:
            error.luapy_border = border
        except AttributeError:  # a class with __slots__
            pass


def _foreign_value(error, border):
    """The value of another runtime's error: its objects do not exist here."""
    value = error.value
    return border.to_lua(value) if isinstance(value, (str, bytes, int, float, type(None))) else border.encode(str(error))


# Tracebacks -----------------------------------------------------------------------------

_RUNTIME = ("luapy.runtime.", "luapy.stdlib.", "luapy.interop.")


def without_runtime(traceback, done=None):
    """A traceback with the frames of Lua code and of the user's Python code only.

    done: the result of an earlier call, in which the traceback may end.
    """
    if os.environ.get("LUAPY_PYTHON_TRACEBACK"):
        return traceback
    kept = []
    while traceback is not None and traceback is not done:
        names = traceback.tb_frame.f_globals
        if not names.get("__name__", "").startswith(_RUNTIME) \
                and not is_outside(traceback.tb_frame.f_code, traceback.tb_lasti):
            kept.append(traceback)
            if "__chunk__" in names:
                _show_source(names["__chunk__"], traceback.tb_frame.f_code.co_filename)
        traceback = traceback.tb_next
    result = traceback
    for entry in reversed(kept):
        result = TracebackType(result, entry.tb_frame, entry.tb_lasti, entry.tb_lineno)
    return result


def _joined(outer, inner):
    """Two tracebacks as one: the frames of the first, then those of the second."""
    entries = []
    while outer is not None:
        entries.append(outer)
        outer = outer.tb_next
    for entry in reversed(entries):
        inner = TracebackType(inner, entry.tb_frame, entry.tb_lasti, entry.tb_lineno)
    return inner


def _show_source(chunk, filename):
    """Let Python's traceback show lines of code that came from a string."""
    if chunk.path is None and chunk.source is not None:
        text = chunk.source.decode("utf-8", "replace")
        known_sources[filename] = len(text), None, text.splitlines(True), filename
