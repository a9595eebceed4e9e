"""Endless recursion in Lua code that Python calls, on any thread, is an error (on CPython 3.13.0 nobody but us sees it)."""

import subprocess
import sys

PROGRAM = """
import resource, threading
resource.setrlimit(resource.RLIMIT_AS, (8 << 30, 8 << 30))
import luapy
lua = luapy.LuaRuntime()

def run():
    lua.execute("local function f() return 1 + f() end print(pcall(f))")
    try:
        lua.execute("local function f(n) return 1 + f() end f()")
    except luapy.LuaError as error:
        print(error)

run()
thread = threading.Thread(target=run)
thread.start()
thread.join()
"""


def test_on_any_thread():
    done = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, timeout=60)
    assert done.stderr == ""
    assert done.stdout == '''false\t[string "<python>"]:1: stack overflow
[string "<python>"]:1: stack overflow
''' * 2
