"""``luapy repl``: try Lua interactively (manual 7: the interactive mode of ``lua``)."""

from __future__ import annotations

import os
import sys

from luapy.cli.thread import accept_interrupt, on_main_thread, run_with_large_stack
from luapy.runtime.errors import Interrupted

USAGE = """usage: luapy repl [--lua VERSION] [options] [script [args]]

Tries Lua interactively, after the script if there is one; takes the options of luapy run.

  > 1 + 1, "text"       an expression shows its values; in 5.1 and 5.2 put = in front
  > for i = 1, 3 do     unfinished input goes on in the next line
  Tab                   completes globals, fields and methods
  Up, Ctrl-R            earlier input, kept in the file that LUAPY_HISTORY names
                        (default ~/.luapy_history)
  Ctrl-C                interrupts what runs
  Ctrl-D                ends"""

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


def interact(program):
    """Read, run and print until the end of input. program: the luapy.cli.run.Program, whose state is the current one."""
    Session(program, Console(program.state)).loop()


class Session:
    """One interactive session. console: has ``read(prompt)``, which returns a line or None at the end."""

    def __init__(self, program, console):
        self.program = program
        self.state = program.state
        self.console = console

    def loop(self):
        """doREPL."""
        try:
            while self.step():
                pass
        finally:
            self.console.close()

    def step(self) -> bool:
        """Read, run and print one chunk; False at the end of input."""
        try:
            accept_interrupt()
            function = self.read_chunk()
            if function is not None:
                self.run(function)
            return function is not None
        except KeyboardInterrupt:  # at the prompt
            self.console.say("")
        except Interrupted:
            self.console.say("interrupted!")
        return True

    def prompt(self, name: str, default: str) -> str:
        """The globals _PROMPT and _PROMPT2 change the prompts."""
        from luapy.runtime.messages import tostring
        from luapy.runtime.operators import index
        value = index(self.state.globals, name)
        return default if value is None else to_display(tostring(value))

    def read_chunk(self):
        """Lines up to a complete chunk, compiled; None at the end of input."""
        line = self.console.read(self.prompt("_PROMPT", "> "))
        if line is None:
            return None
        lines = [line]
        try:
            return self.expression(line) or self.statement(lines)
        finally:
            self.console.remember("\n".join(lines))

    def expression(self, line):
        """The chunk for a line that is an expression, else None. Before 5.3 those begin with "="."""
        dialect = self.state.dialect
        if line.startswith("="):
            if dialect.number < (5, 3):
                return None  # statement() makes it a return: it may go on in the next line
            line = line[1:]
        elif dialect.number < (5, 3):
            return None
        try:
            return self.compile("return " + line)
        except _syntax_error():
            return None

    def statement(self, lines):
        """Lines up to a complete statement, compiled; what is faulty is reported. None: the input has ended."""
        if lines[0].startswith("="):
            lines[0] = "return " + lines[0][1:]
        while True:
            try:
                return self.compile("\n".join(lines))
            except _syntax_error() as error:
                if not is_incomplete(str(error)):
                    self.console.say(to_display(str(error)))
                    return _nothing
            line = self.console.read(self.prompt("_PROMPT2", ">> "))
            if line is None:
                return None
            lines.append(line)

    def compile(self, text):
        """A chunk of the session. Raises LuaSyntaxError."""
        return self.state.compile(text.encode("utf-8", "surrogateescape"), "=stdin")

    def run(self, function):
        """Call a chunk and print its values; errors are shown with their traceback."""
        from luapy.runtime.values import results
        try:
            values = results(function())
            if values:
                self.show(values)
        except SystemExit:
            raise
        except Exception as error:
            self.report(error)
        self.state.flush_files()

    def show(self, values):
        """l_print: by the global print."""
        from luapy.runtime.values import FALSE, results
        from luapy.runtime.messages import value_text
        from luapy.runtime.operators import index
        from luapy.stdlib.base import pcall
        good, *message = results(pcall(index(self.state.globals, "print"), *values))
        if good is FALSE:
            self.console.say(f"error calling 'print' ({to_display(value_text(message[0]))})")

    def report(self, error):
        """Errors have no name of the program in front here."""
        self.state.flush_files()
        message = self.program.message_of(error)
        if message is not None:
            self.console.say(to_display(message))


def _syntax_error():
    from luapy.frontend.errors import LuaSyntaxError
    return LuaSyntaxError


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
            return on_main_thread(lambda: self._input(prompt))
        except EOFError:
            if self.readline is not None or sys.stdin.isatty():
                print()
            return None

    def _input(self, prompt):
        from luapy.runtime.state import enter_state
        enter_state(self.state)  # completion looks at values
        return input(prompt)

    def remember(self, text: str):
        """Put a chunk into the history: as one line, unless a comment may end before its last."""
        if self.readline is not None:
            for line in text.split("\n") if "--" in text else [text.replace("\n", " ")]:
                if line.strip():
                    self.readline.add_history(line)

    def say(self, text: str):
        """An error message."""
        print(text, file=sys.stderr, flush=True)

    def close(self):
        if self.readline is not None:
            try:
                self.readline.write_history_file(self.history)
            except OSError:
                pass
