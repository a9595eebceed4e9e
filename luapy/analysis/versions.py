"""Which parameters of a function are worth a version of its body that takes them for numbers or strings.

Such a function tests its arguments once, when it is called: are they ints (or numbers, or
strings) as its body uses them?  If so a version runs in which they, and what is computed from
them, need no further tests; else the general version does.  What the body does with a parameter
tells whether that pays: as key of a list, limit of a loop, operand inside a loop, string whose
methods are done in place.

`assumptions(function)` gives the parameters and what the version assumes of them.
"""

from __future__ import annotations

from luapy.analysis.numbers import FLOAT, NUMBER, NumberFact, fact, is_number
from luapy.analysis.scopes import Variable
from luapy.frontend import nodes as lua

# Ints that CPython compares quickly, so that sums and differences of several are far from 2^63.
LIMIT = (1 << 30) - 1
INDEX = NumberFact("int", 1)
INTEGER = NumberFact("int")
SMALL_INTEGER = NumberFact("int", -LIMIT, LIMIT)
TEXT = "a string"

# A version doubles the code of its function: not for large ones.
MAX_NODES = 700
# Gains in instructions of CPython, roughly; the test of a parameter takes 5 to 14.
WORTHWHILE = 18
# Where a parameter is known to be an int, a version only saves tests of its sign and of overflows.
WORTHWHILE_FOR_INTS = 36
KEY, PART_OF_KEY, LIMIT_OF_LOOP, OPERAND, METHOD, LENGTH, IN_LOOP = 9, 3, 18, 1, 4, 6, 20
# Methods of strings that translated code does in place, if at all.
_STRING_METHODS = frozenset("byte find format gsub len lower match sub upper".split())

_ARITHMETIC = "+-*/%//^"
_ORDER = ("<", "<=", ">", ">=")


class _Uses:
    """What a function's body does with a parameter. gain: how much a version saves; kinds: what it must be."""

    __slots__ = ("gain", "key", "whole", "looped", "other", "text", "no_text")

    def __init__(self):
        self.gain = 0
        self.key = False    # of a list: a positive int
        self.whole = False  # limit of a loop, operand with an int: an int, probably
        self.looped = False # an operand inside a loop, where overflow checks count
        self.other = False  # indexed, called, concatenated: no number
        self.text = 0       # what a version saves that takes it for a string
        self.no_text = False  # indexed, called, computed with: no string


def assumptions(function: lua.Function, info) -> dict:
    """Variable -> NumberFact or TEXT for those parameters that a version of the function should take for numbers or strings."""
    if info.inner or not function.params:
        return {}
    uses = {param.info: _Uses() for param in function.params if not param.info.assigned and not param.info.captured}
    walker = _Walker(uses)
    walker.visit(function.body)
    if walker.nodes > MAX_NODES:
        return {}
    found = {variable: _assumed(variable.fact, use) for variable, use in uses.items() if not use.other}
    found.update((variable, TEXT) for variable, use in uses.items()
                 if use.text >= WORTHWHILE and not use.no_text and variable.fact is None)
    return {variable: assumption for variable, assumption in found.items() if assumption is not None}


def _assumed(known, use) -> NumberFact | None:
    """What a version assumes of a parameter beyond what is known of it (a NumberFact or None); None: nothing."""
    is_int = known is not None and known.kind == "int"
    if use.gain < (WORTHWHILE_FOR_INTS if is_int else WORTHWHILE) or known is FLOAT:
        return None
    assumption = NUMBER
    if use.key:
        assumption = INDEX
    elif use.whole:
        assumption = SMALL_INTEGER if use.looped else INTEGER
    if not is_int:
        return None if assumption is known else assumption
    low, high = (known.low, known.high) if assumption is NUMBER else (max(assumption.low, known.low), min(assumption.high, known.high))
    return None if low > high or (low, high) == (known.low, known.high) else NumberFact("int", low, high)


