"""lupa's documented examples, with luapy in lupa's place.

They are lupa's: LUPA_SOURCE names a folder with its sources (github:scoder/lupa), and without it this test is
skipped. test_lupa_interface.py tests the same interface with examples of our own.
"""

import doctest
import os
from pathlib import Path

import pytest

SOURCE = os.environ.get("LUPA_SOURCE")

# Examples that cannot behave the same, and why. docs/embedding.md lists them too.
NO_FIGURES = "CPython does not tell how much memory Lua's values take"
NO_LIMIT = "CPython cannot limit the memory of some objects: NotImplementedError"
EXCEPTIONS = {
    "lua.get_memory_used()": NO_FIGURES,
    "assert total_lua_memory > 0": NO_FIGURES,
    "lua.set_max_memory(100)": NO_LIMIT,
    "lua.eval(\"string.rep('a', 1000)\")": NO_LIMIT,
}


class Recorder(doctest.DocTestRunner):
    """Collects the examples that fail, without their comments."""

    def __init__(self):
        super().__init__(verbose=False)
        self.failed: dict = {}

    def report_failure(self, out, test, example, got):
        self.failed[example.source.partition("#")[0].strip()] = got

    def report_unexpected_exception(self, out, test, example, exc_info):
        self.failed[example.source.partition("#")[0].strip()] = repr(exc_info[1])


@pytest.mark.skipif(not SOURCE, reason="LUPA_SOURCE does not name a folder with lupa's sources")
def test_examples_behave_as_documented():
    path = Path(SOURCE, "README.rst")
    text = path.read_text(encoding="utf-8").replace("lupa", "luapy")
    examples = doctest.DocTestParser().get_doctest(text, {}, "README", str(path), 0)
    recorder = Recorder()
    result = recorder.run(examples)
    assert recorder.failed.keys() == EXCEPTIONS.keys(), recorder.failed
    assert result.attempted > 180
