"""pdb for programs with Lua code: ``python -m luapy.tools.pdb SCRIPT``.

Python's own pdb works on Lua code too; this one, beyond it,

* takes ``break legacy.lua:12`` (Python 3.13 refuses files not called .py) and ``break legacy.slugify``
  for functions written in Lua;
* does not step into luapy itself;
* has the command ``lua``, which shows the local variables under their Lua names, or the
  value of a Lua expression.

``PYTHONBREAKPOINT=luapy.tools.pdb.set_trace`` makes ``breakpoint()`` use it.
"""

from __future__ import annotations

import os
import pdb
import sys

SKIPPED = ("luapy.interop.*", "luapy.runtime.*", "luapy.stdlib.*", "luapy.debug.*", "luapy.loader", "luapy.cache")


class Pdb(pdb.Pdb):
    """The debugger."""

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("skip", SKIPPED)
        super().__init__(*args, **kwargs)

    def lookupmodule(self, filename):
        """Files of Lua code are found along sys.path."""
        if not filename.endswith(".lua"):
            return super().lookupmodule(filename)
        if os.path.isabs(filename):
            return filename if os.path.exists(filename) else None
        for folder in sys.path:
            path = os.path.join(folder or os.getcwd(), filename)
            if os.path.exists(path):
                return os.path.realpath(path)
        return None

    def do_break(self, arg, temporary=False):
        """b(reak) [ ([filename:]lineno | function) [, condition] ]

        As in pdb; filename may be a Lua file, function one written in Lua.
        """
        place, comma, condition = arg.partition(",")
        lua_place = self._place_of_function(place.strip())
        return super().do_break((lua_place or place) + comma + condition, temporary)

    do_b = do_break

    def do_tbreak(self, arg):
        """tbreak: a breakpoint that is used once."""
        self.do_break(arg, True)

    def _place_of_function(self, text):
        """file:line of a function written in Lua, None for other things."""
        from luapy.interop.functions import link_of
        if not text or ":" in text or text.isdigit() or self.curframe is None:
            return None
        try:
            link = link_of(eval(text, self.curframe.f_globals, self.curframe.f_locals))
        except Exception:
            return None
        code = getattr(link and link.function, "__code__", None)
        if code is None:
            return None
        lines = [line for _, _, line in code.co_lines() if line and line > code.co_firstlineno]
        return f"{code.co_filename}:{min(lines, default=code.co_firstlineno)}"

    def do_lua(self, arg):
        """lua [expression]

        Without an expression: the local variables and upvalues of the Lua function, under their Lua
        names. With one: its value, in Lua, with these variables.
        """
        try:
            scope = Scope(self.curframe)
        except ValueError as error:
            self.error(str(error))
            return
        if arg:
            self.message(scope.evaluate(arg))
        else:
            for name, value in scope.variables().items():
                self.message(f"{name} = {scope.show(value)}")


class Scope:
    """The variables of a frame of Lua code."""

    def __init__(self, frame):
        self.frame = frame
        self.chunk = frame.f_globals.get("__chunk__")
        self.state = frame.f_globals.get("__state__")
        if self.chunk is None or self.state is None:
            raise ValueError("not in a Lua function")

    def variables(self) -> dict:
        """Lua names and values: upvalues, then locals, which hide those of the same name."""
        from luapy.debug.frames import Level
        from luapy.debug.variables import active_variables
        frame = self.frame
        line = self.chunk.lua_line(frame.f_code, frame.f_lineno, frame.f_lasti)
        level = Level(frame, self.chunk, line, frame.f_lasti)
        facts = level.facts
        if facts is None:
            return {}
        found = {}
        for python, name, boxed in [*facts.upvalues, *active_variables(level, facts)]:
            if python is not None and python in frame.f_locals and name.isidentifier():
                value = frame.f_locals[python]
                found[name] = value[0] if boxed and value.__class__ is list else value
        return found

    def show(self, value) -> str:
        """A Lua value as text; strings in quotes."""
        if value.__class__ is str:
            return repr(value.encode("latin-1").decode("utf-8", "replace"))
        from luapy.interop.entering import enter, leave
        from luapy.runtime.messages import value_text
        before = enter(self.state)
        try:
            return value_text(value).encode("latin-1").decode("utf-8", "replace")
        finally:
            leave(before)

    def evaluate(self, text) -> str:
        """The values of a Lua expression, or the message of its error."""
        from luapy.interop.entering import enter, leave
        from luapy.runtime.messages import error_text
        from luapy.runtime.metatables import setmetatable
        from luapy.runtime.table import Table, rawset
        from luapy.runtime.values import results
        env, meta = Table(), Table()
        for name, value in self.variables().items():
            if value is not None:
                rawset(env, name, value)
        rawset(meta, "__index", self.state.globals)
        before = enter(self.state)
        try:
            setmetatable(env, meta)
            source = ("return " + text).encode("utf-8")
            return "  ".join(self.show(value) for value in results(self.state.compile(source, "=lua", env)()))
        except Exception as error:
            message = getattr(error, "message", None)
            return message if isinstance(message, str) else error_text(error)
        finally:
            leave(before)


def set_trace():
    """Stop at the caller's next line."""
    Pdb().set_trace(sys._getframe().f_back)


def post_mortem(traceback=None):
    """Look at where an exception was raised."""
    if traceback is None:
        error = sys.exception() if hasattr(sys, "exception") else sys.exc_info()[1]
        traceback = error.__traceback__
    debugger = Pdb()
    debugger.reset()
    debugger.interaction(None, traceback)


def main():
    """``python -m luapy.tools.pdb``: what ``python -m pdb`` does, with this class."""
    pdb.Pdb = Pdb
    pdb.main()


if __name__ == "__main__":
    # pdb empties this module's names to run the script in their place
    from luapy.tools.pdb import main as run
    run()
