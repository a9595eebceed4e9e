"""Arithmetic, bitwise, comparison, concatenation and length operators (manual 3.4.1 to 3.4.7)."""

from __future__ import annotations

import ast
import copy
from functools import partial

from luapy.analysis.numbers import (
    FLOAT, MAX, MIN, fact, is_float, is_integer, is_number, is_raw_float, is_text, likely_float, overflow,
)
from luapy.analysis.scopes import Variable
from luapy.frontend import nodes as lua
from luapy.translator import python as py
from luapy.translator.expressions import COMPARISONS
from luapy.translator.stores import is_next_place

BINARY = {
    "+": "add", "-": "sub", "*": "mul", "/": "div", "//": "idiv", "%": "mod", "^": "pow",
    "&": "band", "|": "bor", "~": "bxor", "<<": "shl", ">>": "shr",
}
UNARY = {"-": "unm", "~": "bnot", "#": "length"}
RAW_CHECKED = {"+": ast.Add, "-": ast.Sub, "*": ast.Mult, "%": ast.Mod}
RAW_BITWISE = {"&": ast.BitAnd, "|": ast.BitOr, "~": ast.BitXor}
# Left-leaning chains longer than this are flattened, since CPython's compiler limits nesting.
LONG_CHAIN = 60
# CPython compares ints up to this (one "digit") without a call.
SMALL = (1 << 30) - 1


