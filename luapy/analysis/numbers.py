"""Types and ranges of numbers: what is known of variables and expressions, and what is likely.

Facts: `NumberFact` of a variable or expression: it certainly holds a number, an int within
bounds, or a float.  Translated code relies on them.  They come from all places that give a
variable its value (``Variable.definitions``), by iterating to a fixed point from the optimistic
side.  A counter that starts small and moves by small steps is taken to stay below 2^60:
getting there would take centuries.

Hints: `likely_...` functions choose which form is tried first, never what is right.
"""

from __future__ import annotations

from functools import reduce

from luapy.analysis.results import gives_single_result
from luapy.analysis.scopes import Variable
from luapy.frontend import nodes as lua

MIN, MAX = -(1 << 63), (1 << 63) - 1
# Where counters stop, in practice.
FAR = 1 << 60
SMALL = 1 << 53
SMALL_STEP = 1 << 16
ROUNDS = 4


class NumberFact:
    """A number: kind is "int", "float" or "number" (either); low and high bound ints."""

    __slots__ = ("kind", "low", "high")

    def __init__(self, kind, low=MIN, high=MAX):
        self.kind = kind
        self.low = low
        self.high = high

    def __eq__(self, other):
        return (isinstance(other, NumberFact) and (self.kind, self.low, self.high) == (other.kind, other.low, other.high))

    __hash__ = None

    def __repr__(self):
        return f"<{self.kind} {self.low}..{self.high}>"


FLOAT, NUMBER = NumberFact("float"), NumberFact("number")
LENGTH = NumberFact("int", 0, 1 << 47)  # of a string: no machine has more memory
UNDEFINED = NumberFact("undefined")  # nothing known yet, while iterating


def join(one, other):
    """What holds of a value that is one or the other; None: nothing."""
    if one is None or other is None:
        return None
    if one is UNDEFINED:
        return other
    if other is UNDEFINED:
        return one
    if one.kind != other.kind:
        return NUMBER
    return one if one.kind != "int" else NumberFact("int", min(one.low, other.low), max(one.high, other.high))


# Expressions ------------------------------------------------------------------------------

def fact(node):
    """The NumberFact of an expression, or None."""
    kind = type(node)
    if kind is lua.Number:
        value = node.value
        return NumberFact("int", value, value) if value.__class__ is int else FLOAT
    if kind is lua.Name:
        return node.info.fact if type(node.info) is Variable else None
    if kind is lua.Paren:
        return fact(node.expr)
    if kind is lua.UnOp and node.op == "-":
        return _negated(fact(node.operand))
    if kind is lua.UnOp and node.op == "#" and is_text(node.operand):
        return LENGTH
    if kind is lua.BinOp:
        return _arithmetic_fact(node)
    if kind is lua.Call and gives_single_result(node):
        return reduce(join, [info.result.fact for info in node.func.info.functions])
    return None


def is_text(node) -> bool:
    """Whether a node is a parameter that is a string in the version of its function that is translated."""
    return type(node) is lua.Name and type(node.info) is Variable and node.info.text


def _negated(operand):
    if operand is None or operand is UNDEFINED or operand.kind != "int":
        return operand
    return clamped(-operand.high, -operand.low)


def _arithmetic_fact(node):
    spine = []
    while type(node) is lua.BinOp:
        spine.append(node)
        node = node.left
    result = fact(node)
    for node in reversed(spine):
        result = _operation(node.op, result, fact(node.right))
    return result


def _operation(op, left, right):
    if left is None or right is None or op not in _TRANSFER:
        return None
    if left is UNDEFINED or right is UNDEFINED:
        return UNDEFINED
    if op in "/^":
        return FLOAT
    if left.kind == "int" and right.kind == "int":
        low, high = _TRANSFER[op](left, right)
        return clamped(low, high)
    return FLOAT if "float" in (left.kind, right.kind) else NUMBER


def _product(left, right):
    corners = [a * b for a in (left.low, left.high) for b in (right.low, right.high)]
    return min(corners), max(corners)


def _modulo(left, right):
    if right.low > 0:
        return 0, right.high - 1
    return (right.low + 1, 0) if right.high < 0 else (MIN, MAX)


