"""A plugin for coverage.py: reports on Lua files.

In the configuration of coverage (``.coveragerc``, or ``[tool.coverage.run]`` in pyproject.toml)::

    [run]
    plugins = luapy.tools.coverage
    concurrency = greenlet, thread

The second line is for programs that use coroutines.  An option of the plugin,
``[luapy.tools.coverage] lua = 5.1``, says which Lua version the files are for if
neither they nor their project do.
"""

from __future__ import annotations

import os

from coverage.plugin import CoveragePlugin, FileReporter, FileTracer

from luapy.dialect import dialect
from luapy.frontend import LuaSyntaxError, nodes as lua, parse
from luapy.loader import compile_file
from luapy.selection import dialect_of_script

SUFFIX = ".lua"


def coverage_init(registry, options):
    """Called by coverage."""
    registry.add_file_tracer(LuaPlugin(options.get("lua")))


class LuaPlugin(CoveragePlugin):
    """Knows Lua files by their names."""

    def __init__(self, version=None):
        self.version = version

    def file_tracer(self, filename):
        return LuaTracer(filename) if filename.endswith(SUFFIX) else None

    def file_reporter(self, filename):
        return LuaReporter(filename, self.version)

    def find_executable_files(self, src_dir):
        for folder, folders, names in os.walk(src_dir):
            folders[:] = [name for name in folders if not name.startswith(".") and name != "__pycache__"]
            yield from (os.path.join(folder, name) for name in names if name.endswith(SUFFIX))


class LuaTracer(FileTracer):
    """Lines of the code are lines of the file."""

    def __init__(self, filename):
        self.filename = filename

    def source_filename(self):
        return self.filename


class LuaReporter(FileReporter):
    """The statements of one file."""

    def __init__(self, filename, version=None):
        super().__init__(filename)
        self.version = version
        self._statements: dict | None = None  # line -> first line of its statement

    def source(self):
        with open(self.filename, encoding="utf-8", errors="replace") as file:
            return file.read()

    def _first_lines(self) -> dict:
        if self._statements is None:
            self._statements = first_lines(self.filename, self.version)
        return self._statements

    def lines(self):
        """The first lines of all statements that make code."""
        return set(self._first_lines().values())

    def translate_lines(self, lines):
        """Lines that were executed -> first lines of their statements."""
        first = self._first_lines()
        return {first[line] for line in lines if line in first}

    def excluded_lines(self):
        """Lines marked ``-- pragma: no cover``; of an if, loop or function: all its lines."""
        marked = {number for number, text in enumerate(self.source().splitlines(), 1) if "pragma: no cover" in text}
        if not marked:
            return set()
        excluded = set(marked)
        for statement in all_statements(self._chunk().body):
            if statement.line in marked:
                excluded.update(range(statement.line, statement.end_line + 1))
        return excluded

    def no_branch_lines(self):
        return set()

    def _chunk(self):
        return parsed(self.filename, self.version)[0]


def parsed(filename, version):
    """(chunk, source, dialect) of a file."""
    with open(filename, "rb") as file:
        source = file.read()
    language = dialect(dialect_of_script(filename) or version)
    return parse(source, "@" + filename, language), source, language


def first_lines(filename, version) -> dict:
    """For each line that has code, the first line of the statement it belongs to."""
    try:
        chunk, source, language = parsed(filename, version)
        code = compile_file(source, "@" + filename, language, filename).code
    except (LuaSyntaxError, UnicodeDecodeError, OSError):
        return {}
    executable = set(lines_of(code))
    found: dict = {}
    for statement in all_statements(chunk.body):
        for line in own_lines(statement):
            if line in executable:
                found[line] = statement.line
    return found


def lines_of(code):
    """The lines of a code object and those inside it."""
    for _, _, line in code.co_lines():
        if line:
            yield line
    for const in code.co_consts:
        if hasattr(const, "co_lines"):
            yield from lines_of(const)


def own_lines(statement):
    """The lines of a statement itself, without the statements inside it."""
    inner = [block for block in blocks_of(statement)]
    last = min((block.line for block in inner if block.stats), default=None)
    if isinstance(statement, (lua.If, lua.While, lua.NumericFor, lua.GenericFor, lua.Do, lua.Repeat)):
        return range(statement.line, (last or statement.line + 1))
    if last is not None and last > statement.line:
        return range(statement.line, last)  # a function: up to its body
    return range(statement.line, statement.end_line + 1)


def all_statements(block):
    """All statements of a block, those of nested blocks and functions after the ones around them."""
    pending = [block]
    while pending:
        for statement in pending.pop().stats:
            yield statement
            pending += blocks_of(statement)


def blocks_of(node):
    """The blocks directly inside a node: bodies of statements, and of functions in its expressions."""
    pending = [node]
    while pending:
        current = pending.pop()
        for name in current.fields:
            value = getattr(current, name, None)
            for child in value if isinstance(value, list) else (value,):
                if isinstance(child, lua.Block):
                    yield child
                elif isinstance(child, lua.Node):
                    pending.append(child)
