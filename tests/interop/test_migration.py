"""A Lua program on its way to Python: samples/catalogue, whose modules are used, replaced, measured and translated.

Its results are those of Lua 5.4 with LuaSocket and lua-cjson at each step.
"""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

SAMPLE = Path(__file__).parents[2] / "samples" / "catalogue"

BOOKS = [
    {"title": "Über die Brücken", "author": "Jörg Müßig", "year": 1998, "price": 12.5},
    {"title": "The Bridges of a Very Long River", "author": "A. Smith", "year": 1975, "price": 8},
    {"title": "Ponts et chaussées", "author": "É. Zola", "year": 1975, "price": 20.25},
]
REPORT = """\
Ponts et chaussées       1975  20.25  ponts-et-chaussees
The Bridges of a Very L… 1975   8.00  the-bridges-of-a-very-long-river
Über die Brücken         1998  12.50  ueber-die-bruecken
3 books, 40.75"""

# A Python program that uses the Lua modules, with a service of its own making.
DRIVER = """
import json, sys
import luapy, requests, requests_mock
if "--import" in sys.argv:
    luapy.install_importer()
import catalogue
from catalogue import shelf, text

with requests_mock.Mocker() as service:
    url = "http://books.example/search?q="
    service.get(url + "Br%C3%BCcke", json={"books": json.load(open("books.json"))})
    service.get(url + "Schlo%C3%9F", json={"books": []})
    service.get(url + "broken", status_code=500, text="no")
    service.get(url + "slow", exc=requests.exceptions.ConnectTimeout)
    service.get(url + "nameless", json={"books": [{"year": 1900}]})
    try:
        nameless = catalogue.report("nameless")
    except luapy.LuaError as error:
        nameless = str(error).partition(": ")[2]
    found = catalogue.find("Brücke")
    results = {
        "reports": [catalogue.report(term) for term in ("Brücke", "Schloß", "broken", "slow")],
        "nameless": nameless,
        "total": list(found.total(found)),
        "titles": [book.title for _, book in iter(found.by_year(found), None)],
        "shelf": [found.name, list(catalogue.find("broken"))[1:]],
        "slugs": [text.slug("Größe & Maß"), text.slug(title="Été", separator="_"), text.length("Größe")],
        "same": shelf.new("x").name,
        "agent": service.request_history[0].headers["Accept"],
    }
    catalogue.WIDTH = 4
    results["narrow"] = catalogue.report("Brücke")
print(json.dumps(results))
"""
EXPECTED = {
    "reports": [REPORT, "0 books, 0.00", "Nothing: status 500", "Nothing: no connection: timeout"],
    "nameless": "a book without a title",
    "total": [40.75, 3],
    "titles": ["Ponts et chaussées", "The Bridges of a Very Long River", "Über die Brücken"],
    "shelf": ["Brücke", ["status 500"]],
    "slugs": ["groesse-mass", "ete", 5],
    "same": "x",
    "agent": "application/json",
    "narrow": REPORT.replace("Ponts et chaussées      ", "Pon…").replace("The Bridges of a Very L…", "The…")
                    .replace("Über die Brücken        ", "Übe…"),
}


@pytest.fixture
def program(tmp_path):
    """A copy of the program, and what the driver needs."""
    shutil.copytree(SAMPLE, tmp_path / "lua", ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / "books.json").write_text(json.dumps(BOOKS))
    (tmp_path / "driver.py").write_text(DRIVER)
    return tmp_path


def run(folder, *words, path="lua"):
    """Run Python in the program's folder with a folder on ``sys.path``; what it prints."""
    environment = {name: value for name, value in os.environ.items() if name != "CATALOGUE_URL"}
    environment.update(PYTHONPATH=str(folder / path), PYTHONIOENCODING="utf-8")
    result = subprocess.run([sys.executable, *words], cwd=folder, capture_output=True, text=True, env=environment, timeout=100)
    assert result.returncode == 0, result.stderr
    return result.stdout


def test_imported(program):
    assert json.loads(run(program, "driver.py", "--import")) == EXPECTED


PYTHON_TEXT = '''
"""Text for people, in Python."""
import re
__luapy__ = True
PLAIN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ß": "ss", "é": "e", "É": "E"})

def slug(title, separator=None):
    return re.sub("[^a-z0-9]+", separator or "-", title.translate(PLAIN).lower()).strip("-_")

def length(text):
    return len(text)

def fit(text, width):
    return text.ljust(width) if len(text) <= width else text[:width - 1] + "…"
'''