class Operators:
    def expr_BinOp(self, node):
        if node.op in COMPARISONS:
            return self.boolean(self.comparison(node), self.at(node))
        if node.op == "..":
            return self.concatenation(node)
        spine = _left_spine(node)
        if len(spine) > LONG_CHAIN:
            return self.long_arithmetic(spine)
        if self.raw and self.is_place_behind(node):
            return self.place_behind(node)
        if self.is_overtaken(node.left, self.is_register, node.right):
            return self.overtaken(node.left, node.right, partial(self.arithmetic, node))
        tree = self.tree(node)
        if tree is not None:
            return tree
        left, right = self.term(node, node.left, node.right), self.term(node, node.right, node.left)
        if self.raw:
            raw = self.raw_arithmetic(node, left, right)
            if raw is not None:
                return raw
        return self.arithmetic(node, left, right)

    def term(self, node, operand, other):
        """An operand; a sum or product is left unchecked where the check of the whole does for it.

        With an int as the other operand, the whole is a float if and only if the operand is; and what is an int
        can be brought into range at the end.
        """
        if not self.is_unchecked(node, operand, other) or not self.raw:
            return self.expr(operand)
        left = self.term(operand, operand.left, operand.right)
        right = self.term(operand, operand.right, operand.left)
        if not self.raw:
            return self.arithmetic(operand, left, right)
        self.use_raw()
        return self.python_operation(operand, left, right, self.at_op(operand))

    def is_unchecked(self, node, operand, other) -> bool:
        return (type(operand) is lua.BinOp and operand.op in "+-*" and node.op in "+-*" and is_integer(other)
                and self.unit.dialect.integers and not is_number(operand) and not is_raw_float(operand))

    def arithmetic(self, node, left, right):
        at = self.at_op(node)
        self.site(at, "binary", self.describe(node.left), self.describe(node.right), node.op)
        if self.takes_zero_away(node.op, right):
            return self.runtime("sub_zero", [left], at)
        return self.runtime(BINARY[node.op], [left, right], at)

    def takes_zero_away(self, op, right) -> bool:
        """Whether an operation is ``x - 0``, which 5.4 compiles as ``x + -0``: that tells for minus zero."""
        return (op == "-" and isinstance(right, ast.Constant) and right.value.__class__ is int and right.value == 0
                and self.unit.dialect.attribs)

    # Raw arithmetic (see attempts): Python's operator, and a check that the result is Lua's

    def raw_arithmetic(self, node, left, right):
        """The operation by Python's operator, or None where only the runtime does it right."""
        at, op = self.at_op(node), node.op
        if op in RAW_CHECKED:
            return self.raw_checked(node, left, right, at)
        if op == "/":
            return self.raw_division(node, left, right, at)
        if op in RAW_BITWISE:
            self.use_raw()
            return ast.BinOp(left, RAW_BITWISE[op](), right, **at)
        if op in ("<<", ">>") and is_shift(node):
            return self.raw_shift(node, left, right, at)
        if op == "//" and type(node.right) is lua.Number and is_integer(node.right) and node.right.value > 0:
            return self.raw_floor_division(node, left, right, at)
        if op == "^" and type(node.right) is lua.Number and node.right.value in (2, 3):
            return self.raw_power(node, left, at)
        return None

    def raw_shift(self, node, left, right, at):
        """``x << n``, wrapped around; ``x >> n`` of the 64 bits of x as they are, which are those of x if it is not negative."""
        self.use_raw()
        if node.op == "<<":
            value = ast.BinOp(left, ast.LShift(), right, **at)
            return self.checked(value, [between(-SMALL, SMALL), between(MIN, MAX)], at, "wrap_integer")
        name = self.temp()
        positive = ast.Compare(py.walrus(name, left, at), [ast.GtE()], [py.const(0, at)], **at)
        bits = ast.BinOp(py.load(name, at), ast.BitAnd(), py.const((1 << 64) - 1, at), **at)
        value = py.conditional(positive, py.load(name, at), bits, at)
        return ast.BinOp(value, ast.RShift(), right, **at)

    def raw_power(self, node, left, at):
        """``x ^ 2``, which 5.4 multiplies as ``(t := x * 1.0) * t``, and ``x ^ 3``."""
        self.use_raw()
        if node.right.value == 3 or not self.unit.dialect.attribs:
            return ast.BinOp(left, ast.Pow(), py.const(float(node.right.value), at), **at)
        name = self.temp()
        value = left if is_float(node.left) else ast.BinOp(left, ast.Mult(), py.const(1.0, at), **at)
        return ast.BinOp(py.walrus(name, value, at), ast.Mult(), py.load(name, at), **at)

    def raw_checked(self, node, left, right, at):
        """``+ - * %``: the checks that the facts of the operands leave to be made."""
        op = node.op
        value = self.python_operation(node, left, right, at)
        one, other = fact(node.left), fact(node.right)
        known = one is not None and other is not None
        if not known or op == "%":
            self.use_raw()
        if op == "%":
            return self.raw_modulo(node, value, at)
        if known and "float" in (one.kind, other.kind):
            return value
        if known and one.kind == other.kind == "int":
            return self.int_result(node, value, at)
        if is_raw_float(node.left) or is_raw_float(node.right):
            return value
        return self.checked(value, self.number_tests(node), at)

    def python_operation(self, node, left, right, at):
        """The operation by Python's operator. A string as factor would be repeated: ``+s`` fails for strings."""
        op = node.op
        if op == "*" and not is_raw_float(node.left) and not is_raw_float(node.right):
            left, right = self.factor(node.left, left, at), self.factor(node.right, right, at)
        elif node is self.signless and not is_raw_float(node.left):
            left = self.factor(node.left, left, at)  # what "text" % x means in Python
        elif self.takes_zero_away(op, right):
            return ast.BinOp(left, ast.Add(), right, **at)
        return ast.BinOp(left, RAW_CHECKED[op](), right, **at)

    def factor(self, node, value, at):
        arithmetic = type(node) is lua.BinOp and node.op in BINARY or type(node) is lua.UnOp and node.op in UNARY
        return value if arithmetic or is_number(node) else ast.UnaryOp(ast.UAdd(), value, **at)

    def raw_modulo(self, node, value, at):
        """``%``: agrees for ints; for floats but for the sign of zero (and, in 5.1 and 5.2, more)."""
        if node is self.signless or is_integer(node.left) and is_integer(node.right) and self.unit.dialect.integers:
            return value
        if not self.unit.dialect.integers:
            return self.checked(value, [self.has_class("int")], at)

        def nonzero_float(value, name, at):
            return py.all_([self.has_class("float")(value, name, at), py.load(name, at)], at)
        return self.checked(value, [self.has_class("int"), nonzero_float], at)

    def int_result(self, node, value, at):
        """The result of two ints: checked on the sides where it may leave the range."""
        if not self.unit.dialect.integers:
            self.use_raw()
            return self.checked(value, self.number_tests(node), at)
        below, above = overflow(node)
        if not below and not above:
            return value
        return self.checked(value, [between(-SMALL if below else None, SMALL if above else None),
                                    between(MIN if below else None, MAX if above else None)], at, "wrap_integer")

    def checked(self, value, tests, at, otherwise=None):
        """(t if (t := value) passes one of the tests else -None): the error leads to the runtime's way.

        What passes neither the float nor the range test is an int that has overflowed.
        otherwise: the runtime's function for what passes no test.
        """
        name = self.temp()
        conditions = [test(py.walrus(name, value, at) if test is tests[0] else py.load(name, at), name, at)
                      for test in tests]
        test = py.any_(conditions, at)
        if self.unit.dialect.integers and self.in_range in tests:
            otherwise = "wrap_integer"
        if otherwise:
            otherwise = py.helper(otherwise, [py.load(name, at)], at)
        else:
            otherwise = ast.UnaryOp(ast.USub(), py.const(None, at), **at)
        return py.conditional(test, py.load(name, at), otherwise, at)

    def has_class(self, cls):
        return lambda value, name, at: py.is_class(value, cls, at)

    def in_range(self, value, name, at):
        """The int is one of the dialect's: no overflow, and in 5.1 and 5.2 no result that could be minus zero."""
        low, high = (MIN, MAX) if self.unit.dialect.integers else (-(1 << 53), 1 << 53)
        return between(low, high)(value, name, at)

    def in_range_not_zero(self, value, name, at):
        """The same for a negation: in 5.1 and 5.2 zero becomes minus zero."""
        test = self.in_range(value, name, at)
        return test if self.unit.dialect.integers else py.all_([test, py.load(name, at)], at)

    def number_tests(self, node) -> list:
        """What a result must be: a float, or an int in range, the likelier first."""
        in_range = self.in_range
        if node.op == "*" and not self.unit.dialect.integers:
            def in_range(value, name, at):
                return py.all_([self.in_range(value, name, at), py.load(name, at)], at)
        if likely_float(node):
            return [self.has_class("float"), in_range]
        tests = [in_range] if is_integer(node.left) and is_integer(node.right) else [self.has_class("float"), in_range]
        if not self.unit.dialect.integers:
            return tests
        # small ints are compared faster than all others, and many results are small; floats are compared slowly
        place = 0 if _step(node) or is_integer(node.left) or is_integer(node.right) or node in self.keys_to_be else 1
        return [*tests[:place], self.small_range(node), *tests[place:]]

    def small_range(self, node):
        """A sufficient test that is quick for small ints; on the side to which a small constant moves a value."""
        whole = self.is_unchecked(node, node.left, node.right) or self.is_unchecked(node, node.right, node.left)
        step = 0 if whole else _step(node)
        return between(None if step > 0 else -SMALL, None if step < 0 else SMALL)

    def raw_division(self, node, left, right, at):
        """``/``: one operand is made a float first, as in C; Python divides ints more exactly."""
        nonzero = isinstance(right, ast.Constant) and right.value.__class__ is not str and right.value
        if not (nonzero and fact(node.left) is not None):
            self.use_raw()
        if isinstance(right, ast.Constant) and right.value.__class__ is int:
            right = py.const(float(right.value), at)
        elif isinstance(left, ast.Constant) and left.value.__class__ is int:
            left = py.const(float(left.value), at)
        elif not (is_raw_float(node.left) or is_raw_float(node.right)):
            left = ast.BinOp(left, ast.Mult(), py.const(1.0, at), **at)
        return ast.BinOp(left, ast.Div(), right, **at)

    def raw_floor_division(self, node, left, right, at):
        self.use_raw()
        value = ast.BinOp(left, ast.FloorDiv(), right, **at)
        return value if is_integer(node.left) else self.checked(value, [self.has_class("int")], at)

    def long_arithmetic(self, spine):
        """``a + b + c ...``: (t := add(a, b), t := add(t, c), ..., t)[-1], which does not nest."""
        at = self.at(spine[-1])
        name = self.temp()
        steps = [py.walrus(name, self.expr(spine[0]), at)]
        for node in spine[1:]:
            steps.append(py.walrus(name, self.arithmetic(node, py.load(name, at), self.expr(node.right)), at))
        return ast.Subscript(py.tuple_(steps, at), py.const(-1, at), py.LOAD, **at)

    def comparison(self, node):
        """A comparison as a Python condition."""
        test = self.type_test(node)
        if test is not None:
            return test
        if self.is_overtaken(node.left, self.is_register, node.right):
            return self.overtaken(node.left, node.right, partial(self.compared, node))
        return self.compared(node, self.compared_operand(node.left), self.compared_operand(node.right))

    def compared_operand(self, node):
        """An operand of a comparison, which does not tell minus zero from zero."""
        if type(node) is lua.Paren:
            node = node.expr
        if type(node) is lua.BinOp and node.op == "%" and self.unit.dialect.integers:
            self.signless = node
        return self.expr(node)

    def compared(self, node, left, right):
        at = self.at_op(node)
        self.site(at, "compare", None, None, node.op)
        if node.op in ("==", "~=") and (is_singleton(node.left) or is_singleton(node.right)):
            return ast.Compare(left, [ast.Is() if node.op == "==" else ast.IsNot()], [right], **at)
        if self.unit.careful and node.op not in ("==", "~="):
            if node.op in (">", ">="):
                # evaluated in order, compared the other way round
                name = self.temp()
                first = py.walrus(name, left, at)
                return py.helper("swapped_less_than" if node.op == ">" else "swapped_less_equal", [first, right], at)
            return py.helper("less_than" if node.op == "<" else "less_equal", [left, right], at)
        self.note_late(at)
        return ast.Compare(left, [COMPARISONS[node.op]()], [right], **at)

    # Concatenation

    def concatenation(self, node):
        """A chain of ``..`` at once: an f-string of parts known to be strings or ints, else a call."""
        at = self.at_op(node)
        parts = concatenated(node)
        values = [self.expr(part) for part in parts]
        self.concat_site(at, parts)
        if self.raw and not self.is_runtime_operator(node):
            self.use_raw()
            return ast.JoinedStr([self.text_part(part, value, at) for part, value in zip(parts, values, strict=True)], **at)
        if len(values) == 2:
            return self.runtime("concat", values, at)
        return self.runtime("concat_all", values, at)

    def concat_site(self, at, parts):
        """How error messages name the parts; Lua's compiler joins a chain in parentheses at the end to the one before."""
        last = parts[-1]
        while type(last) is lua.Paren:
            last = last.expr
        named = [*parts[:-1], concatenated(last)[0]]
        self.site(at, "concat", *[self.describe(part) for part in named])

    def appended(self, part, value, at):
        """What one part of a chain adds to a string: a string."""
        if not isinstance(value, ast.Constant) and not self.is_integral(part):
            return self.text_value(value, at)
        text = self.text_part(part, value, at)
        return text if isinstance(text, ast.Constant) else ast.JoinedStr([text], **at)

    def is_integral(self, part) -> bool:
        """Whether a part is certain to be written as Python writes an int."""
        return is_integer(part) and self.unit.dialect.integers

    def text_part(self, part, value, at):
        """A part of an f-string: a literal, or a value that fails if it is neither string nor number."""
        if isinstance(value, ast.Constant) and (value.value.__class__ is str or
                                                value.value.__class__ is int and self.unit.dialect.integers):
            return py.const(str(value.value), at)
        if not self.is_integral(part) and not is_text(part):
            value = self.text_value(value, at, integers=self.unit.dialect.integers)
        return ast.FormattedValue(value, -1, None, **at)

    def text_value(self, value, at, integers=False):
        """(v if v.__class__ is str else text_of(v)). integers: they may stay what they are, an f-string writes them as Lua."""
        if isinstance(value, ast.JoinedStr):
            return value
        name = value.id if isinstance(value, ast.Name) else self.temp()
        tested = value if isinstance(value, ast.Name) else py.walrus(name, value, at)
        tests = [py.is_class(tested, "str", at)]
        if integers:
            tests.append(py.is_class(py.load(name, at), "int", at))
        return py.conditional(py.any_(tests, at), py.load(name, at), py.helper("text_of", [py.load(name, at)], at), at)

    def accumulation(self, node, variable):
        """``v = v .. rest`` for a local variable: (v + rest), which CPython appends in place; or None."""
        if not (type(node) is lua.BinOp and node.op == ".." and type(node.left) is lua.Name and node.left.info is variable
                and self.raw and not self.is_runtime_operator(node)):
            return None
        at = self.at_op(node)
        if type(node.right) is lua.BinOp and node.right.op == "..":
            rest = self.expr(node.right)
        else:
            rest = self.appended(node.right, self.expr(node.right), at)
        if not self.raw:
            return self.runtime("concat", [py.load(variable.python, at), rest], at)
        self.concat_site(at, concatenated(node))
        self.use_raw()
        return ast.BinOp(py.load(variable.python, at), ast.Add(), rest, **at)

    def expr_UnOp(self, node):
        at = self.at_op(node)
        if node.op == "not":
            return self.boolean(self.condition(node), at)
        if node.op == "#" and is_text(node.operand):
            return py.call(py.load("len", at), [self.expr(node.operand)], at)
        if node.op == "#" and self.raw:
            return self.raw_length(node, at)
        operand = self.expr(node.operand)
        if node.op == "-" and isinstance(operand, ast.Constant) and operand.value.__class__ in (int, float):
            value = operand.value
            if value or self.unit.dialect.integers and value.__class__ is int:
                smallest = value.__class__ is int and value == -0x8000000000000000
                return py.const(value if smallest else -value, at)
            return py.const(-0.0 if value.__class__ is int or str(value)[0] != "-" else 0.0, at)
        self.site(at, "unary", self.describe(node.operand), None, node.op)
        if node.op == "-" and self.raw:
            self.use_raw()
            value = ast.UnaryOp(ast.USub(), operand, **at)
            if is_float(node.operand):
                return value
            return self.checked(value, [self.has_class("float"), self.in_range_not_zero], at)
        return self.runtime(UNARY[node.op], [operand], at)

    def raw_length(self, node, at):
        """``#v``: len(v) if v.__class__ is str else len(a) - 1 if (a := v.arr)[0] and a[-1] is not None else length(v)."""
        value, again = self.twice(node.operand)
        self.site(at, "unary", self.describe(node.operand), None, node.op)
        if not self.raw:
            return self.runtime("length", [value], at)
        of_list, of_string, elsewhere = self.length_parts(again, at)
        size = ast.BinOp(of_list[1], ast.Sub(), py.const(1, at), **at)
        size = py.conditional(of_list[0], size, elsewhere, at)
        return py.conditional(py.is_class(value, "str", at), of_string, size, at)

    def length_parts(self, operand, at):
        """((the test that a list's length is the table's, the length of that Python list), a string's length, the runtime's way)."""
        self.use_raw()
        array = self.temp()
        plain = py.item(py.walrus(array, py.attribute(operand(), "arr", at), at), 0, at)
        last = py.is_not(py.item(py.load(array, at), -1, at), py.const(None, at), at)
        size = py.call(py.load("len", at), [py.load(array, at)], at)
        of_list = py.all_([plain, last], at), size
        return of_list, py.call(py.load("len", at), [operand()], at), self.runtime("length", [operand()], at)

    def is_place_behind(self, node) -> bool:
        """Whether a node is ``#t + 1``, which is the length of Python's list: a length and a sum at once."""
        return (is_next_place(node) and not self.unit.careful and not self.calls_in(node.left.operand)
                and not is_text(node.left.operand))

    def place_behind(self, node):
        """``#t + 1``: len(t) + 1 if t.__class__ is str else len(a) if (a := t.arr)[0] and a[-1] is not None else add(length(t), 1)."""
        at, sum_at = self.at_op(node.left), self.at_op(node)
        value, again = self.twice(node.left.operand)
        self.site(at, "unary", self.describe(node.left.operand), None, "#")
        self.site(sum_at, "binary", None, None, "+")
        of_list, of_string, elsewhere = self.length_parts(again, at)
        elsewhere = self.runtime("add", [elsewhere, py.const(1, at)], sum_at)
        size = py.conditional(of_list[0], of_list[1], elsewhere, at)
        of_string = ast.BinOp(of_string, ast.Add(), py.const(1, at), **sum_at)
        return py.conditional(py.is_class(value, "str", at), of_string, size, at)

    def is_runtime_operator(self, node) -> bool:
        """Whether an operator is left to the runtime, which may call a metamethod."""
        if type(node) is lua.UnOp:
            return node.op == "~" or node.op == "#" and not is_text(node.operand)
        op = node.op
        if op == "..":
            return len(concatenated(node)) > LONG_CHAIN
        if op == "//":
            return not (type(node.right) is lua.Number and is_integer(node.right) and node.right.value > 0)
        if op == "^":
            return not (type(node.right) is lua.Number and node.right.value in (2, 3))
        return op in ("<<", ">>") and not is_shift(node)


