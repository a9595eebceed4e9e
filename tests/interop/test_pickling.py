"""Functions and tables across processes."""

import multiprocessing
import pickle
import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor

import pytest

import luapy

WORK = """
    local M = { limit = 3 }
    local Point = {}
    Point.__index = Point
    function Point:sum() return self.x + self.y end
    function M.new(x, y) return setmetatable({ x = x, y = y }, Point) end
    function M.twice(n) return n * 2 end
    function M.shout(s) return s:upper() .. "!" end
    function M.fail() error("no") end
    function M.entry() return { run = M.twice, plain = { 1, 2, n = "ä" }, flag = true } end
    function M.count(t) return #t end
    M.Point = Point
    return M
"""


def test_functions_are_pickled_by_reference(project):
    project.write(work_lua=WORK)
    work = project.load("work")
    for protocol in range(2, pickle.HIGHEST_PROTOCOL + 1):
        assert pickle.loads(pickle.dumps(work.twice, protocol)) is work.twice
    with pytest.raises((pickle.PicklingError, AttributeError)):
        pickle.dumps(luapy.LuaRuntime().eval("function() end"))


def test_workers_need_no_preparation(project):
    project.write(work_lua=WORK)
    work = project.load("work")
    data = pickle.dumps((work.twice, work.new(1, 2)))
    code = ("import sys, pickle; f, p = pickle.loads(bytes.fromhex(sys.argv[1])); print(f(21), p.x, p.sum(p))")
    result = subprocess.run([sys.executable, "-c", code, data.hex()], cwd=project.folder, capture_output=True, text=True)
    assert result.stdout == "42 1 3\n", result.stderr


def test_tables_of_plain_data(lua):
    table = lua.table_from({"a": [1, 2.5, True], "ä": {"deep": None}, 7: b"\xff"}, recursive=True)
    table.me = table
    copy = pickle.loads(pickle.dumps(table))
    assert copy.a[2] == 2.5 and copy.a[3] is True and copy["ä"] is not None and copy[7] == b"\xff"
    assert copy.me == copy and len(copy.a) == 3


def test_tables_with_functions_of_modules(project):
    project.write(work_lua=WORK)
    work = project.load("work")
    copy = pickle.loads(pickle.dumps(work.entry()))
    assert copy.run is work.twice and copy.plain.n == "ä" and copy.flag is True
    point = pickle.loads(pickle.dumps(work.new(3, 4)))
    assert point.sum(point) == 7


def test_what_cannot_be_pickled(lua):
    with pytest.raises(pickle.PicklingError, match="no field of an imported module"):
        pickle.dumps(lua.eval("{ f = function() end }"))
    with pytest.raises(pickle.PicklingError, match="metatable"):
        pickle.dumps(lua.eval("setmetatable({}, {})"))
    with pytest.raises(pickle.PicklingError):
        pickle.dumps(lua.eval("{ io.stdout }"))


@pytest.mark.parametrize("method", ["fork", "spawn"])
def test_process_pools(project, method):
    project.write(work_lua=WORK)
    work = project.load("work")
    with ProcessPoolExecutor(1, mp_context=multiprocessing.get_context(method)) as pool:
        assert list(pool.map(work.shout, ["a", "ä"])) == ["A!", "ä!"]
        assert pool.submit(work.count, [1, 2, 3]).result() == 3
        assert pool.submit(work.entry).exception() is None
        with pytest.raises(luapy.LuaError, match="work.lua:8: no"):
            pool.submit(work.fail).result()


def test_dask(project):
    dask = pytest.importorskip("dask")
    project.write(work_lua=WORK)
    work = project.load("work")
    tasks = [dask.delayed(work.shout)(text) for text in ("a", "ä")] + [dask.delayed(work.count)(work.entry().plain)]
    assert dask.compute(*tasks, scheduler="processes", num_workers=1) == ("A!", "ä!", 2)


def test_pools_of_multiprocessing(project):
    project.write(work_lua=WORK)
    work = project.load("work")
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        assert pool.map(work.twice, [1, 2.5, 3]) == [2, 5.0, 6]
        point = pool.apply(work.new, (3, 4))
        assert point.sum(point) == 7 and pool.apply(work.Point.sum, (point,)) == 7


def test_cloudpickle(project):
    cloudpickle = pytest.importorskip("cloudpickle")
    project.write(work_lua=WORK)
    work = project.load("work")
    assert pickle.loads(cloudpickle.dumps(work.twice)) is work.twice
    assert pickle.loads(cloudpickle.dumps(lambda n: work.twice(n) + 1))(2) == 5
