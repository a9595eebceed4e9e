"""Lua modules as readable Python files: what ``luapy translate`` writes.

Such a file needs luapy's runtime, not its translator.  It ends with a call of
`luapy.interop.translated.lua_module`, whose last argument is the map from
positions in the file to those in the Lua source, for Lua's error messages.
"""

from __future__ import annotations

import ast
import marshal
import re
import textwrap
import zlib
from base64 import b85encode

from luapy import __version__
from luapy.analysis.chunks import analyse
from luapy.analysis.lines import Lines
from luapy.dialect import Dialect
from luapy.frontend import parse
from luapy.loader import needs_care
from luapy.room import Room
from luapy.runtime.exported import EXPORTED_NAMES
from luapy.translator import python as py
from luapy.translator.chunk import Translation
from luapy.translator.function import FunctionTranslator
from luapy.translator.layout import Comments, Printer, docstring_lines
from luapy.translator.positions import position_map
from luapy.translator.readable import ALIAS, HELPERS, make_readable

END_MARK = "\n\nlua_module(__name__, "
# 5.1: module needs an environment that is a variable of an outer function, setfenv one for each function.
_MODULE = re.compile(rb"\bmodule\s*[(\"']")
_SETFENV = re.compile(rb"\b[sg]etfenv\b")


def python_source(source: bytes, name: str, dialect: Dialect) -> str:
    """The text of the Python file for a Lua file. name: of the file, for messages. Raises LuaSyntaxError."""
    try:
        return _python_source(source, name, dialect)
    except RecursionError:
        with Room(100_000):
            return _python_source(source, name, dialect)


def _python_source(source, name, dialect):
    chunk = parse(source, "@" + name, dialect)
    modules = 0 if dialect.env else len(_MODULE.findall(source))
    own_environments = not dialect.env and (modules > 1 or _SETFENV.search(source) is not None)
    nested = own_environments or modules > 0 or dialect.env and b"_ENV" in source
    unit, definition = plain_translation(chunk, dialect, nested, own_environments)
    definition = make_readable(definition, needs_care(source))
    lines = source.decode("utf-8", "replace").splitlines()
    comments = Comments(chunk.comments, lines)
    documentation = module_docstring(comments, lines)
    printer = Printer(comments)
    printer.block([definition], 0)
    printer.put_comments(comments.before(1 << 60), 1 + nested)
    head = header(documentation, name, dialect, used_helpers(definition))
    text = "\n".join([*head, "", "", *printer.lines]) + "\n"
    return text + END_MARK + ending(text, definition, unit, name, dialect)


def plain_translation(chunk, dialect, nested, own_environments):
    """(Translation, the function definition of a chunk) by calls of the runtime only.

    nested: the main function lies inside of one that takes the environment; own_environments: each function
    has its own, as 5.1 wants it; where nobody can tell, all share one.
    """
    unit = Translation(dialect, True)
    unit.releases_functions = False
    unit.env_per_function = own_environments
    unit.lines = Lines(chunk, dialect)
    info = analyse(chunk, dialect)
    info.parent.variables[0].python = "E"
    main = FunctionTranslator(unit, info)
    node = chunk.func
    at = main.at(node)
    body = main.function_body(node)
    arguments = py.arguments([], "varargs", at)
    if not nested:
        arguments = py.plain_arguments(["E"], at)
        arguments.vararg = ast.arg("varargs", None, **at)
    definition = py.function("main_chunk", arguments, body, at)
    unit.finish(definition, main.function_facts(node), node.line)
    if not nested:
        return unit, definition
    return unit, py.function("chunk", py.plain_arguments(["E"], at),
                             [definition, ast.Return(py.load("main_chunk", at), **at)], at)


def module_docstring(comments, lines) -> list | None:
    """Takes the comment at the beginning of the file, unless it belongs to the function right below it."""
    if lines and lines[0].startswith("#"):
        lines = ["", *lines[1:]]
    first = next((number for number, line in enumerate(lines, 1) if line.strip()), None)
    if first is None or not comments.pending or comments.pending[0][0] != first:
        return None
    line = first
    taken = 0
    while taken < len(comments.pending) and comments.pending[taken][0] == line and not comments.shares_line(line):
        line += len(comments.pending[taken][2])
        taken += 1
    following = lines[line - 1] if line <= len(lines) else ""
    if re.match(r"\s*(?:local\s+)?function\b|\s*[\w.]+\s*=\s*function\b", following):
        return None
    texts = [text for _, _, some in comments.pending[:taken] for text in some]
    del comments.pending[:taken]
    texts = [text if text.strip("-=* ") else "" for text in texts]
    while texts and not texts[0]:
        texts = texts[1:]
    while texts and not texts[-1]:
        texts = texts[:-1]
    return texts or None


def used_helpers(definition) -> list:
    """What to import: the names of the runtime that the code uses."""
    used = {node.id for node in ast.walk(definition) if isinstance(node, ast.Name)}
    found = sorted((EXPORTED_NAMES | set(HELPERS)) & used)
    aliases = sorted(name for name in used if name.endswith(ALIAS) and name.removesuffix(ALIAS) in HELPERS)
    return [name for name in found if name + ALIAS not in aliases] + \
        [f"{name.removesuffix(ALIAS)} as {name}" for name in aliases]


def header(documentation, name, dialect, helpers) -> list:
    """Everything above the code."""
    lines = docstring_lines("\n".join(documentation), 0) if documentation else []
    lines += [f"# Translated from {name} ({_title(dialect)}) by luapy {__version__}.", ""]
    imports = f"from luapy.translated.{module_of(dialect)} import ({', '.join([*helpers, 'lua_module'])},)"
    wrapped = textwrap.wrap(imports[imports.index("(") + 1:-1], 106)
    lines += [imports[:imports.index("(") + 1], *["    " + line for line in wrapped], ")", ""]
    return [*lines, f'__luapy__ = "{dialect.name}"']


def _title(dialect) -> str:
    return "LuaJIT" if dialect.name == "luajit" else dialect.version


def module_of(dialect) -> str:
    """The module of luapy.translated for a dialect."""
    return "luajit" if dialect.name == "luajit" else "lua" + dialect.name.replace(".", "")


# The map ---------------------------------------------------------------------------------

def ending(text, definition, unit, name, dialect) -> str:
    """The rest of the call of lua_module."""
    facts = position_map(text, definition, unit)
    data = b85encode(zlib.compress(marshal.dumps((zlib.crc32(text.encode()), *facts), 2), 9)).decode("ascii")
    lines = ['    "' + data[start:start + 100] + '"' for start in range(0, len(data), 100)]
    inner = "chunk" if definition.name == "chunk" else "main_chunk"
    return f'{inner}, "{_quoted(name)}", "{dialect.name}", (\n' + "\n".join(lines) + "\n))\n"


def _quoted(name):
    return name.replace("\\", "\\\\").replace('"', '\\"')
