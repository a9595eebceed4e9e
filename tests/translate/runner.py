"""Runs Python files as main programs, each in a process of its own, forked where luapy is imported already.

Reads requests from standard input, a line of JSON each: {"file", "args", "folder", "stdin", "stdout", "stderr"};
answers with the exit status.
"""

import json
import os
import runpy
import signal
import sys

import luapy.cli.run
import luapy.interop.importer
import luapy.runtime.launch
import luapy.stdlib

assert luapy.stdlib  # all modules that every program needs are there before the first fork


def run_file(request) -> int:
    """What ``python FILE ARGS`` does; the exit status."""
    sys.argv[:] = [request["file"], *request["args"]]
    sys.path[0] = request["folder"]
    status = 0
    try:
        runpy.run_path(request["file"], run_name="__main__")
    except SystemExit as stop:
        status = stop.code or 0
    sys.stdout.flush()
    sys.stderr.flush()
    return status


def child(request):
    signal.alarm(60)
    os.chdir(request["folder"])
    for descriptor, name, flags in [(0, "stdin", os.O_RDONLY), (1, "stdout", os.O_WRONLY), (2, "stderr", os.O_WRONLY)]:
        os.dup2(os.open(request[name], flags | os.O_CREAT, 0o600), descriptor)
    status = 99
    try:
        status = run_file(request)
    finally:
        os._exit(status)


def main():
    for line in iter(sys.stdin.readline, ""):
        pid = os.fork()
        if pid == 0:
            child(json.loads(line))
        print(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), flush=True)


main()
