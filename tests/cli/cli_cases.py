"""Command lines and what goes with them; see record_cli.py and test_like_lua.py."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

FOLDER = Path(__file__).resolve().parent / "programs"
RECORDED = Path(__file__).resolve().parent / "recorded.json"
#: dialect -> the real interpreter
INTERPRETERS = {"5.4": "lua5.4", "5.1": "lua5.1"}


class Case(NamedTuple):
    args: tuple
    stdin: str = ""
    env: dict = {}
    dialects: tuple = ("5.4", "5.1")

    @property
    def name(self) -> str:
        text = " ".join([f"{name}={value}" for name, value in self.env.items()] + [repr(arg) for arg in self.args])
        return text + (f" < {self.stdin!r}" if self.stdin else "")


NEW = ("5.4",)


def chunk(text: str, *args: str, **more) -> Case:
    return Case(("-e", text, *args), **more)


CASES = [
    # statements and libraries
    chunk("print(1+1)"), Case(("-eprint(1)",)), Case(("-e", "x=1", "-e", "print(x)")), chunk("return 5"),
    chunk("print(#'\u00e4')"), chunk("local x ="), chunk("print(1)", "-e", "error('m')", "-e", "print(2)"),
    Case(("-lmod", "-e", "print(mod and mod.v, package.loaded.mod.v)")), Case(("-l", "mod", "args.lua", "a")),
    Case(("-l", "m=mod", "-e", "print(m.v)"), dialects=NEW), Case(("-l", "nomod", "-e", "print(1)")),
    # scripts and their arguments
    Case(("args.lua", "a", "b c", "-x", "")), Case(("args.lua", "\u00e4")), Case(("--", "args.lua", "-e")),
    Case(("-", "a", "b"), "print(...) print(arg[0], arg[1], arg[2])"), Case((), "print(...) print(1)"),
    Case((), "error('in stdin')"), Case(("-",), "error('in stdin')"), Case(("empty.lua",)), Case(("ret.lua",)),
    chunk("x = 5", "args.lua", "q"), Case(("-v", "-e", "print(1)"), dialects=NEW), Case(("-v",), dialects=NEW),
    # the environment
    chunk("print(x)", env={"LUA_INIT": "x=5"}), chunk("print(x)", env={"LUA_INIT": "@init.lua"}),
    chunk("print(x)", env={"LUA_INIT": "@none.lua"}), chunk("print(x)", env={"LUA_INIT": "x="}),
    chunk("print(x)", env={"LUA_INIT": "error('boo')"}),
    chunk("print(x)", env={"LUA_INIT": "x=5", "LUA_INIT_5_4": "x=54", "LUA_INIT_5_1": "x=51"}),
    chunk("print(package.path)", env={"LUA_PATH": "a?.lua"}),
    chunk("print(package.path)", env={"LUA_PATH": "a?.lua;;"}, dialects=NEW),
    chunk("print(package.path)", env={"LUA_PATH": "a?.lua", "LUA_PATH_5_4": "b?.lua"}),
    chunk("print(package.cpath)", env={"LUA_CPATH": "c?.so"}),
    Case(("-E", "-e", "print(x, package.path == 'a?.lua')"), env={"LUA_INIT": "x=5", "LUA_PATH": "a?.lua"}, dialects=NEW),
    chunk("print(require('mod').v)", env={"LUA_PATH": "./?.lua"}),
    # warnings
    Case(("-W", "-e", "warn('hello ', 'you')"), dialects=NEW), chunk("warn('x') warn('@on') warn('y')", dialects=NEW),
    # errors
    chunk("error('m')"), chunk("error('m', 0)"), chunk("error({})"), chunk("error(nil)"), chunk("error()"),
    chunk("error(true)"), chunk("error(12)"), chunk("error(12.5)"),
    chunk("error(setmetatable({}, {__tostring = function() return 'object' end}))"),
    chunk("error(setmetatable({}, {__tostring = function() return 1 end}))"),
    chunk("error(setmetatable({}, {__tostring = function() error('worse') end}))", dialects=("5.1",)),
    chunk("local t = nil; t.x = 1"), chunk("string.rep()"), chunk("print(('x'):bad())"),
    chunk("coroutine.wrap(function() error('in co') end)()"), Case(("err.lua",)), Case(("err_coroutine.lua",)),
    chunk("io.stderr:write('a\\n') io.write('b') error('c')"), Case(("recursion.lua",)),
    # files that cannot be run
    Case(("none.lua",)), Case(("folder",)), Case(("syntax.lua",)), Case(("latin1.lua",)), Case(("bom.lua",)),
    Case(("shebang.lua",)),
    # exit status
    chunk("os.exit(3)"), chunk("os.exit(true)"), chunk("os.exit(false)"), chunk("os.exit()"), chunk("os.exit(256 + 7)"),
    chunk("os.exit(-1)"), chunk("io.write('x') os.exit(0, true)"), Case(("exit_in_coroutine.lua",)),
    Case(("close_state.lua",), dialects=NEW),
]


def mask(stderr: str) -> str:
    """Standard error without the name of the interpreter."""
    return re.sub(r"^(?:luapy|lua5\.\d): ", "lua: ", stderr, flags=re.MULTILINE)


def mask_version(stdout: str) -> str:
    return re.sub(r"^(?:Lua 5\.\d\.\d  Copyright.*|luapy [\d.]+ \(Lua 5\.\d\))$", "VERSION", stdout, flags=re.MULTILINE)


def outcome(done) -> list:
    """[stdout, stderr, exit status] of a subprocess, as they are compared; recursion's traceback is not."""
    stderr = mask(done.stderr.decode("latin-1"))
    if "stack overflow" in stderr:
        stderr = stderr.split(" (message")[0].split("\n")[0]
        stderr = re.sub(r"stack overflow.*", "stack overflow", stderr)
    stdout = re.sub(r"stack overflow.*", "stack overflow", done.stdout.decode("latin-1"))
    return [mask_version(stdout), stderr, done.returncode]
