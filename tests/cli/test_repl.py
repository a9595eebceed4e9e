"""``luapy repl`` and ``luapy run -i`` at a terminal, and with input from a pipe."""

from __future__ import annotations

import re
import sys

import pexpect
import pytest

from cli_command import COMMAND, environment

PROMPT = "\n> "


class Terminal:
    """A session at a terminal. Each line typed gives what appears up to the next prompt."""

    def __init__(self, home, *args, **env):
        self.home = home
        (home / "inputrc").write_text("set enable-bracketed-paste off\nset bell-style none\n")
        env = environment({"TERM": "dumb", "HOME": str(home), "INPUTRC": str(home / "inputrc"), **env})
        self.child = pexpect.spawn(COMMAND[0], [*COMMAND[1:], *(args or ("repl",))], env=env, cwd=str(home), timeout=20,
                                   encoding="utf-8", dimensions=(40, 160))
        self.child.delaybeforesend = None
        self.banner = self.wait("(?:^|\n)> ")

    def wait(self, prompt=PROMPT) -> str:
        """What appears before a prompt."""
        self.child.expect(prompt)
        return self.child.before.replace("\r", "").strip("\n")

    def type(self, text, prompt=PROMPT) -> str:
        """The answer to a line: what is on the lines below it."""
        self.child.send(text + "\n")
        return self.wait(prompt).partition("\n")[2]

    def end(self) -> int:
        self.child.sendeof()
        self.child.expect(pexpect.EOF)
        self.child.close()
        return self.child.exitstatus


@pytest.fixture
def terminal(tmp_path):
    opened = []

    def start(*args, **env):
        opened.append(Terminal(tmp_path, *args, **env))
        return opened[-1]
    yield start
    for one in opened:
        one.child.close(force=True)


def test_a_session(terminal):
    session = terminal()
    assert re.fullmatch(r"luapy [\d.]+ \(Lua 5\.4\)", session.banner)
    assert session.type("1 + 1") == "2"
    assert session.type("1, nil, 'x'") == "1\tnil\tx"
    assert session.type("=2.5") == "2.5"
    assert session.type("x = 5") == ""
    assert session.type("x") == "5"
    assert session.type("return x + 1") == "6"
    assert session.type("local y = 1") == ""
    assert session.type("y") == "nil"
    assert session.type("print('\u00e4', #'\u00e4')") == "\u00e4\t2"
    assert session.type("do io.write('a') end", "a> ") == ""
    assert session.end() == 0


def test_unfinished_input_goes_on(terminal):
    session = terminal()
    assert session.type("for i = 1, 2 do", "\n>> ") == ""
    assert session.type("print(i)", "\n>> ") == ""
    assert session.type("end") == "1\n2"
    assert session.type("s = [[a", "\n>> ") == ""
    assert session.type("b]]") == ""
    assert session.type("s") == "a\nb"
    assert session.type("_PROMPT = 'lua: '", "\nlua: ") == ""
    assert session.type("_PROMPT2 = '...'; _PROMPT = nil") == ""
    assert session.type("f = function()", "\n\\.\\.\\.") == ""
    assert session.type("end") == ""


def test_errors(terminal):
    session = terminal()
    trace = "\nstack traceback:\n\t[C]: in function 'error'\n\tstdin:1: in main chunk\n\t[C]: in ?"
    assert session.type("error('boo')").replace(" " * 8, "\t") == "stdin:1: boo" + trace
    assert session.type("error({})").startswith("(error object is a table value)")
    assert session.type("x x") == "stdin:1: syntax error near 'x'"
    assert session.type("nothing.field").startswith("stdin:1: attempt to index a nil value (global 'nothing')")
    assert session.type("print = nil") == ""
    assert session.type("1") == "error calling 'print' (attempt to call a nil value)"


def test_interrupts(terminal):
    session = terminal()
    for _ in range(2):  # the process stays
        session.child.send("print('go') while true do end\n")
        session.child.expect("\ngo\r\n")
        session.child.sendintr()
        assert "interrupted!\nstack traceback:" in session.wait()
    session.child.send("12")
    session.child.expect_exact("12")  # a signal that comes before readline waits for keys is seen at the next key only
    session.child.sendintr()
    session.wait()
    assert session.type("3") == "3"
    session.child.send("while true do\n")
    session.wait("\n>> ")
    session.child.sendintr()
    session.wait()
    assert session.type("4") == "4"
    assert session.end() == 0


def test_completion(terminal):
    session = terminal()
    assert session.type("string.fo\t('%d', 3)") == "3"
    assert session.type("value = {inner = {only_one = 7, method = function() return 8 end}}") == ""
    assert session.type("value.inner.on\t") == "7"
    assert session.type("val\t.inn\t:me\t()") == "8"
    assert session.type("cor\t.st\t(cor\t.cr\t(print))") == "suspended"
    session.child.send("value.inner.\t\t")
    session.wait("value.inner.method +value.inner.only_one")


def test_history(terminal, tmp_path):
    up = "\x1b[A"
    history = tmp_path / "history"
    session = terminal("repl", LUAPY_HISTORY=str(history))
    session.type("first = 41 + 1")
    session.type("if first then", "\n>> ")
    session.type("print('multi') end")
    assert session.type(up) == "multi"
    assert session.end() == 0
    assert history.read_text().splitlines()[-3:] == ["first = 41 + 1"] + ["if first then print('multi') end"] * 2
    session = terminal("repl", LUAPY_HISTORY=str(history))
    assert session.type(up + up + up + "; print(first)") == "42"
    session.child.send("os.exit(3)\n")
    session.child.expect(pexpect.EOF)
    session.child.close()
    assert session.child.exitstatus == 3
    assert history.read_text().splitlines()[-1] == "os.exit(3)"


def test_versions_show_values_by_their_rules(terminal):
    session = terminal("repl", "--lua", "5.1")
    assert session.type("=1, _VERSION") == "1\tLua 5.1"
    assert session.type("1").startswith("stdin:1: unexpected symbol near '1'")
    assert session.type("= (", "\n>> ") == ""
    assert session.type("2)") == "2"


def test_after_a_script(terminal, tmp_path):
    (tmp_path / "script.lua").write_text("print('script', ...)\nloaded = arg[0]\n")
    session = terminal("run", "-i", "script.lua", "argument")
    assert session.banner.splitlines()[1] == "script\targument"
    assert session.type("loaded, arg[1]").split() == ["script.lua", "argument"]
    assert session.end() == 0


def test_without_arguments_at_a_terminal(terminal):
    assert terminal("run").type("_VERSION") == "Lua 5.4"


@pytest.mark.parametrize("command", [("repl",), ("run", "-i")])
def test_input_from_a_pipe(luapy, tmp_path, command):
    done = luapy(*command, stdin=b"1 + 1\nfor i = 1, 2 do\nprint(i)\nend\nerror('x', 0)\nunfinished(",
                 env={"HOME": str(tmp_path)})
    banner, *lines = done.stdout.decode().splitlines()
    assert banner.startswith("luapy ")
    assert lines == ["> 2", "> >> >> 1", "2", "> > >> "]
    assert done.stderr.decode().splitlines()[:2] == ["x", "stack traceback:"]
    assert done.returncode == 0
    assert sys.version_info and not (tmp_path / ".luapy_history").exists()
