"""Bodies of coroutines that can be Python's generators, because nothing but themselves can yield for them.

A generator is resumed at a fraction of a greenlet's cost, but only its own code can suspend it.  So a chunk is looked
through for everything that might get hold of the function ``coroutine.yield``: if each mention of it is a direct call
in a function that goes nowhere but into ``coroutine.wrap`` or ``coroutine.create``, those functions are generators.
One mention of another kind makes the chunk *loose*: none of its functions is a generator, and from the moment when it
is loaded on all coroutines of its state start on greenlets (see luapy.runtime.generators).

Loose as well are chunks that may reach the library's table without naming it, those whose functions load others, which
may be loose, and those with what works for greenlets only: variables to be closed, which an error in a coroutine leaves
open, and hooks.
"""

from __future__ import annotations

import re

from luapy.analysis.lines import span
from luapy.analysis.scopes import Global, Variable
from luapy.frontend import nodes as lua

_WORDS = re.compile(rb"yield|coroutine|_G|_ENV|[gs]etfenv|setupvalue|upvaluejoin|__close|<[^>\n]*close|sethook")
# Strings and field names that are none of this module's business only where it understands them.
_LOOSE_STRINGS = frozenset(("yield", "coroutine", "__close", "sethook", "getfenv", "setfenv", "setupvalue", "upvaluejoin"))
_LOOSE_GLOBALS = frozenset(("coroutine", "_G", "getfenv", "setfenv"))
# Functions by which a coroutine may load a chunk that yields for it.
_LOADING = frozenset(("require", "load", "loadstring", "loadfile", "dofile"))
# Fields of the globals' table that lead to the library, or back to that table.
_LOOSE_FIELDS = frozenset(("coroutine", "_G", "_ENV", "package", "getfenv", "setfenv"))
_STARTING = ("wrap", "create")


class Generators:
    """What is known of a chunk.

    calls: span of a call -> the function of the library that it calls directly: "yield", or "wrap" or "create" of a
    function that is a generator; streams: the generators that make no use of what their yields return, and return nothing;
    is_loose: see above; changes_environment: the chunk may give itself another environment, in which ``coroutine`` is none.
    """

    def __init__(self):
        self.calls: dict = {}
        self.streams: set = set()
        self.changes_environment = False
        self.is_loose = False


def find_generators(chunk: lua.Chunk, allowed: bool = True) -> Generators:
    """The generators of a chunk whose names are resolved. allowed: whether the translation can have any."""
    found = Generators()
    if _WORDS.search(chunk.source) is None:
        return found
    search = _Search()
    search.run(chunk.func)
    bodies = search.bodies()
    found.changes_environment = search.changes_environment
    found.is_loose = search.is_loose or bodies is None or bool(search.yields) and (search.loads or not allowed)
    if not found.is_loose:
        found.calls = {span(call): "yield" for call, _ in search.yields}
        found.calls |= {span(call): name for call, name, info in search.started() if info in bodies}
        used = {info for call, info in search.yields if call not in search.statements}
        found.streams = {info for info in bodies - used if not any(stat.values for stat in info.returns)}
    return found


