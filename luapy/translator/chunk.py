"""A whole chunk: Lua AST -> Python module AST."""

from __future__ import annotations

import ast
import zlib

from luapy.analysis.chunks import analyse
from luapy.analysis.debugging import changes_variables
from luapy.analysis.generators import Generators, find_generators
from luapy.analysis.lines import Lines, span
from luapy.dialect import Dialect
from luapy.frontend import nodes as lua
from luapy.runtime.ownmethods import FLAGS
from luapy.translator import python as py
from luapy.translator.intrinsics import LIBRARY_FUNCTIONS, OF_DIALECT
from luapy.translator.function import FunctionTranslator
from luapy.translator.generators import SHARED_FUNCTIONS, check_blocks, direct_flag
from luapy.translator.nesting import limit_nesting


class Translation:
    """The translation of a chunk and what the runtime needs beside the code.

    tree: a Python module defining ``chunk(E)``, which takes the environment and returns the main function;
    names: field names used as attributes; methods: those that CPython binds (see luapy.runtime.methods);
    sites: position -> what stands there, for error messages;
    functions: (line, Python name) -> list of the facts of the functions so called (Functions.function_facts).
    """

    def __init__(self, dialect: Dialect, careful: bool):
        self.dialect = dialect
        self.careful = careful
        self.env_per_function = not dialect.env
        self.names: set = set()
        self.methods: set = set()
        self.sites: dict = {}
        self.functions: dict = {}
        self.library_functions: set = set()  # those that are done in place, see Intrinsics
        self.releases_functions = True  # whether the main chunk lets go of the names by which it defines functions
        self.blocks = 0             # functions that deeply nested blocks have become
        self.flags: list = []       # globals by which tried statements learn, see Attempts.learned
        self.classes = 0            # of constructors: Table_1, Table_2, ...
        self.sites_of_objects = 0
        self.trusts_variables = True    # whether only assignments change variables, see luapy.analysis.debugging
        self.tag = ""               # makes the attributes of this chunk's object sites unlike those of others
        self.lines = None
        self.generators = Generators()
        self.own_methods: set = set()  # methods of strings that are done in place
        self.searches: dict = {}    # what constant patterns look for, and
        self.pattern_names: dict = {}  # the names of the globals that do so, see Matching
        self.coroutine_functions: set = set()  # those that generators yield and start by
        self.places: dict = {}
        self.used_places: set = set()
        self.tree = None

    def finish(self, definition, facts, line):
        """Note the facts of a function, and make CPython accept its blocks."""
        self.functions.setdefault((line, definition.name), []).append(facts)
        blocks = limit_nesting(definition, self)
        check_blocks(blocks)
        for block in blocks:
            self.functions[block.lineno, block.name] = [facts]

    def place(self, node, line, kind) -> dict:
        """Position attributes on a line for something that spans others: no other site has the same."""
        key = kind, span(node)
        found = self.places.get(key)
        if found is None:
            col = node.end_col if line == node.end_line else 0
            while (line, col) in self.used_places:
                col += 1
            self.used_places.add((line, col))
            found = {"lineno": line, "col_offset": col, "end_lineno": line, "end_col_offset": col}
            self.places[key] = found
        return found


def translate(chunk: lua.Chunk, dialect: Dialect, careful: bool = False, generators: bool = True) -> Translation:
    """Translate a parsed chunk.

    generators: whether bodies of coroutines may be generators; raises YieldInBlock if CPython's compiler is against it;
    careful: every operation by a call of the runtime (the reference translation, which also obeys
    metatables that debug.setmetatable gives to nil, numbers and functions).
    """
    unit = Translation(dialect, careful)
    unit.tag = f"{zlib.crc32(chunk.source):x}"
    unit.lines = Lines(chunk, dialect)
    info = analyse(chunk, dialect)
    unit.trusts_variables = not changes_variables(chunk.source)
    unit.generators = find_generators(chunk, generators and not careful)
    env = info.parent.variables[0]
    env.python = "E"
    main = FunctionTranslator(unit, info)
    node = chunk.func
    at = main.at(node)
    body = main.function_body(node)
    definition = py.function("main_chunk", py.arguments([], "varargs", at), body, at)
    unit.finish(definition, main.function_facts(node), node.line)
    factory = py.function("chunk", py.plain_arguments(["E"], at),
                          [*(direct_flag(at) if unit.generators.calls else ()), definition, ast.Return(py.load("main_chunk", at), **at)], at)
    classes = [py.assign(py.store(f"Table_{number}", at), py.helper("new_class", [], at), at)
               for number in range(1, unit.classes + 1)]
    flags = [py.assign(py.store(flag, at), py.const(False, at), at) for flag in unit.flags]
    functions = [py.assign(py.store(LIBRARY_FUNCTIONS[name], at),
                           py.helper("library_function", [py.const(name, at), *([py.load("__state__", at)] if name in OF_DIALECT else [])], at), at)
                 for name in sorted(unit.library_functions)]
    functions += [py.assign(py.store(SHARED_FUNCTIONS[name], at),
                            py.helper("coroutine_function", [py.load("__state__", at), py.const(name, at)], at), at)
                  for name in sorted(unit.coroutine_functions)]
    functions += [py.assign(py.store(FLAGS[name], at), py.helper("own_method", [py.load("__state__", at), py.const(name, at)], at), at)
                  for name in sorted(unit.own_methods)]
    functions += [py.assign(py.store(name, at), py.helper("pattern_function", [py.load("__state__", at), *(py.const(value, at) for value in (name, *key))], at), at)
                  for key, name in unit.pattern_names.items()]
    if unit.generators.is_loose:
        functions.append(py.expression(py.helper("yield_anywhere", [py.load("__state__", at)], at), at))
    unit.tree = ast.Module([*functions, *classes, *flags, factory], [])
    return unit
