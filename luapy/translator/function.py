"""The translation of one Lua function: what all families of nodes share.

Each family of AST nodes has a class of its own in this folder, with a method
``expr_X`` or ``stat_X`` per node; `FunctionTranslator` puts them together.
An expression method returns a Python expression; where an expression needs
statements before it (a function's ``def``), they go to ``self.out``, the list of
statements under construction.  Those statements have no side effects that the rest
of the expression could see, so they may run first.
"""

from __future__ import annotations

import ast

from luapy.analysis.folding import folded, has_constant_left, loaded_last
from luapy.analysis.lines import span
from luapy.analysis.scopes import Global, Variable
from luapy.frontend import nodes as lua
from luapy.translator import python as py
from luapy.translator.assignments import Assignments
from luapy.translator.attempts import Attempt, Attempts
from luapy.translator.bulk import Bulk
from luapy.translator.calls import Calls
from luapy.translator.constructors import Constructors
from luapy.translator.control import Control
from luapy.translator.expressions import Expressions
from luapy.translator.extraction import Extraction
from luapy.translator.functions import Functions
from luapy.translator.generators import Generating
from luapy.translator.intrinsics import Intrinsics
from luapy.translator.jumps import Jumps
from luapy.translator.loops import Loops
from luapy.translator.names import python_name
from luapy.translator.narrowing import Narrowing
from luapy.translator.operators import Operators
from luapy.translator.stores import Stores
from luapy.translator.tables import Tables
from luapy.translator.trees import Trees


_SIMPLE_STATEMENTS = (lua.Local, lua.Assign, lua.CallStat, lua.FunctionStat)
_COMPOUND_STATEMENTS = (lua.Do, lua.While, lua.Repeat, lua.If, lua.NumericFor, lua.GenericFor)


def ends_with_jump(node) -> bool:
    """Whether a ``do`` block ends with a statement after which nothing of the block runs."""
    stats = node.body.stats if type(node) is lua.Do else ()
    return bool(stats) and type(stats[-1]) in (lua.Return, lua.Break, lua.Goto)


def _is_other_field(node) -> bool:
    """Whether a node is for certain a field that is not called _ENV: no need to describe a long chain of them."""
    return type(node) is lua.Index and type(node.key) in (lua.String, lua.Number) and node.key.value != "_ENV"


def c_text(text: str) -> str:
    """A string as C's functions print it: up to the first zero."""
    return text.partition("\0")[0]


