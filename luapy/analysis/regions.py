"""Where a block is worth a version of its rest that takes some of its local variables for floats.

Vector code reads fields into locals and computes with them: ``local dx = a.x - b.x``, then many
operations on dx, dy, dz.  What fields hold is not known, but one test after the declarations
tells, and if all are floats the rest of the block needs few checks.  Only variables that are never
assigned again count: what the test found stays true.

`float_region(stats, position)` gives the variables to be tested before the statement at a position.
"""

from __future__ import annotations

from luapy.analysis.numbers import FLOAT, fact, is_raw_float, solve
from luapy.frontend import nodes as lua

# A region doubles the code of its statements.
MAX_NODES = 500
# Checks saved that make a region worthwhile: the tests of its variables cost as much as one each.
WORTHWHILE = 4
# How often a loop in the region is taken to run.
LOOP = 3


def float_region(stats, position):
    """(variables that the statements from a position on may take for floats, the variables these declare), or None."""
    candidates = _declared_before(stats, position)
    if not candidates:
        return None
    uses = _Uses({variable: 0 for variable in candidates})
    for stat in stats[position:]:
        uses.visit(stat)
        if uses.refused:
            return None
    candidates = [variable for variable in candidates if uses.counts[variable] > 0]
    if not candidates or uses.nodes > MAX_NODES:
        return None
    if type(stats[position]) is lua.Local and not _mentions(stats[position].values, candidates):
        return None  # the declarations go on
    before = [is_raw_float(node) for node, _ in uses.operations]
    saved = assume(candidates, uses.declared)
    gain = sum(weight for (node, weight), raw in zip(uses.operations, before, strict=True) if not raw and is_raw_float(node))
    restore(saved)
    return (candidates, uses.declared) if gain >= len(candidates) + WORTHWHILE else None


def assume(floats, variables) -> dict:
    """Take some variables for floats and find the facts of others anew; returns the former facts, for `restore`."""
    saved = {variable: variable.fact for variable in (*floats, *variables)}
    for variable in floats:
        variable.fact = FLOAT
    solve(variables)
    return saved


def restore(facts) -> None:
    for variable, fact_ in facts.items():
        variable.fact = fact_


def _declared_before(stats, position) -> list:
    """The variables of the declarations right before a position whose values may be floats."""
    found: list = []
    while position and type(stats[position - 1]) is lua.Local:
        position -= 1
        stat = stats[position]
        if "close" in stat.attribs:
            break
        values = stat.values + [None] * (len(stat.names) - len(stat.values))
        found += [node.info for node, value in zip(stat.names, values, strict=False) if _may_be_float(node.info, value)]
    return found[::-1]


def _mentions(node, variables) -> bool:
    """Whether an expression contains one of the variables."""
    if isinstance(node, (list, tuple)):
        return any(_mentions(item, variables) for item in node)
    if type(node) is lua.Name:
        return node.info in variables
    return isinstance(node, lua.Node) and any(_mentions(getattr(node, name, None), variables) for name in node.fields)


def _may_be_float(variable, value) -> bool:
    return (not variable.assigned and not variable.captured and variable.fact is None and value is not None
            and (type(value) is lua.Index or type(value) is lua.BinOp and value.op in "+-*/^"))


class _Uses:
    """What statements do with variables.

    counts: Variable -> operations that have it as operand, or -1 where it is used as no float would be;
    operations: (node, how often it runs) of the arithmetic that checks its result; declared: the variables
    that the statements declare; refused: they cannot be translated twice.
    """

    def __init__(self, counts):
        self.counts = counts
        self.operations: list = []
        self.declared: list = []
        self.nodes = 0
        self.weight = 1
        self.refused = False

    def visit(self, node):
        if isinstance(node, (list, tuple)):
            for item in node:
                self.visit(item)
        elif isinstance(node, lua.Node) and self.nodes <= MAX_NODES:
            self.nodes += 1
            special = getattr(self, "visit_" + type(node).__name__, None)
            if special is not None:
                special(node)
            for name in node.fields:
                self.visit(getattr(node, name, None))
            if type(node) in (lua.While, lua.Repeat, lua.NumericFor, lua.GenericFor):
                self.weight //= LOOP

    def no_float(self, node):
        if type(node) is lua.Name and node.info in self.counts:
            self.counts[node.info] = -1

    def visit_Function(self, node):
        self.refused = True

    visit_Label = visit_LocalFunction = visit_FunctionStat = visit_Function

    def visit_Local(self, node):
        self.declared += [name.info for name in node.names]
        if "close" in node.attribs:
            self.refused = True

    def visit_NumericFor(self, node):
        self.declared.append(node.var.info)
        self.weight *= LOOP
        for part in (node.start, node.stop, node.step):
            self.no_float(part)

    def visit_GenericFor(self, node):
        self.declared += [name.info for name in node.names]
        self.weight *= LOOP

    def visit_While(self, node):
        self.weight *= LOOP

    visit_Repeat = visit_While

    def visit_Index(self, node):
        self.no_float(node.obj)
        self.no_float(node.key)

    def visit_Call(self, node):
        self.no_float(node.func)

    def visit_MethodCall(self, node):
        self.no_float(node.obj)

    def visit_UnOp(self, node):
        if node.op != "-":
            self.no_float(node.operand)

    def visit_BinOp(self, node):
        if node.op in "+-*":
            self.operations.append((node, self.weight))
        for operand, other in ((node.left, node.right), (node.right, node.left)):
            if type(operand) is lua.Name and self.counts.get(operand.info, -1) >= 0:
                if node.op in "+-*/^" and not _is_int(other):
                    self.counts[operand.info] += 1
                elif node.op not in "+-*/<=>=":
                    self.counts[operand.info] = -1


def _is_int(node) -> bool:
    """Whether an operand is a small step or index rather than a factor."""
    found = fact(node)
    return found is not None and found.kind == "int"