def test_one_module_in_python(program):
    """Lua code requires it, Python code imports it."""
    (program / "lua" / "catalogue" / "text.py").write_text(PYTHON_TEXT)
    (program / "lua" / "catalogue" / "text.lua").unlink()
    assert json.loads(run(program, "driver.py", "--import")) == EXPECTED
    (program / "check.lua").write_text("""
        package.path = "lua/?.lua;lua/?/init.lua"
        local text = require "catalogue.text"
        print(type(text.fit), text.fit("Größe", 4) .. "|", text.length("Größe"), pcall(text.length))
        print(require "catalogue.text" == text, package.loaded["catalogue.text"] == text)
    """)
    output = run(program, "-m", "luapy", "run", "check.lua")
    assert output.startswith("function\tGrö…|\t5\tfalse\t") and output.endswith("true\ttrue\n")


def test_coverage_names_lua_files(program):
    pytest.importorskip("coverage")
    (program / ".coveragerc").write_text(
        "[run]\nplugins = luapy.tools.coverage\nconcurrency = greenlet, thread\nsource = lua\n")
    results = run(program, "-m", "coverage", "run", "driver.py", "--import")
    assert json.loads(results) == EXPECTED
    run(program, "-m", "coverage", "json", "-o", "coverage.json")
    files = json.loads((program / "coverage.json").read_text())["files"]
    seen = {Path(name).relative_to("lua").as_posix(): entry["missing_lines"] for name, entry in files.items()}
    main = seen.pop("main.lua")
    assert seen == {f"catalogue/{name}.lua": [] for name in ("init", "api", "shelf", "text")}
    assert main  # the driver does not run it
    report = run(program, "-m", "coverage", "report")
    assert "catalogue/text.lua" in report and "100%" in report


def test_all_at_once(program):
    """HTTP mocked, non-ASCII text, one module in Python, all lines measured; the tree translated with the same results."""
    pytest.importorskip("coverage")
    package = program / "lua" / "catalogue"
    (package / "text.py").write_text(PYTHON_TEXT)
    (package / "text.lua").unlink()
    (program / ".coveragerc").write_text(
        "[run]\nplugins = luapy.tools.coverage\nconcurrency = greenlet, thread\nsource = lua\nomit = lua/main.lua\n")
    imported = json.loads(run(program, "-m", "coverage", "run", "driver.py", "--import"))
    assert imported == EXPECTED
    report = run(program, "-m", "coverage", "report", "--fail-under=100").splitlines()
    measured = {line.split()[0]: line.split()[-1] for line in report if "catalogue" in line}
    assert measured == {f"lua/catalogue/{name}": "100%" for name in ("init.lua", "api.lua", "shelf.lua", "text.py")}
    run(program, "-m", "luapy", "translate", "-q", "lua", "-o", "python")
    shutil.move(package / "text.py", program / "python" / "catalogue")
    shutil.rmtree(program / "lua")
    assert json.loads(run(program, "driver.py", path="python")) == imported


def test_translated(program):
    """The same program without luapy's importer and parser: Python files."""
    run(program, "-m", "luapy", "translate", "-q", "lua", "-o", "python")
    names = {path.relative_to(program / "python").as_posix() for path in (program / "python").rglob("*.py")}
    assert names == {"main.py", "catalogue/__init__.py", "catalogue/api.py", "catalogue/shelf.py", "catalogue/text.py"}
    shutil.rmtree(program / "lua")
    assert json.loads(run(program, "driver.py", path="python")) == EXPECTED
    check = ("import sys; sys.argv.append('x'); import driver; assert 'luaparser' not in sys.modules\n"
             "import catalogue, inspect; print(inspect.signature(catalogue.report), catalogue.report.__doc__)")
    assert run(program, "-c", check, path="python").splitlines()[-1] == "(term=None) A table for people."


def test_main_program(program):
    """By its own service that does not answer: no mock can be in the process."""
    expected = "== Brücke\nNothing: no connection: connection refused\n"
    for words, folder in ((["-m", "luapy", "run", "main.lua"], "lua"), (["main.py"], "python")):
        if folder == "python":
            run(program, "-m", "luapy", "translate", "-q", "lua", "-o", "python")
        result = subprocess.run([sys.executable, *words, "Brücke"], cwd=program / folder, capture_output=True, timeout=60,
                                env={**os.environ, "CATALOGUE_URL": "http://127.0.0.1:1/"})
        assert (result.stdout.decode(), result.stderr.decode()) == (expected, "")