class FunctionTranslator(Attempts, Extraction, Expressions, Operators, Calls, Generating, Intrinsics, Tables, Constructors,
                         Functions, Assignments, Stores, Control, Narrowing, Trees, Bulk, Loops, Jumps):
    """Translates the body of one Lua function.

    unit: what is shared by the whole chunk; info: the function's `FunctionInfo`;
    out: statements under construction; loops: the Python loops around them (see `Jumps`).
    """

    def __init__(self, unit, info):
        self.unit = unit
        self.info = info
        self.out: list = []
        self.loops: list = []
        self.taken = {variable.python for variable in info.free}
        self.temporaries = 0
        self.kept = 0
        self.defined: list = []   # Python names of the functions and other values that the present statement makes
        self.growing: set = set()  # targets whose key is one more than a length: the element is not there yet
        self.labels = 0
        self.jumps = 0
        self.closing_scopes = 0   # variables to be closed around the present statement
        self.generic_loops = 0    # generic fors around it
        self.controls: dict = {}  # start of a generic for's hidden variables -> Python variable with their values
        self.is_main = info.parent.node is None
        self.own_name = None      # the Python name of this function where it is defined, if it compares what it calls with it
        self.declared: list = []  # variables declared so far and not yet released
        self.attempt = Attempt(False)
        self.conditional = 0      # operands around the present one that are not always evaluated
        self.read_tables: set = set()  # variables whose fields the present statement reads or stores for certain
        self.indexed: set = set()      # unassigned variables of which statements that came before did so
        self.update = None        # the Update that the present statement is, if it may read what it stores
        self.looks_first = False  # whether elements may well be absent, see Tables.element
        self.read_flags: dict | None = None  # then: position -> flag of each of several reads
        self.call_free: dict = {}  # statement -> its values, their calls extracted
        self.bounds: dict = {}    # variable -> what it is at least, as far as tests around the present place say it
        self.in_region = False    # inside one of two versions of a block's rest (see analysis.regions)
        self.keys_to_be: set = set()  # values of variables that are keys of tables: probably ints
        self.in_general = False   # in a tree of arithmetic with all of its checks, see trees
        self.signless = None      # the last remainder that is the operand of a comparison
        self.closures: dict = {}  # Function node -> its value, where a statement is translated twice

    # Positions

    def at(self, node) -> dict:
        """The position attributes for Python nodes made for a Lua node."""
        return {"lineno": node.line, "col_offset": node.col, "end_lineno": node.end_line, "end_col_offset": node.end_col}

    def at_op(self, node) -> dict:
        """The same for an operation, on the line that its errors name (see analysis.lines)."""
        line = self.unit.lines.operations.get(span(node))
        return self.at(node) if line is None else self.unit.place(node, line, "operation")

    def at_store(self, target) -> dict:
        """The same for the store to an Index."""
        line = self.unit.lines.stores.get(span(target))
        return self.at(target) if line is None else self.unit.place(target, line, "store")

    def at_lookup(self, call) -> dict:
        """The same for the lookup of a method: its errors name the object, those of the call the method."""
        lines = self.unit.lines
        key = span(call)
        if key in lines.operations or key in lines.lookups:
            return self.unit.place(call, lines.lookups.get(key, call.line), "lookup")
        return dict(self.at(call), end_lineno=call.op_line, end_col_offset=call.op_col)

    def at_loop(self, stat) -> tuple:
        """The same for the preparation of a for loop, and for its iterations."""
        lines = self.unit.lines.loops.get(span(stat))
        if lines is None:
            head = dict(self.at(stat), end_lineno=stat.line, end_col_offset=stat.col + 3)
            return head, head
        return self.unit.place(stat, lines[0], "preparation"), self.unit.place(stat, lines[1], "loop")

    def site(self, at, *description):
        """Remember what stands at a position, for error messages (see luapy.debug)."""
        self.unit.sites[py.place(at)] = description

    def describe(self, node) -> str | None:
        """How error messages name an operand: "local 'x'", or None."""
        kind = type(node)
        if kind is lua.Name:
            if node.id is None:
                return node.info.description
            if type(node.info) is Global:
                return f"global '{node.id}'"
            if node.info.constant is not None:
                return self.describe(node.info.constant)
            return f"{'local' if node.info.function is self.info else 'upvalue'} '{node.id}'"
        if kind is lua.Index:
            return self.describe_index(node)
        if kind is lua.String and self.unit.dialect.number >= (5, 2):
            return f"constant '{c_text(node.value)}'"
        if kind is lua.Paren:
            return self.describe(node.expr)
        if kind is lua.Logical and self.unit.dialect.name == "5.1":
            last = loaded_last(node)
            return None if last is None else self.describe(last)
        if kind is lua.Logical and (self.unit.dialect.name == "luajit" or has_constant_left(node)):
            return self.describe(node.right)
        return None

    def describe_index(self, node) -> str | None:
        """The same for ``obj[key]``: versions differ on keys that are no strings, and on what a global is."""
        key, dialect = node.key, self.unit.dialect
        if type(key) is lua.Name and type(key.info) is Variable and key.info.constant is not None:
            key = key.info.constant
        key = folded(key)
        if type(key) is lua.String:
            obj = self.describe(node.obj) if dialect.env and not _is_other_field(node.obj) else None
            if obj is not None and obj.endswith(" '_ENV'") and (dialect.number >= (5, 4) or type(node.obj) is lua.Name):
                return f"global '{key.value}'"
            return f"field '{c_text(key.value)}'"
        if dialect.name == "luajit":
            return None
        if dialect.number >= (5, 4) and type(key) is lua.Number and key.value.__class__ is int and 0 <= key.value < 256:
            return "field 'integer index'"
        return "field '?'"

    # Names

    def declare(self, node: lua.Name) -> Variable:
        """Give the variable that a Name node declares its Python name."""
        variable = node.info
        if variable.python is None:
            variable.python = python_name(variable.name, self.taken)
            self.taken.add(variable.python)
        self.declared.append(variable)
        return variable

    def temp(self) -> str:
        """A name for an intermediate value, unique in its statement."""
        self.temporaries += 1
        return f"t_{self.temporaries}"

    def fresh_name(self, name: str) -> str:
        """A Python name that no variable of the function has."""
        name = python_name(name, self.taken)
        self.taken.add(name)
        return name

    # Dispatch

    def expr(self, node):
        """A Lua expression, adjusted to one value, as a Python expression."""
        return getattr(self, "expr_" + type(node).__name__)(node)

    def block(self, block) -> list:
        """The statements of a block as a list of Python statements."""
        saved, self.out = self.out, []
        self.statements(block.stats)
        result, self.out = self.out, saved
        return result

    def body_or_pass(self, statements, node) -> list:
        return statements or [ast.Pass(**self.at(node))]

    def stat(self, node):
        self.temporaries = self.kept = 0
        self.defined = []
        self.read_tables = set()
        declared = len(self.declared)
        getattr(self, "stat_" + type(node).__name__)(node)
        if type(node) in _SIMPLE_STATEMENTS:
            self.indexed.update(variable for variable in self.read_tables if not variable.assigned)
        if type(node) is lua.Do or self.is_main:
            self.release(node, declared)

    def release(self, node, declared):
        """Let go of what Lua's collector would not see any more: intermediate values of a statement of the main
        chunk, and the variables of a block that is left (a Python function holds them until it ends)."""
        kind = type(node)
        if kind in (lua.Return, lua.Break, lua.Goto, lua.Label):
            return
        names = []
        if kind in _SIMPLE_STATEMENTS:
            names += [f"t_{number}" for number in range(1, self.temporaries + 1)]
            names += [f"c_{number}" for number in range(1, self.kept + 1)]
            if self.is_main and self.unit.releases_functions:
                names += self.defined
        if kind in _COMPOUND_STATEMENTS and not ends_with_jump(node):
            names += [variable.python for variable in self.declared[declared:] if not variable.captured]
            del self.declared[declared:]
        if names:
            # at a place without extent, by which hooks know that Lua does nothing here
            line, col = node.end_line, node.end_col
            at = {"lineno": line, "col_offset": col, "end_lineno": line, "end_col_offset": col}
            targets = [py.store(name, at) for name in names]
            self.out.append(ast.Assign(targets, py.const(None, at), **at))

    # Simple operands

    def is_simple(self, node) -> bool:
        """Whether evaluating a node twice, or later, cannot be seen: constants and unboxed locals of this function."""
        kind = type(node)
        if kind is lua.Name:
            variable = node.info
            return type(variable) is Variable and not variable.boxed
        return kind in (lua.Nil, lua.TrueExpr, lua.FalseExpr, lua.Number, lua.String)

    def twice(self, node):
        """A node's value for two uses: (expression that evaluates it, function giving expressions that use it again)."""
        at = self.at(node)
        expr = self.expr(node)
        if isinstance(expr, ast.Name):
            return expr, lambda: py.load(expr.id, at)
        if isinstance(expr, ast.Constant):
            return expr, lambda: py.const(expr.value, at)
        name = self.temp()
        return py.walrus(name, expr, at), lambda: py.load(name, at)
