"""``luapy run``: a Lua program, with the conventions of the command ``lua`` (manual 7)."""

from __future__ import annotations

import gc
import os
import sys

from luapy.cli.thread import Host, run_with_large_stack
from luapy.runtime.errors import Interrupted

USAGE = """usage: luapy run [--lua VERSION] [options] [script [args]]
Available options are:
  -e stat   execute string 'stat'
  -i        enter interactive mode after executing 'script'
  -l mod    require library 'mod' into global 'mod' (5.1: require it)
  -l g=mod  require library 'mod' into global 'g' (5.4)
  -v        show version information
  -E        ignore environment variables
  -W        turn warnings on
  --        stop handling options
  -         stop handling options and execute stdin
  --lua V   Lua version: 5.1, 5.2, 5.3, 5.4 or luajit; default: what the script's first
            lines or its pyproject.toml say, else 5.4"""

HELP = """
Runs a Lua program as the command lua does: arg and ... are the arguments, LUA_INIT and
LUA_PATH count, the exit status is 1 after an uncaught error, else that of os.exit.
The first lines choose a version by '#!/usr/bin/env lua5.1' or '-- luapy: lua=5.1', a
pyproject.toml by '[tool.luapy]' and 'lua = "5.1"'.
Compiled code is kept in __pycache__ (see PYTHONDONTWRITEBYTECODE, PYTHONPYCACHEPREFIX)."""


class Options:
    def __init__(self):
        self.lua = None
        self.steps: list = []  # ("e", statement) and ("l", name), in order
        self.interactive = self.version = self.ignore_environment = self.warnings = False
        self.script = None
        self.before: list = []  # what stands before the script, for negative indices of arg
        self.args: list = []


class UsageError(Exception):
    pass


def parse(argv: list[str]) -> Options:
    """Options as lua.c reads them, and ``--lua``."""
    options, position = Options(), 0
    while position < len(argv):
        arg = argv[position]
        if arg == "-" or not arg.startswith("-"):
            break
        position += 1
        if arg == "--":
            break
        if arg in ("--help", "-h"):
            raise UsageError("")
        if arg == "--lua" or arg.startswith("--lua="):
            value, position = _value(arg[5:].lstrip("=") if "=" in arg else "", arg, argv, position)
            options.lua = value
        elif arg[:2] in ("-e", "-l"):
            value, position = _value(arg[2:], arg[:2], argv, position)
            options.steps.append((arg[1], value))
        elif arg in ("-i", "-v", "-E", "-W"):
            name = {"i": "interactive", "v": "version", "E": "ignore_environment", "W": "warnings"}[arg[1]]
            setattr(options, name, True)
        else:
            raise UsageError(f"unrecognized option '{arg}'")
    options.before = argv[:position]
    if position < len(argv):
        options.script = argv[position]
        options.args = argv[position + 1:]
    return options


def _value(inline, name, argv, position):
    if inline:
        return inline, position
    if position >= len(argv) or (argv[position].startswith("-") and name != "-e"):
        raise UsageError(f"'{name}' needs argument")
    return argv[position], position + 1


def main(argv: list[str]) -> int:
    try:
        options = parse(argv)
        if options.lua is not None:
            from luapy.dialect import dialect
            dialect(options.lua)
    except UsageError as error:
        if not str(error):
            print(USAGE + "\n" + HELP)
            return 0
        print(f"luapy: {error}\n{USAGE}", file=sys.stderr)
        return 1
    except ValueError as error:
        print(f"luapy: {error}", file=sys.stderr)
        return 1
    return run_with_large_stack(lambda: Program(options).run())


def _relax_collector():
    """Fewer searches for cycles: the process is the Lua program's own, and tables are its everyday objects.

    CPython's thresholds suit programs that make few of them; a search every 10,000 new tables takes a
    fifth off programs that build trees (docs/performance.md).  What was loaded so far is not searched;
    that must be before there are tables, which `prototypes.tables_with` searches for.
    """
    from luapy.runtime import prototypes
    gc.set_threshold(10_000, 20, 50)
    gc.freeze()
    prototypes.frozen_without_tables = gc.get_freeze_count()


