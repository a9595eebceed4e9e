"""The runner of are-we-fast-yet, on a suite of one benchmark in its layout."""

import pytest

from benchmarks import awfy

LUA = "return {inner_benchmark_loop = function(_, inner) for i = 1, inner * 1000 do end return inner == 60 end}\n"
PYTHON = """
class ListBench:
    def inner_benchmark_loop(self, inner):
        for _ in range(inner * 1000): pass
        return inner == 60
"""


@pytest.fixture
def checkout(tmp_path):
    for language, name, text in (("Lua", "list.lua", LUA), ("Python", "list.py", PYTHON)):
        folder = tmp_path / "benchmarks" / language
        folder.mkdir(parents=True)
        (folder / name).write_text(text)
    return tmp_path


def test_both_sides_run(checkout, capsys):
    assert awfy.main([str(checkout), "List", "--rounds", "1"]) == 0
    lines = capsys.readouterr().out.splitlines()
    ratio, = [line.split()[-2] for line in lines if "List" in line]
    mean, = [line.split()[-2] for line in lines if "geometric mean" in line]
    assert ratio == mean and 0.1 < float(ratio) < 10


@pytest.mark.parametrize("language, name", [("Lua", "list.lua"), ("Python", "list.py")])
def test_wrong_results_are_an_error(checkout, language, name):
    program = checkout / "benchmarks" / language / name
    program.write_text(program.read_text().replace("== 60", "== 61"))
    with pytest.raises(RuntimeError, match="wrong result"):
        awfy.main([str(checkout), "List", "--rounds", "1"])


def test_unknown_names_are_refused(checkout):
    with pytest.raises(SystemExit):
        awfy.main([str(checkout), "Nonesuch"])
