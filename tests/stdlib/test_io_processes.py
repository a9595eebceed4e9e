"""Output of whole processes: buffers, broken pipes, exit statuses, files nobody closes."""

import os
import subprocess
import sys

import pytest

COMMAND = [sys.executable, "-m", "luapy", "run"]


def run(program, *args, **options):
    return subprocess.run([*COMMAND, *args, "-e", program], capture_output=True, timeout=60, **options)


def test_print_and_write_share_a_buffer():
    done = run('io.write("a") print("b") io.stdout:write("c") print() io.write("d")')
    assert done.stdout == b"ab\nc\nd"


def test_errors_come_after_what_was_printed():
    done = subprocess.run([*COMMAND, "-e", 'print("x") error("boom", 0)'], stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, timeout=60)
    assert done.stdout.startswith(b"x\nluapy: boom")


@pytest.mark.parametrize("program", [
    'for i = 1, 1e6 do print(i) end',
    'for i = 1, 1e6 do io.write(i, "\\n") end',
    'for i = 1, 1e6 do assert(pcall(print, i)) end',
    'io.stdout:setvbuf("no") for i = 1, 1e6 do io.stdout:write(i, "\\n") end',
])
def test_a_closed_pipe_ends_the_program_without_a_word(program):
    process = subprocess.Popen([*COMMAND, "-e", program], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdout.readline() == b"1\n"
    process.stdout.close()
    assert process.stderr.read() == b""
    process.stderr.close()
    assert process.wait(60) == 141


@pytest.mark.parametrize("argument, status", [("", 0), ("true", 0), ("false", 1), ("3", 3), ("3, true", 3)])
def test_exit(argument, status):
    done = run(f'io.write("before") os.exit({argument}) print("after")')
    assert (done.returncode, done.stdout, done.stderr) == (status, b"before", b"")


@pytest.mark.skipif(os.name == "nt", reason="the shell is another")
def test_the_shell_has_the_name_that_c_gives_it():
    done = run('os.execute("echo $0") print(io.popen("echo $0"):read())')
    assert done.stdout == b"sh\nsh\n"


def test_exit_in_a_coroutine_and_pcall():
    done = run('coroutine.wrap(function() pcall(function() os.exit(5) end) print("no") end)() print("no")')
    assert (done.returncode, done.stdout, done.stderr) == (5, b"", b"")


def test_exit_of_5_1_takes_numbers():
    done = run("os.exit(4)", "--lua", "5.1")
    assert done.returncode == 4


def test_files_are_written_when_the_last_reference_goes(tmp_path):
    path = tmp_path / "f"
    done = run(f'do local f = io.open("{path}", "w") f:write("text") end print(io.open("{path}"):read("a"))')
    assert done.stdout == b"text\n"


def test_files_still_open_at_the_end_are_written(tmp_path):
    path = tmp_path / "f"
    run(f'f = io.open("{path}", "w") f:write("text") coroutine.wrap(function() io.output("{path}2") io.write("2") '
        'coroutine.yield() end)()')
    assert path.read_text() == "text"
    assert (tmp_path / "f2").read_text() == "2"


def test_files_are_written_by_exit(tmp_path):
    path = tmp_path / "f"
    run(f'f = io.open("{path}", "w") f:write("text") os.exit(0)')
    assert path.read_text() == "text"


def test_closed_standard_files():
    done = subprocess.run(["/bin/sh", "-c", "exec \"$@\" <&- 2>&-", "sh", *COMMAND, "-e",
                           'print(io.read()) print(io.stderr:write("x"))'], capture_output=True, timeout=60)
    assert done.stdout.startswith(b"nil\t")
    assert done.returncode == 0


def test_standard_input():
    done = run('print(io.read("n", "l", "L", 3, "a"))', input=b"12 rest\nline\nabcdef")
    assert done.stdout == b"12\t rest\tline\n\tabc\tdef\n"


def test_terminal_output_is_written_line_by_line():
    pty = pytest.importorskip("pty")
    master, slave = pty.openpty()
    process = subprocess.Popen([*COMMAND, "-e", 'print("line") io.stdin:read() io.write("no line") io.read()'],
                               stdin=subprocess.PIPE, stdout=slave, stderr=subprocess.PIPE)
    os.close(slave)
    assert os.read(master, 100) == b"line\r\n"
    process.communicate(b"go\ngo\n", timeout=60)
    assert os.read(master, 100) == b"no line"
    os.close(master)


def test_environment_of_package_path():
    environment = os.environ | {"LUA_PATH_5_4": "x/?.lua;;", "LUA_CPATH": "y/?.so"}
    done = run("print(package.path) print(package.cpath)", env=environment)
    assert done.stdout.startswith(b"x/?.lua;/usr/local/share/lua/5.4/?.lua;")
    assert done.stdout.endswith(b"\ny/?.so\n")
    done = run("print(package.path)", "--lua", "5.1", env=environment | {"LUA_PATH": ";;z"})
    assert done.stdout.startswith(b";./?.lua;") and done.stdout.endswith(b";z\n")


def test_warnings():
    done = run('warn("no") warn("@on") warn("a", "b") warn("@off") warn("no")')
    assert done.stderr == b"Lua warning: ab\n"
