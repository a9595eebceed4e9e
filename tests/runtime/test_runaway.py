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


RUNAWAYS = """
import resource, threading
resource.setrlimit(resource.RLIMIT_AS, (4 << 30, 4 << 30))
import luapy

def run():
    luapy.LuaRuntime().execute('''
        local t = {}
        function t:down(n) return 1 + self:down(n + 1) end
        local function down(n) return 1 + down(n + 1) end
        for i = 1, 8 do
            print(select(2, pcall(t.down, t, 1)):match("stack overflow"), select(2, pcall(down, 1)):match("stack overflow"))
        end
    ''')
thread = threading.Thread(target=run)
thread.start()
thread.join()
"""


def test_one_after_the_other():
    """The next one may have begun when somebody looks again."""
    done = subprocess.run([sys.executable, "-c", RUNAWAYS], capture_output=True, text=True, timeout=60)
    assert (done.stdout, done.stderr) == ("stack overflow\tstack overflow\n" * 8, "")
