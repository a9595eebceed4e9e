"""``luapy repl``: try Lua interactively (manual 7: the interactive mode of ``lua``)."""

from __future__ import annotations

import os
import sys

from luapy.cli.thread import run_with_large_stack

USAGE = """usage: luapy repl [--lua VERSION] [-l NAME] [-e STATEMENT] [SCRIPT [ARGS]]

An expression shows its values (so does =EXPRESSION); unfinished input goes on in
the next line; Ctrl-D ends. Tab completes globals and fields. The history is kept in
the file that LUAPY_HISTORY names (default ~/.luapy_history)."""

HISTORY_LENGTH = 1000
EOF_MARK = "<eof>"


def main(argv: list[str]) -> int:
    """The subcommand: ``luapy run -i``, with a banner."""
    if argv and argv[0] in ("-h", "--help"):
        print(USAGE)
        return 0
    from luapy.cli import run
    try:
        options = run.parse(argv)
        if options.lua is not None:
            from luapy.dialect import dialect
            dialect(options.lua)
    except (run.UsageError, ValueError) as error:
        print(f"luapy: {error}\n{USAGE}", file=sys.stderr)
        return 2
    options.interactive = options.version = True
    return run_with_large_stack(lambda: run.Program(options).run())


def interact(state):
    """Read, run and print until the end of input, in a state that is the current one."""
    Session(state, Console(state)).loop()


class Session:
    """One interactive session. console: has ``read(prompt)``, which returns a line or None at the end."""

    def __init__(self, state, console):
        self.state = state
        self.console = console

    def loop(self):
        """doREPL."""
        while True:
            try:
                function = self.read_chunk()
                if function is None:
                    break
                self.run(function)
            except KeyboardInterrupt:
                self.console.say("interrupted!")
        self.console.close()

    def prompt(self, name: str, default: str) -> str:
        """The globals _PROMPT and _PROMPT2 change the prompts."""
        from luapy.runtime.messages import tostring
        from luapy.runtime.operators import index
        value = index(self.state.globals, name)
        return default if value is None else to_display(tostring(value))

    def read_chunk(self):
        """Lines up to a complete chunk, compiled; None at the end of input."""
        from luapy.frontend.errors import LuaSyntaxError
        line = self.console.read(self.prompt("_PROMPT", "> "))
        if line is None:
            return None
        lines = [line]
        try:
            while True:
                try:
                    function = self.compile(lines)
                    break
                except LuaSyntaxError as error:
                    line = self.console.read(self.prompt("_PROMPT2", ">> ")) if is_incomplete(str(error)) else None
                    if line is None:
                        self.console.say(to_display(str(error)))
                        return _nothing
                    lines.append(line)
        finally:
            self.console.remember("\n".join(lines))
        return function

    def compile(self, lines):
        """The chunk in these lines: as an expression if it is one. Raises LuaSyntaxError."""
        from luapy.frontend.errors import LuaSyntaxError
        text = "\n".join(lines)
        if lines[0].startswith("="):  # 5.1's and 5.2's way to show values
            return self.state.compile(("return " + text[1:]).encode("utf-8", "surrogateescape"), "=stdin")
        try:
            return self.state.compile(("return " + text).encode("utf-8", "surrogateescape"), "=stdin")
        except LuaSyntaxError:
            return self.state.compile(text.encode("utf-8", "surrogateescape"), "=stdin")

    def run(self, function):
        """Call a chunk and print its values; errors are shown with their traceback."""
        from luapy.runtime.values import results
        try:
            values = results(function())
            if values:
                self.show(values)
        except (KeyboardInterrupt, SystemExit):
            raise
        except Exception as error:
            self.report(error)
        self.state.flush_files()

    def show(self, values):
        """l_print: by the global print."""
        from luapy.runtime.operators import index
        try:
            index(self.state.globals, "print")(*values)
        except Exception as error:
            from luapy.runtime.messages import error_text
            self.console.say(f"error calling 'print' ({to_display(error_text(error))})")

    def report(self, error):
        from luapy.debug import to_lua_error, traceback_levels, traceback_text
        from luapy.runtime.messages import tostring
        from luapy.runtime.metatables import metamethod
        from luapy.runtime.values import type_name
        self.state.flush_files()
        value = to_lua_error(error).value
        if value.__class__ not in (str, int, float) and metamethod(value, "__tostring") is None:
            text = f"(error object is a {type_name(value)} value)"
        else:
            levels = traceback_levels(error.__traceback__)
            text = tostring(value)
            text = traceback_text(levels, text) if levels and value.__class__ is str else text
        self.console.say("luapy: " + to_display(text))


def _nothing():
    """What a faulty chunk does."""
    return ()


def is_incomplete(message: str) -> bool:
    """Whether a syntax error is at the end of the input: more lines may mend it."""
    return message.endswith((EOF_MARK, f"'{EOF_MARK}'"))


def to_display(text: str) -> str:
    """A Lua string for the terminal."""
    return text.encode("latin-1", "replace").decode("utf-8", "replace")


class Console:
    """The terminal, with line editing where Python has it; plain lines where input is none."""

    def __init__(self, state):
        self.state = state
        self.readline = None
        if sys.stdin is not None and sys.stdin.isatty():
            try:
                import readline
            except ImportError:
                return
            self.readline = readline
            self._prepare(readline)

    def _prepare(self, readline):
        from luapy.cli.completion import Completer
        readline.set_completer(Completer(self.state.globals).complete)
        readline.set_completer_delims(" \t\n\"\\'`@$><=;|&{}()[]+-*/%^,#~!?")
        readline.parse_and_bind("bind ^I rl_complete" if "libedit" in (readline.__doc__ or "") else "tab: complete")
        readline.set_auto_history(False)
        readline.set_history_length(HISTORY_LENGTH)
        self.history = os.environ.get("LUAPY_HISTORY") or os.path.expanduser("~/.luapy_history")
        try:
            readline.read_history_file(self.history)
        except OSError:
            pass

    def read(self, prompt: str) -> str | None:
        """A line without its end; None at the end of input."""
        self.state.flush_files()
        try:
            return input(prompt)
        except EOFError:
            if self.readline is not None or sys.stdin.isatty():
                print()
            return None

    def remember(self, text: str):
        """Put a whole chunk into the history."""
        if self.readline is not None and text.strip():
            self.readline.add_history(text.replace("\n", " "))

    def say(self, text: str):
        """An error message."""
        print(text, file=sys.stderr, flush=True)

    def close(self):
        if self.readline is not None:
            try:
                self.readline.write_history_file(self.history)
            except OSError:
                pass
