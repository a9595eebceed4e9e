"""lupa's documented examples, with luapy in lupa's place."""

import doctest
from pathlib import Path

README = Path(__file__).with_name("lupa_readme.rst")

# Examples that cannot behave the same, and why.
EXCEPTIONS = {
    "lua.get_memory_used()  # memory used by your code": "CPython does not tell how much memory Lua's values take",
    "assert total_lua_memory > 0  # exact amount depends on your lua version and other factors": "the same",
    "lua.set_max_memory(100)": "CPython cannot limit the memory of some objects: NotImplementedError",
    "lua.eval(\"string.rep('a', 1000)\")   # doctest: +IGNORE_EXCEPTION_DETAIL": "the same",
}


class Recorder(doctest.DocTestRunner):
    """Collects the examples that fail."""

    def __init__(self):
        super().__init__(verbose=False)
        self.failed: list = []

    def report_failure(self, out, test, example, got):
        self.failed.append((example.source.strip(), got))

    def report_unexpected_exception(self, out, test, example, exc_info):
        self.failed.append((example.source.strip(), repr(exc_info[1])))


def test_examples_behave_as_documented():
    text = README.read_text(encoding="utf-8").replace("lupa", "luapy")
    examples = doctest.DocTestParser().get_doctest(text, {}, "README", str(README), 0)
    recorder = Recorder()
    result = recorder.run(examples)
    assert {source for source, _ in recorder.failed} == set(EXCEPTIONS), recorder.failed
    assert result.attempted > 180