def concatenated(node) -> list:
    """The parts of a chain of ``..``."""
    parts = []
    while type(node) is lua.BinOp and node.op == "..":
        parts.append(node.left)
        node = node.right
    return [*parts, node]


def is_shift(node) -> bool:
    """Whether a shift is by a constant number of bits between 1 and 63."""
    return type(node.right) is lua.Number and node.right.value.__class__ is int and 0 < node.right.value < 64


def is_singleton(node) -> bool:
    """Whether a node's value is nil, true or false, which equal only themselves."""
    kind = type(node)
    if kind is lua.Name and type(node.info) is Variable:
        return not node.info.assigned and [type(value) for value in node.info.definitions] == [lua.Nil]
    return kind in (lua.Nil, lua.TrueExpr, lua.FalseExpr)


def between(low, high):
    """The test ``low <= value <= high``; None: no bound on that side. Its name is that of the value, if that is no name itself.

    Two comparisons that jump take CPython less than a chain of them.
    """
    def test(value, name, at):
        if low is None:
            return ast.Compare(value, [ast.LtE()], [py.const(high, at)], **at)
        if high is None:
            return ast.Compare(py.const(low, at), [ast.LtE()], [value], **at)
        again = copy.copy(value) if name is None else py.load(name, at)
        return py.all_([ast.Compare(value, [ast.LtE()], [py.const(high, at)], **at),
                        ast.Compare(again, [ast.GtE()], [py.const(low, at)], **at)], at)
    return test


def _step(node) -> int:
    """The small constant that an addition or subtraction adds, or 0."""
    if node.op in "+-":
        for operand in (node.right, node.left) if node.op == "+" else (node.right,):
            if type(operand) is lua.Number and operand.value.__class__ is int and 0 < operand.value <= SMALL:
                return operand.value if node.op == "+" else -operand.value
    return 0


def _left_spine(node):
    """The arithmetic nodes of a left-leaning chain, innermost first."""
    spine = []
    while type(node) is lua.BinOp and node.op in BINARY:
        spine.append(node)
        node = node.left
    spine.reverse()
    return spine