class Program:
    """One run of the interpreter."""

    def __init__(self, options: Options):
        self.options = options

    def run(self) -> int:
        """Everything from opening the libraries to closing the state; returns the exit status."""
        from luapy.runtime.state import enter_state
        from luapy.runtime.launch import new_state
        from luapy.selection import dialect_of_script
        options = self.options
        try:
            version = options.lua or dialect_of_script(options.script)
        except ValueError as error:  # of the script or pyproject.toml
            print(f"luapy: {error}", file=sys.stderr)
            return 1
        _relax_collector()
        self.state = state = new_state(version, lazily=True)
        state.ignore_environment = options.ignore_environment
        enter_state(state)
        if Host.running is not None:
            Host.running.on_blocked = self.blocked
        status, keep_state = 1, False
        try:
            status = 0 if self.main() else 1
        except SystemExit as stop:
            status = stop.code if isinstance(stop.code, int) else 1
            keep_state = getattr(stop, "keep_state", False)
        except (KeyboardInterrupt, Interrupted):
            self.report("interrupted!")
        finally:
            try:
                if not keep_state:
                    state.close()
            finally:
                state.flush_files()
        return status

    def main(self) -> bool:
        options, state = self.options, self.state
        if not self.is_old:
            self.set_arg()
        if options.version or options.interactive:
            self.print_version()
        state.warnings_on = options.warnings
        if not options.ignore_environment and not self.run_init():
            return False
        for kind, text in options.steps:
            if not (self.do_string(text, "=(command line)") if kind == "e" else self.do_library(text)):
                return False
        if options.script is not None and not self.do_script(options.script):
            return False
        if options.interactive:
            return self.interact()
        if options.script is None and not options.steps and not options.version:
            if sys.stdin is not None and sys.stdin.isatty():
                self.print_version()
                return self.interact()
            self.do_file(None, ())  # pmain asks not whether it failed
        return True

    def interact(self):
        from luapy.cli.repl import interact
        if self.state.unopened is not None:  # completion shows what there is
            self.state.unopened.open_all()
        interact(self)
        return True

    @property
    def is_old(self) -> bool:
        """Whether it is 5.1 or 5.2: ``arg`` is for scripts alone."""
        dialect = self.state.dialect
        return dialect.number < (5, 3) and dialect.name != "luajit"

    def print_version(self):
        from luapy import __version__
        file = sys.stderr if self.state.dialect.name == "5.1" else sys.stdout
        print(f"luapy {__version__} ({self.state.dialect.version})", flush=True, file=file)

    def program_name(self) -> str:
        """What programs call to run others of their kind: `luapy FILE` is `luapy run FILE`."""
        name = sys.argv[0]
        return name if os.path.basename(name).partition(".")[0] == "luapy" else "luapy"

    def set_arg(self):
        """The global ``arg``: the script at 0, its arguments from 1, what stands before it at negative indices."""
        from luapy.runtime.table import Table, rawset
        arg, options = Table(), self.options
        words = [self.program_name(), *options.before] + ([options.script] if options.script is not None else [])
        start = len(words) - 1 if options.script is not None else 0
        for position, word in enumerate(words):
            rawset(arg, position - start, lua_text(word))
        for position, word in enumerate(options.args, 1):
            rawset(arg, position, lua_text(word))
        rawset(self.state.globals, "arg", arg)

    def run_init(self) -> bool:
        """LUA_INIT, or its version for this dialect (manual 7)."""
        version = self.state.dialect.version.split()[1].replace(".", "_")
        names = ["LUA_INIT"] if version == "5_1" else [f"LUA_INIT_{version}", "LUA_INIT"]
        for name in names:
            text = os.environ.get(name)
            if text is not None:
                if text.startswith("@"):
                    return self.do_file(text[1:], ())
                return self.do_string(text, "=" + name)
        return True

    def do_string(self, text: str, chunkname: str) -> bool:
        return self.protected(lambda: self.state.compile(os.fsencode(text), chunkname)())

    def do_library(self, name: str) -> bool:
        """-l: require a module, since 5.2 into the global of its name (5.4: name=module)."""
        from luapy.runtime.table import rawget, rawset
        dialect = self.state.dialect
        target, _, module = name.rpartition("=") if dialect.number >= (5, 4) else ("", "", name)

        def load():
            from luapy.runtime.values import first
            if self.state.unopened is not None:
                self.state.unopened.open_all()
            value = first(rawget(self.state.globals, "require")(lua_text(module)))
            if dialect.number >= (5, 2):
                rawset(self.state.globals, lua_text(target or module), value)
        return self.protected(load)

    def do_script(self, script: str) -> bool:
        if self.is_old:
            self.set_arg()
        return self.do_file(None if script == "-" else script, tuple(lua_text(word) for word in self.options.args))

    def do_file(self, path, args) -> bool:
        """Run a file, None: standard input. Errors of reading and compiling it have no traceback."""
        from luapy.runtime.errors import LuaError
        try:
            function = self.load_file(path)
        except LuaError as error:
            self.report(error.lua_value)
            return False
        return self.protected(lambda: function(*args))

    def load_file(self, path):
        """The main function of a file; None: standard input. Raises LuaError if it cannot be read or compiled."""
        from luapy.runtime.errors import LuaError
        try:
            if path is None:
                return self.state.compile(sys.stdin.buffer.read(), "=stdin")
            return self.state.load_file(path)
        except OSError as error:
            action = "read" if isinstance(error, IsADirectoryError) else "open"
            raise LuaError(f"cannot {action} {lua_text(path or 'stdin')}: {error.strerror}") from None
        except _syntax_error() as error:
            raise LuaError(str(error)) from None

    def protected(self, function) -> bool:
        """docall: run, and report an error with its traceback."""
        try:
            function()
            return True
        except _syntax_error() as error:
            self.report(str(error))
        except (SystemExit, KeyboardInterrupt):
            raise
        except BrokenPipeError:
            raise SystemExit(1) from None
        except Exception as error:
            self.report(self.message_of(error))
        return False

    def message_of(self, error: Exception) -> str | None:
        """msghandler: the error value as text, and the traceback. None: 5.1 and 5.2 say nothing of nil."""
        from luapy.debug import to_lua_error, traceback_levels, traceback_text
        from luapy.debug.frames import host_levels
        if os.environ.get("LUAPY_PYTHON_TRACEBACK"):
            import traceback
            traceback.print_exception(error)
        value = to_lua_error(error).value
        try:
            text, is_final = value_message(value, self.state.dialect)
        except Exception as another:  # in __tostring: then it is that error which counts
            error, value = another, to_lua_error(another).value
            text, is_final = value if value.__class__ is str else "C stack overflow", False
        levels = [] if is_final else traceback_levels(error.__traceback__)
        if not levels:
            return text
        # lua's own levels, which are not shown, but count where long tracebacks are shortened: its handler, and 5.1's debug.traceback
        handlers = host_levels() * (2 if self.state.dialect.name == "5.1" else 1)
        return traceback_text([*handlers, *levels], text, len(handlers))

    def blocked(self, thread):
        """Ctrl-C while the program waits in a call of the system: the process ends, but for os.execute's commands."""
        from luapy.debug.frames import host_levels, stack_levels
        from luapy.debug.traceback import traceback_text
        from luapy.runtime.state import enter_state
        from luapy.stdlib import os as library
        message = "interrupted!"
        try:
            enter_state(self.state)
            levels = list(stack_levels(sys._current_frames().get(thread)))
            if any(level.code in (library.execute.__code__, library.execute_51.__code__) for level in levels):
                message = None
                return
            place = levels[1].where if len(levels) > 1 else ""
            message = traceback_text([*levels, *host_levels()], place + message)
        finally:  # whatever there is to be said of a stack that may go on changing
            if message is not None:
                self.report(message)
                os._exit(1)

    def report(self, message: str):
        """l_message: on stderr, after what the program has printed."""
        self.state.flush_files()
        if message is None:  # 5.1 says nothing of a nil error
            return
        sys.stderr.flush()
        sys.stderr.buffer.write(f"luapy: {message}\n".encode("latin-1", "replace"))
        sys.stderr.flush()


def _syntax_error():
    """The class: a program that runs from the cache imports nothing of the front end (`except` asks only on errors)."""
    from luapy.frontend.errors import LuaSyntaxError
    return LuaSyntaxError


def value_message(value, dialect) -> tuple:
    """(text for an error value, whether no traceback follows); None for the nil of which 5.1 and 5.2 say nothing."""
    from luapy.runtime.metatables import metamethod
    from luapy.runtime.values import first, number_to_str, type_name
    if value.__class__ is str:
        return value, False
    if value.__class__ in (int, float):
        return number_to_str(value), False
    handler = metamethod(value, "__tostring") if dialect.name != "5.1" else None
    text = first(handler(value)) if handler is not None else None
    if text.__class__ is str:
        return text, dialect.name != "luajit"
    if dialect.number >= (5, 3):
        return f"(error object is a {type_name(value)} value)", False
    if value is None:
        return None, True
    return "(no error message)" if dialect.name == "5.2" else "(error object is not a string)", True


def lua_text(word: str) -> str:
    """A command-line word as a Lua string: its bytes."""
    return word if word.isascii() else os.fsencode(word).decode("latin-1")
