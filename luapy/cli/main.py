"""The command ``luapy``: a subcommand per file of this folder."""

from __future__ import annotations

import os
import sys

COMMANDS = {
    "run": "run a Lua program",
    "repl": "try Lua interactively",
    "translate": "write Lua modules as Python files",
    "demo": "run a sample program against a local demo server",
}


def usage() -> str:
    lines = ["usage: luapy COMMAND [ARGUMENTS]", "", "commands:"]
    lines += [f"  {name:<10} {text}" for name, text in COMMANDS.items()]
    lines += ["", "luapy FILE and luapy -e STAT are luapy run FILE and luapy run -e STAT",
              "luapy COMMAND --help tells more; luapy --version shows the version"]
    return "\n".join(lines)


def main(argv: list[str] | None = None) -> int:
    """Run a subcommand; returns the exit status."""
    args = sys.argv[1:] if argv is None else argv
    try:
        return dispatch(args)
    except BrokenPipeError:  # nobody reads the help to its end
        return 1


def dispatch(args: list[str]) -> int:
    if not args or args[0] in ("-h", "--help", "help"):
        print(usage())
        return 0 if args else 2
    if args[0] in ("-V", "--version"):
        from luapy import __version__
        print(f"luapy {__version__}")
        return 0
    command = args[0]
    if _is_for_run(command):
        args, command = ["run", *args], "run"
    if command not in COMMANDS:
        print(f"luapy: unknown command '{command}'\n{usage()}", file=sys.stderr)
        return 2
    return __import__(f"luapy.cli.{command}", fromlist=["main"]).main(args[1:])


def _is_for_run(word: str) -> bool:
    """Whether the first word is one for ``lua``: programs start others by ``arg[-1] .. " other.lua"``."""
    if word in COMMANDS:
        return False
    options = "-e", "-l", "-i", "-v", "-E", "-W", "--lua"
    return word in ("-", "--") or word.startswith(options) or word.endswith(".lua") or os.path.isfile(word)