class _Search:
    """Looks through the nodes of a chunk.

    yields: (call, FunctionInfo around it); passed: (call, name, FunctionInfo) of literals passed to wrap or create;
    named: (call, name, variable) of variables passed to them; statements: the calls whose results nobody wants;
    loads: whether a function, not the chunk itself, mentions one that loads chunks; changes_environment: see Generators.
    """

    def __init__(self):
        self.is_loose = False
        self.loads = self.changes_environment = False
        self.yields: list = []
        self.passed: list = []
        self.named: list = []
        self.statements: set = set()

    def run(self, main):
        pending = [(main, None)]
        while pending and not self.is_loose:
            node, info = pending.pop()
            if type(node) is lua.Function:
                info = node.info
            look = getattr(self, "look_" + type(node).__name__, None)
            children = _children(node) if look is None else look(node, info)
            pending += [(child, info) for child in children]

    # Each gives the nodes inside that are to be looked at.

    def look_String(self, node, info):
        self.is_loose |= node.value in _LOOSE_STRINGS
        return ()

    def look_Name(self, node, info):
        variable = node.info
        if type(variable) is Global:
            self.is_loose |= node.id in _LOOSE_GLOBALS
            self.changes_environment |= node.id == "module"
            self.loads |= node.id in _LOADING and info.parent.node is not None
        else:
            self.is_loose |= variable.kind == "env" or _is_library(node) or library_field(node) == "yield"
        return ()

    def look_Index(self, node, info):
        if _is_library(node.obj) and type(node.key) is lua.String:
            self.is_loose |= node.key.value == "yield"
            return ()
        if _is_globals(node.obj) and type(node.key) is lua.String:
            self.is_loose |= node.key.value in _LOOSE_FIELDS
            return ()
        return node.obj, node.key

    def look_MethodCall(self, node, info):
        self.is_loose |= node.name in _LOOSE_STRINGS
        return node.obj, *node.args

    def look_Local(self, node, info):
        """``local yield = coroutine.yield`` is no use of it, but for uses of the variable."""
        self.is_loose |= "close" in node.attribs
        aliases = [variable.info.definitions[0] for variable in node.names if _is_constant(variable.info)]
        return [value for value in node.values if not (any(value is alias for alias in aliases) and _is_known(value))]

    def look_CallStat(self, node, info):
        self.statements.add(node.call)
        return (node.call,)

    def look_Call(self, node, info):
        name = library_field(node.func)
        if name == "yield":
            self.yields.append((node, info))
            return node.args
        if name in _STARTING and len(node.args) == 1:
            body = node.args[0]
            if type(body) is lua.Function:
                self.passed.append((node, name, body.info))
            elif type(body) is lua.Name and type(body.info) is Variable and body.info.is_steady:
                self.named.append((node, name, body.info))
        return node.func, *node.args

    def started(self) -> list:
        """(call, name, FunctionInfo) of the functions that go into wrap and create and nowhere else."""
        uses: dict = {}
        for _, _, variable in self.named:
            uses[variable] = uses.get(variable, 0) + 1
        return self.passed + [(call, name, variable.holds.info) for call, name, variable in self.named
                              if variable.mentions == uses[variable]]

    def bodies(self) -> set | None:
        """The functions that yield, or None if one of them may be called by others than a coroutine."""
        bodies = {info for _, info in self.yields}
        started = {info for _, _, info in self.started()}
        return bodies if bodies <= started else None


def library_field(node) -> str | None:
    """The name of the function of the library ``coroutine`` that a node stands for, or None."""
    if type(node) is lua.Name and _is_constant(node.info):
        node = node.info.definitions[0]
    if type(node) is lua.Index and _is_library(node.obj) and type(node.key) is lua.String:
        return node.key.value
    return None


def _is_library(node) -> bool:
    """Whether a node is the global ``coroutine``, or ``local coroutine = coroutine``."""
    if type(node) is not lua.Name:
        return False
    if _is_constant(node.info):
        node = node.info.definitions[0]
    return type(node) is lua.Name and type(node.info) is Global and node.id == "coroutine"


def _is_known(value) -> bool:
    """Whether a node is the library or a function of it by its own name: one that `_is_library` and `library_field` follow."""
    return _is_library(value) and type(value.info) is Global or type(value) is lua.Index and library_field(value) is not None


def _is_globals(node) -> bool:
    return type(node) is lua.Name and (node.id == "_G" if type(node.info) is Global else node.info.kind == "env")


def _is_constant(variable) -> bool:
    """Whether a variable has one known value for ever."""
    return type(variable) is Variable and not variable.assigned and len(variable.definitions) == 1 \
        and variable.definitions[0] is not None


def _children(node):
    for name in node.fields:
        value = getattr(node, name)
        if isinstance(value, lua.Node):
            yield value
        elif isinstance(value, list):
            yield from (child for child in value if isinstance(child, lua.Node))