class _Walker:
    def __init__(self, uses):
        self.uses = uses
        self.nodes = 0
        self.loops = 0

    def visit(self, node):
        if isinstance(node, (list, tuple)):
            for item in node:
                self.visit(item)
        elif isinstance(node, lua.Node):
            self.nodes += 1
            special = getattr(self, "visit_" + type(node).__name__, None)
            if special is not None:
                special(node)
            else:
                self.visit_fields(node)

    def visit_fields(self, node):
        for name in node.fields:
            self.visit(getattr(node, name, None))

    def use(self, node) -> _Uses | None:
        """The record of the parameter that a node names."""
        return self.uses.get(node.info) if type(node) is lua.Name and type(node.info) is Variable else None

    def refuse(self, node, no_text=True):
        use = self.use(node)
        if use is not None:
            use.other = True
            use.no_text = use.no_text or no_text

    def text(self, node, instructions):
        """A node is used as a string."""
        use = self.use(node)
        if use is not None:
            use.other = True
            use.text += instructions + (IN_LOOP if self.loops else 0)

    def gain(self, use, instructions):
        use.gain += instructions + (IN_LOOP if self.loops else 0)

    # Uses

    def visit_Index(self, node):
        self.refuse(node.obj)
        self.key(node.key)
        self.visit_fields(node)

    def key(self, node):
        """A key, and the sums that are keys."""
        use = self.use(node)
        if use is not None:
            use.key = True
            self.gain(use, KEY)
        elif type(node) is lua.BinOp and node.op in "+-":
            for operand in (node.left, node.right):
                use = self.use(operand)
                if use is not None:
                    use.whole = True
                    self.gain(use, PART_OF_KEY)
                elif type(operand) is lua.BinOp:
                    self.key(operand)

    def visit_Call(self, node):
        self.refuse(node.func)
        func = node.func
        if type(func) is lua.Index and type(func.obj) is lua.Name and func.obj.id == "string" and node.args \
                and type(func.key) is lua.String and func.key.value in _STRING_METHODS:
            self.text(node.args[0], METHOD)
        self.visit_fields(node)

    def visit_MethodCall(self, node):
        if node.name in _STRING_METHODS:
            self.text(node.obj, METHOD)
        else:
            self.refuse(node.obj)
        self.visit(node.obj)
        self.visit(node.args)

    def visit_UnOp(self, node):
        if node.op == "#":
            self.text(node.operand, LENGTH)
        self.visit_fields(node)

    def visit_BinOp(self, node):
        if node.op == "..":
            self.refuse(node.left, False)
            self.refuse(node.right, False)
        elif node.op in ("==", "~="):
            for one, other in ((node.left, node.right), (node.right, node.left)):
                if type(other) in (lua.String, lua.Nil, lua.TrueExpr, lua.FalseExpr):
                    self.refuse(one, False)
        elif node.op in _ARITHMETIC or node.op in _ORDER:
            self.operand(node.left, node.right, node.op)
            self.operand(node.right, node.left, node.op)
        self.visit_fields(node)

    def operand(self, node, other, op):
        use = self.use(node)
        if use is None:
            return
        self.gain(use, OPERAND)
        use.no_text = use.no_text or op not in _ORDER
        use.looped = use.looped or self.loops > 0
        if op == "%" or _is_int(other) and op not in "/^":
            use.whole = True

    def visit_NumericFor(self, node):
        for part in (node.start, node.stop, node.step):
            use = self.use(part) if part is not None else None
            if use is not None:
                self.gain(use, LIMIT_OF_LOOP)
                use.whole = use.no_text = True
            self.visit(part)
        self.in_loop(node.body)

    def visit_While(self, node):
        self.loops += 1
        self.visit(node.test)
        self.loops -= 1
        self.in_loop(node.body)

    def visit_Repeat(self, node):
        self.in_loop(node.body)
        self.loops += 1
        self.visit(node.test)
        self.loops -= 1

    def visit_GenericFor(self, node):
        self.visit(node.exprs)
        self.in_loop(node.body)

    def in_loop(self, body):
        self.loops += 1
        self.visit(body)
        self.loops -= 1


def _is_int(node) -> bool:
    found = fact(node) if is_number(node) else None
    return found is not None and found.kind == "int"
