"""Lua code on Python's threads."""

import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

import luapy

COUNT = """
    function count(name, n)
      local co = coroutine.wrap(function() for i = 1, n do coroutine.yield(i) end end)
      local sum = 0
      for i = 1, n do sum = sum + co() end
      seen[name] = (seen[name] or 0) + 1
      return name, sum, pcall(error, name), tostring(1.0), coroutine.isyieldable()
    end
    seen = {}
"""


@pytest.fixture
def eager_switches():
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    yield
    sys.setswitchinterval(interval)


def test_runtimes_on_threads_of_their_own(eager_switches):
    def work(number):
        lua = luapy.LuaRuntime(lua=("5.1", "5.3", "5.4")[number % 3])
        lua.execute("x = ... function add(n) x = x + n return x, _VERSION end", number)
        for _ in range(300):
            result = lua.globals().add(1)
        return result
    with ThreadPoolExecutor(6) as pool:
        results = list(pool.map(work, range(12)))
    assert results == [(300 + n, "Lua " + ("5.1", "5.3", "5.4")[n % 3]) for n in range(12)]


def test_threads_share_a_runtime(eager_switches):
    """Each has coroutines of its own; what they share, they share as Python's threads do."""
    lua = luapy.LuaRuntime()
    lua.execute(COUNT)
    count = lua.globals().count
    with ThreadPoolExecutor(6) as pool:
        results = list(pool.map(count, [f"t{n}" for n in range(60)], [50] * 60))
    assert results == [(f"t{n}", 1275, False, "1.0", False) for n in range(60)]
    assert sorted(lua.globals().seen.values()) == [1] * 60


def test_threads_started_by_lua_code(eager_switches):
    """A second thread comes while Lua code runs in a coroutine of the first."""
    code = f"""
import luapy, threading
lua = luapy.LuaRuntime()
lua.execute('''{COUNT}''')
results = []
def call(name):
    thread = threading.Thread(target=lambda: results.append(lua.globals().count(name, 10)))
    thread.start()
    thread.join()
lua.globals().call = call
lua.execute('''
    local co = coroutine.wrap(function() for i = 1, 2 do call("t" .. i) coroutine.yield(i) end return "end" end)
    assert(co() == 1 and co() == 2 and co() == "end" and not coroutine.isyieldable())
''')
print([result[:2] for result in results])
"""
    import subprocess
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert result.stdout == "[('t1', 55), ('t2', 55)]\n", result.stderr


def test_functions_move_between_threads(lua):
    lua.execute("n = 0 function bump() n = n + 1 return n, tostring(2.0) end")
    bump, results = lua.globals().bump, []
    for _ in range(3):
        thread = threading.Thread(target=lambda: results.append(bump()))
        thread.start()
        thread.join()
        results.append(bump())
    assert results == [(n, "2.0") for n in range(1, 7)]


def test_errors_on_threads(lua):
    fail = lua.eval("function(n) error({ code = n }) end")
    with ThreadPoolExecutor(3) as pool:
        errors = [pool.submit(fail, n).exception() for n in range(6)]
    assert [error.value.code for error in errors] == list(range(6))


def test_imported_modules_on_threads(project, eager_switches):
    project.write(counter_lua="""
        local M = { total = 0 }
        function M.words(text)
          local found = {}
          for word in text:gmatch("%a+") do found[#found + 1] = word end
          table.sort(found, function(a, b) return a < b end)
          return table.concat(found, " ")
        end
        return M
    """)
    counter = project.load("counter")
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(counter.words, [f"c{'x' * n} b a" for n in range(40)])) == [
            f"a b c{'x' * n}" for n in range(40)]


RECURSION_AND_LOADING = """
import threading
import luapy

def work():
    lua = luapy.LuaRuntime()
    overflow = lua.eval("function() local function down() return 1 + down() end return (pcall(down)) end")
    for number in range(20):
        assert overflow() is False and lua.eval("1 + " + str(number)) == number + 1
    print("done\\n", end="")

threads = [threading.Thread(target=work) for _ in range(6)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
"""


def test_one_thread_loads_code_while_another_is_at_the_end_of_its_stack():
    """Python's recursion limit is that of all threads: the compiler must leave it alone."""
    done = subprocess.run([sys.executable, "-c", RECURSION_AND_LOADING], capture_output=True, text=True, timeout=100)
    assert (done.returncode, done.stdout.split()) == (0, ["done"] * 6), done.stderr[-2000:]
