"""The command ``luapy`` itself, help, and the demo."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import luapy as package
from cli_command import COMMAND, environment


@pytest.mark.parametrize("command, words", [
    ((), ["run", "repl", "translate", "demo", "--version"]),
    (("run",), ["-e stat", "-l mod", "-i ", "-W", "--lua V", "__pycache__", "pyproject.toml"]),
    (("repl",), ["Tab", "LUAPY_HISTORY", "Ctrl-D"]),
    (("translate",), ["--output", "--check", "--lua", "luapy's runtime only"]),
    (("demo",), ["rest_client", "link_checker", "downloader", "gluahttp"]),
])
def test_help(luapy, command, words):
    done = luapy(*command, "--help")
    text = done.stdout.decode()
    assert (done.returncode, done.stderr) == (0, b"")
    assert text.startswith(f"usage: {' '.join(('luapy', *command))} ")
    assert [word for word in words if word not in " ".join(text.split()) and word not in text] == []
    assert max(map(len, text.splitlines())) <= 100


def test_help_that_nobody_reads_to_its_end():
    process = subprocess.Popen([*COMMAND, "run", "--help"], env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    process.stdout.close()
    assert b"Traceback" not in process.stderr.read()
    process.stderr.close()
    process.wait(30)


def test_version(luapy):
    for option in ("-V", "--version"):
        assert luapy(option).stdout.decode() == f"luapy {package.__version__}\n"


@pytest.mark.parametrize("args, message", [
    (("bogus",), "luapy: unknown command 'bogus'\nusage: luapy COMMAND"),
    (("demo", "bogus"), "luapy demo: unknown sample 'bogus'"),
    (("repl", "--bogus"), "luapy: unrecognized option '--bogus'\nusage: luapy repl"),
    (("repl", "--lua", "6"), "luapy: unknown Lua version '6'"),
    (("translate",), "usage: luapy translate"),
    (("translate", "none"), "luapy translate: none: no such file or folder"),
])
def test_faulty_command_lines(luapy, args, message):
    done = luapy(*args)
    assert (done.returncode, done.stdout) == (2, b"")
    assert done.stderr.decode().startswith(message)


def test_without_a_command(luapy):
    done = luapy()
    assert done.returncode == 2 and done.stdout.startswith(b"usage: luapy COMMAND")


@pytest.mark.parametrize("args, printed", [
    (("-e", "print(1)"), "1"), (("args.lua",), "args.lua"), (("--lua", "5.1", "args.lua"), "args.lua"), (("-",), "-"),
    (("-W", "-e", "print(_VERSION)"), "Lua 5.4"),
])
def test_run_may_be_left_out(luapy, args, printed):
    """Programs start others by what stands in ``arg`` before their own name."""
    program = Path(__file__).with_name("programs")
    done = luapy(*args, cwd=program, stdin=b"print(arg[0])")
    assert (done.returncode, done.stderr) == (0, b"") and printed in done.stdout.decode()


def test_a_program_starts_itself(tmp_path):
    """By the script, as it was called, in arg."""
    (tmp_path / "again.lua").write_text("""
        local first = 0
        while arg[first - 1] do first = first - 1 end
        if arg[1] then print(_VERSION, ...) return end
        os.execute(table.concat(arg, " ", first, -1) .. " again.lua x")
    """)
    script = Path(__file__).parents[2] / "scripts" / "luapy"
    (tmp_path / "luapy").write_text(f"#!{sys.executable}\n" + script.read_text())
    (tmp_path / "luapy").chmod(0o755)
    done = subprocess.run([tmp_path / "luapy", "run", "--lua", "5.1", "again.lua"], cwd=tmp_path, env=environment(),
                          capture_output=True, text=True, timeout=60)
    assert (done.stdout, done.stderr) == ("Lua 5.1\tx\n", "")


def test_demo(luapy):
    done = luapy("demo", "rest_client", "downloader")
    assert (done.returncode, done.stderr) == (0, b"")
    assert len(done.stdout.splitlines()) > 30