def _floor_quotient(left, right):
    if right.low > 0:
        return min(left.low, left.low // right.low, 0), max(left.high // right.low, 0)
    return MIN, MAX


_TRANSFER = {
    "+": lambda a, b: (a.low + b.low, a.high + b.high),
    "-": lambda a, b: (a.low - b.high, a.high - b.low),
    "*": _product, "%": _modulo, "//": _floor_quotient, "/": None, "^": None,
}


def clamped(low, high):
    """An int result, wrapped around if it may leave 64 bits."""
    return NumberFact("int", low, high) if MIN <= low and high <= MAX else NumberFact("int")


def overflow(node):
    """(may fall below, may rise above the range) of ``+ - *`` of ints, by the bounds of the operands."""
    left, right = fact(node.left), fact(node.right)
    low, high = _TRANSFER[node.op](left, right)
    return low < MIN, high > MAX


def is_integer(node) -> bool:
    """Whether the value is certainly an int."""
    found = fact(node)
    return found is not None and found.kind == "int"


def is_positive(node) -> bool:
    """Whether the value is certainly an int above zero."""
    found = fact(node)
    return found is not None and found.kind == "int" and found.low > 0


def is_float(node) -> bool:
    """Whether the value is certainly a float."""
    return fact(node) is FLOAT


def is_raw_float(node) -> bool:
    """Whether the value of Python's own operators, if they raise nothing, is certainly a float.

    Tables have no operators in Python, and a float with a string raises for all but ``%``: a float or an error.
    """
    kind = type(node)
    if kind is lua.Paren:
        return is_raw_float(node.expr)
    if kind is lua.BinOp:
        while type(node) is lua.BinOp and node.op in "+-*":
            if is_raw_float(node.right):
                return True
            node = node.left
        return type(node) is lua.BinOp and node.op in "/^" or type(node) is not lua.BinOp and is_raw_float(node)
    if kind is lua.UnOp:
        return node.op == "-" and is_raw_float(node.operand)
    return is_float(node)


def is_number(node) -> bool:
    """Whether the value is certainly a number."""
    return fact(node) is not None


def is_low_constant(node) -> bool:
    """Whether a key is a numeral that is no element of a list: zero or less, or not integral."""
    if type(node) is lua.UnOp and node.op == "-" and type(node.operand) is lua.Number:
        return True
    return type(node) is lua.Number and not is_positive(node)


# Variables --------------------------------------------------------------------------------

def solve(variables, assumed=None) -> None:
    """Find the facts of variables from their definitions. assumed: Variable -> NumberFact that it has anyhow."""
    assumed = assumed or {}
    candidates = []
    for variable in variables:
        if variable in assumed:
            variable.fact = assumed[variable]
        elif variable.definitions and all(_may_be_number(definition) for definition in variable.definitions):
            variable.fact = UNDEFINED
            candidates.append(variable)
        else:
            variable.fact = None
    for round_ in range(100):
        changed = False
        for variable in candidates:
            if variable.fact is not None:
                new = _defined(variable)
                if new is not None and new.kind == "int" and round_ >= ROUNDS:
                    new = _widened(variable.fact, new)
                if new is None or not new == variable.fact:
                    variable.fact = new
                    changed = True
        if not changed:
            break
    else:  # no fixed point: a chain of variables longer than that
        for variable in candidates:
            variable.fact = None
    for variable in candidates:
        if variable.fact is UNDEFINED:
            variable.fact = None


def _may_be_number(definition) -> bool:
    return type(definition) in _NUMERIC or type(definition) is lua.Call and gives_single_result(definition)


_NUMERIC = (lua.Number, lua.Name, lua.BinOp, lua.UnOp, lua.Paren, lua.NumericFor)


def _widened(old, new):
    if old is UNDEFINED or old.kind != "int":
        return new
    return NumberFact("int", new.low if new.low >= old.low else MIN, new.high if new.high <= old.high else MAX)


def _defined(variable):
    result = UNDEFINED
    for definition in variable.definitions:
        if type(definition) is lua.NumericFor:
            found = _loop_fact(definition)
        else:
            found = _counted(variable, definition) or _limited(variable, definition)
        result = join(result, found)
        if result is None:
            return None
    return result


def _limited(variable, definition):
    """The fact of a definition, where a loop's test may bound the variable in it (see analysis.limits)."""
    old, limits = variable.fact, variable.limits.get(definition)
    if limits is None or variable.captured or old is None or old is UNDEFINED or old.kind != "int":
        return fact(definition)
    low, high = old.low, old.high
    for upper, distance, node in limits:
        limit = fact(node)
        if limit is not None and limit is not UNDEFINED and limit.kind == "int":
            if upper:
                high = min(high, limit.high + distance)
            else:
                low = max(low, limit.low + distance)
    if low > high:
        return UNDEFINED  # the test cannot succeed
    variable.fact = NumberFact("int", low, high)
    found = fact(definition)
    variable.fact = old
    return found


def _counted(variable, node):
    """The fact of ``v = v + step`` or ``v - step`` for an int near zero, if the step is small; else None.

    A loop's test, where there is one, says more than this about a step that is a variable (see analysis.limits).
    """
    old = variable.fact
    if type(node) is not lua.BinOp or node.op not in "+-" or type(node.left) is not lua.Name or node.left.info is not variable \
            or old is UNDEFINED or old.kind != "int" or not -FAR <= old.low <= old.high <= FAR \
            or node in variable.limits and type(node.right) is not lua.Number:
        return None
    step = fact(node.right)
    if step is None or step.kind != "int" or not -SMALL_STEP <= step.low <= step.high <= SMALL_STEP:
        return None
    rises, falls = (step.high > 0, step.low < 0) if node.op == "+" else (step.low < 0, step.high > 0)
    return NumberFact("int", -FAR if falls else old.low, FAR if rises else old.high)


def _loop_fact(stat):
    """The variable of a numeric for."""
    start = fact(stat.start)
    step = NumberFact("int", 1, 1) if stat.step is None else fact(stat.step)
    if start is UNDEFINED or step is UNDEFINED:
        return UNDEFINED
    if start is None or step is None:
        return None if start is not FLOAT else FLOAT if step is not None else None
    if start.kind != "int" or step.kind != "int":
        return FLOAT if "float" in (start.kind, step.kind) else NUMBER
    stop = fact(stat.stop)
    known = stop is not None and stop is not UNDEFINED and stop.kind == "int"
    steady = step.low == step.high and abs(step.low) <= SMALL_STEP
    if step.low > 0:
        far = FAR if steady and start.high <= SMALL else MAX
        return NumberFact("int", start.low, max(start.low, min(stop.high if known else MAX, far)))
    if step.high < 0:
        far = -FAR if steady and start.low >= -SMALL else MIN
        return NumberFact("int", min(start.high, max(stop.low if known else MIN, far)), start.high)
    return NumberFact("int")


# Hints ------------------------------------------------------------------------------------

def likely_integer(node) -> bool:
    """Whether a key may well be an integer: everything that is not plainly something else."""
    kind = type(node)
    if kind is lua.Paren:
        return likely_integer(node.expr)
    if kind is lua.Number:
        return node.value.__class__ is int
    if kind is lua.BinOp:
        return node.op != ".." and node.op not in _COMPARISONS
    return kind in (lua.Name, lua.Index, lua.UnOp) and not (kind is lua.UnOp and node.op == "not")


def seems_integer(node) -> bool:
    """Whether a key is very probably an int: a variable with which the function computes."""
    return type(node) is lua.Name and type(node.info) is Variable and node.info.numeric and not node.info.floating


_COMPARISONS = ("==", "~=", "<", "<=", ">", ">=")


def likely_float(node) -> bool:
    """Whether a value is probably a float."""
    if is_float(node):
        return True
    kind = type(node)
    if kind is lua.Paren:
        return likely_float(node.expr)
    if kind is lua.BinOp:
        return node.op in "/^" or node.op in "+-*" and (likely_float(node.left) or likely_float(node.right))
    if kind is lua.UnOp:
        return node.op == "-" and likely_float(node.operand)
    return kind is lua.Name and type(node.info) is Variable and node.info.floating
