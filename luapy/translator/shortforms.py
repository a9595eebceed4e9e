"""Short forms of library calls: ``tostring(x)``, ``type(x)``, ``math.floor(x)``, ``select("#", ...)`` and the like.

Each is guarded by the identity of the function, which a program may replace, and by the classes of the arguments;
everything else is the call as it is written.  The guards of most raise nothing, so that these forms stand anywhere.
"""

from __future__ import annotations

import ast
import copy

from luapy.analysis.numbers import fact, is_float, is_integer, is_positive
from luapy.analysis.scopes import Global, Variable
from luapy.frontend import nodes as lua
from luapy.translator import python as py
from luapy.translator.operators import SMALL, between

# Name of a function -> the method of ShortForms that makes its form, the least number of arguments, whether it stands in
# tried statements only, where a guard may raise.
_FORMS = {
    "tostring": ("form_tostring", 1, False), "tonumber": ("form_tonumber", 1, False), "type": ("form_type", 1, False),
    "math.floor": ("form_floor", 1, False), "math.ceil": ("form_floor", 1, False), "math.abs": ("form_abs", 1, False),
    "math.sqrt": ("form_sqrt", 1, False), "math.max": ("form_max", 2, True), "math.min": ("form_max", 2, True),
    "string.char": ("form_char", 1, False), "string.len": ("form_len", 1, False),
    "string.lower": ("form_case", 1, False), "string.upper": ("form_case", 1, False),
    "table.remove": ("form_remove", 1, True), "table.concat": ("form_concat", 1, True),
}
# The most arguments of those that take more than the least number.
_MOST = {"table.concat": 2}
# What the forms call besides: attributes of the libraries' modules.
_PARTS = ("string.characters", "base.find_numeral", "base.find_type_name", "math.c_floor", "math.c_ceil", "math.c_sqrt")
UNPACK = "table.unpack"
FUNCTIONS = (*_FORMS, "select", UNPACK, *_PARTS)
_GLOBALS = frozenset(name for name in FUNCTIONS if "." not in name)
# Forms of functions that are others, or give other numbers, in the versions where all numbers are doubles.
_OF_INTEGERS = frozenset(("tostring", "tonumber", "math.floor", "math.ceil", "math.max", "math.min", "table.remove"))
_METHODS = {"len": "string.len", "lower": "string.lower", "upper": "string.upper"}
# Floats between these bounds have a floor and a ceiling that are integers of Lua's and exact.
_SURE = 2.0 ** 53


class Operand:
    """The function or an argument of a short form: evaluated where it is used first, in the first test."""

    def __init__(self, node, value, name, at):
        self.node = node
        self.value = value
        self.name = name  # of the variable that keeps the value from its first use on; None: the value can be read twice
        self.at = at
        self.used = False

    def __call__(self):
        if self.name is None:
            return copy.deepcopy(self.value)
        if self.used:
            return py.load(self.name, self.at)
        self.used = True
        return py.walrus(self.name, self.value, self.at)

    def is_of(self, *classes):
        """The test that the value has one of these classes."""
        return py.any_([py.is_class(self(), cls, self.at) for cls in classes],
                       self.at)


def _is_one_of(*names):
    """A test that an operand is one of the runtime's constants of these names."""
    return lambda operand, at: py.any_([py.is_(operand(), py.load(name, at), at) for name in names], at)


# How values of a type are told.
_TYPE_TESTS = {
    "string": lambda operand, at: operand.is_of("str"), "number": lambda operand, at: operand.is_of("int", "float"),
    "nil": lambda operand, at: py.is_(operand(), py.const(None, at), at), "boolean": _is_one_of("TRUE", "FALSE"),
}


class ShortForms:
    def short_form(self, node, single):
        """(test, value, call) as for `intrinsic`; single: only the first result of the call counts."""
        if not self.attempt.active:  # the other translation of a tried statement, or a readable one
            return None
        method = type(node) is lua.MethodCall
        name = _METHODS.get(node.name) if method else self.library_name(node.func)
        if name == "select":
            return self.form_select(node, single)
        args = [node.obj, *node.args] if method else node.args
        if name not in _FORMS or name in _OF_INTEGERS and not self.unit.dialect.integers:
            return None
        make, count, tried = _FORMS[name]
        firm = self.raw and not self.conditional  # statements may come before
        if not count <= len(args) <= _MOST.get(name, count) or self.is_multiple(args[-1]) or any(self.calls_in(arg) for arg in args) \
                or tried and not firm or not firm and count > 1:
            return None
        at = self.at_op(node)
        simple = [self.is_repeatable(arg) for arg in args]
        if method and not firm and not all(simple):
            return None
        func = None
        if not method:
            func = self.expr(node.func)
            if firm and not py.is_path(func):
                func = self.keep(func)
            func = Operand(node.func, func, None if isinstance(func, ast.Name) else self.temp(), at)
        if name == "math.floor" and firm and _is_quotient(args[0]):
            return self.form_floor_quotient(node, func, at)
        if firm:
            operands = [Operand(arg, self.kept_value(arg), None, at) for arg in args]
        else:
            operands = [Operand(arg, self.expr(arg), None if same else self.temp(), at)
                        for arg, same in zip(args, simple, strict=True)]
        return self.guarded_form(node, name, make, func, operands, at)

    def guarded_form(self, node, name, make, func, operands, at):
        """The parts of `short_form` for evaluated operands."""
        evaluated = []
        if func is None:
            called, genuine = self.method_parts(node, operands[0])
        else:
            self.site(at, "call", self.describe(node.func))
            if operands[0].name is not None:  # both are evaluated before any test
                evaluated.append(py.is_not(func(), operands[0](), at))
            genuine = py.is_(func(), self.library_function(name, at), at)
            called = func()
        tests, value = getattr(self, make)(name, operands, at)
        self.note_call()
        return py.all_([*evaluated, genuine, *tests], at), value, py.call(called, [operand() for operand in operands], at)

    def method_parts(self, node, operand):
        """(the function of a method call, the test that strings have the library's own under that name)."""
        lookup = self.at_lookup(node)
        self.unit.names.add(node.name)
        self.site(self.at_op(node), "call", f"method '{node.name}'")
        self.site(lookup, "index", self.describe(node.obj), node.name)
        return self.guarded_field(operand(), operand, node.name, lookup), self.own_method(node.name, lookup)

    def is_type_test(self, node) -> bool:
        """Whether a node is ``type(v) == "string"`` or the like, of a type that a class or two tell."""
        if type(node) is not lua.BinOp or node.op not in ("==", "~=") or self.unit.careful:
            return False
        call, literal = (node.left, node.right) if type(node.right) is lua.String else (node.right, node.left)
        return (type(literal) is lua.String and literal.value in _TYPE_TESTS and type(call) is lua.Call and len(call.args) == 1
                and self.is_repeatable(call.args[0]) and self.library_name(call.func) == "type")

    def type_test(self, node):
        """The condition of such a node: v.__class__ is str if type is lib_type else type(v) == "string"; None for others."""
        if not self.attempt.active or not self.is_type_test(node):
            return None
        call, literal = (node.left, node.right) if type(node.right) is lua.String else (node.right, node.left)
        at, place = self.at_op(node), self.at_op(call)
        func = self.expr(call.func)
        func = Operand(call.func, func, None if isinstance(func, ast.Name) else self.temp(), place)
        value = Operand(call.args[0], self.expr(call.args[0]), None, at)
        genuine = py.is_(func(), self.library_function("type", place), place)
        self.site(place, "call", self.describe(call.func))
        self.site(at, "compare", None, None, node.op)
        self.note_call()
        result = self.first_inline(py.call(func(), [value()], place), place)
        compared = ast.Compare(result, [ast.Eq()], [py.const(literal.value, at)], **at)
        test = py.conditional(genuine, _TYPE_TESTS[literal.value](value, at), compared, at)
        return py.not_(test, at) if node.op == "~=" else test

    def library_name(self, func):
        """The name of the library function that an expression most probably is, or None."""
        if type(func) is lua.Name and type(func.info) is Variable and len(func.info.definitions) == 1:
            func = func.info.definitions[0]  # local floor = math.floor
        while type(func) is lua.Paren or type(func) is lua.Logical and func.op == "or":
            func = func.expr if type(func) is lua.Paren else func.left  # table.unpack or unpack
        if type(func) is lua.Name:
            return func.id if type(func.info) is Global and func.id in _GLOBALS else None
        if type(func) is lua.Index and type(func.obj) is lua.Name and type(func.key) is lua.String:
            name = f"{func.obj.id}.{func.key.value}"
            return name if name in _FORMS or name == UNPACK else None
        return None

    def unpacking(self, node, wanted):
        """(test, value, call) as for `intrinsic` of ``table.unpack(t)`` for several variables: a slice of a list with so many elements."""
        if len(node.args) != 1 or self.is_multiple(node.args[0]) or self.calls_in(node.args[0]) or self.calls_in(node.func):
            return None
        at = self.at_op(node)
        self.use_raw()
        func, table = self.kept_value(node.func), self.kept_value(node.args[0])
        array = self.temp()
        tests = [py.is_(func, self.library_function(UNPACK, at), at),
                 py.item(py.walrus(array, py.attribute(table, "arr", at), at), 0, at),
                 py.is_not(py.item(py.load(array, at), -1, at), py.const(None, at), at),
                 ast.Compare(py.call(py.load("len", at), [py.load(array, at)], at), [ast.Gt()], [py.const(wanted, at)], **at)]
        value = ast.Subscript(py.load(array, at), ast.Slice(py.const(1, at), py.const(wanted + 1, at), None, **at), py.LOAD, **at)
        self.site(at, "call", self.describe(node.func))
        self.attempt.calls = True
        return py.all_(tests, at), value, py.call(py.again(func, at), [py.again(table, at)], at)

    def is_repeatable(self, node) -> bool:
        """Whether a node is a local variable or a constant, whose value can be read twice."""
        return type(node) in (lua.Number, lua.String) or type(node) is lua.Name and type(node.info) is not Global

    # The forms: (tests, value), of operands that have been evaluated.

    def form_tostring(self, name, operands, at):
        operand, = operands
        tests = [] if is_integer(operand.node) else [operand.is_of("int", "str")]
        return tests, ast.JoinedStr([ast.FormattedValue(operand(), -1, None, **at)], **at)

    def form_tonumber(self, name, operands, at):
        found = self.temp()
        numeral = py.call(self.library_function("base.find_numeral", at), [operands[0]()], at)
        return [py.is_not(py.walrus(found, numeral, at), py.const(None, at), at)], py.load(found, at)

    def form_type(self, name, operands, at):
        found = self.temp()
        cls = py.attribute(operands[0](), "__class__", at)
        named = py.call(self.library_function("base.find_type_name", at), [cls], at)
        return [py.is_not(py.walrus(found, named, at), py.const(None, at), at)], py.load(found, at)

    def form_floor(self, name, operands, at):
        operand, = operands
        if is_integer(operand.node):
            return [], operand()
        tests = [] if is_float(operand.node) else [operand.is_of("float")]
        tests.append(ast.Compare(py.const(-_SURE, at), [ast.Lt(), ast.Lt()], [operand(), py.const(_SURE, at)], **at))
        return tests, py.call(self.library_function(name.replace(".", ".c_"), at), [operand()], at)

    def form_floor_quotient(self, node, func, at):
        """``math.floor(x / n)`` with an int n: x // n if x is a small int, for which that is the same; else as any quotient.

        (The quotient of ints up to 2^30 lies farther from the next integer than a float of that size may be wrong.)
        """
        quotient = node.args[0]
        left = self.kept_value(quotient.left)
        value = Operand(quotient, self.raw_division(quotient, copy.deepcopy(left), self.expr(quotient.right), at), self.temp(), at)
        self.site(at, "call", self.describe(node.func))
        genuine = py.is_(func(), self.library_function("math.floor", at), at)
        tests = [genuine]
        found = fact(quotient.left)
        if found is None or found.kind != "int":
            tests.append(py.is_class(copy.deepcopy(left), "int", at))
        if found is None or found.kind != "int" or found.low < -SMALL or found.high > SMALL:
            tests.append(between(-SMALL, SMALL)(copy.deepcopy(left), None, at))
        floor = ast.BinOp(left, ast.FloorDiv(), self.expr(quotient.right), **at)
        float_tests, float_floor = self.form_floor("math.floor", [value], at)
        float_tests.append(py.is_(func(), self.library_function("math.floor", at), at))
        self.note_call()
        call = py.conditional(py.all_(float_tests, at), float_floor, py.call(func(), [value()], at), at)
        return py.all_(tests, at), floor, call

    def form_abs(self, name, operands, at):
        operand, = operands
        return [operand.is_of("float")], py.call(py.load("abs", at), [operand()], at)

    def form_sqrt(self, name, operands, at):
        operand, = operands
        tests = [operand.is_of("float"), ast.Compare(operand(), [ast.GtE()], [py.const(0.0, at)], **at)]
        return tests, py.call(self.library_function("math.c_sqrt", at), [operand()], at)

    def form_max(self, name, operands, at):
        """The comparison calls no metamethod: it refuses, and the call makes it again."""
        self.use_raw()
        left, right = operands
        if name == "math.max":
            return [], py.conditional(ast.Compare(left(), [ast.Lt()], [right()], **at), right(), left(), at)
        return [], py.conditional(ast.Compare(right(), [ast.Lt()], [left()], **at), right(), left(), at)

    def form_char(self, name, operands, at):
        """One of a tuple of all characters, which fails for what is no int or too large; chr where nothing may fail."""
        operand, = operands
        if self.raw and not self.conditional:
            self.use_raw()
            tests = [] if is_positive(operand.node) else [ast.Compare(operand(), [ast.GtE()], [py.const(0, at)], **at)]
            return tests, ast.Subscript(self.library_function("string.characters", at), operand(), py.LOAD, **at)
        tests = [] if is_integer(operand.node) else [operand.is_of("int")]
        tests.append(ast.Compare(py.const(0, at), [ast.LtE(), ast.LtE()], [operand(), py.const(255, at)], **at))
        return tests, py.call(py.load("chr", at), [operand()], at)

    def form_len(self, name, operands, at):
        operand, = operands
        return [operand.is_of("str")], py.call(py.load("len", at), [operand()], at)

    def form_case(self, name, operands, at):
        """ASCII letters only."""
        operand, = operands
        is_ascii = py.call(py.attribute(operand(), "isascii", at), [], at)
        changed = py.call(py.attribute(operand(), name.partition(".")[2], at), [], at)
        return [operand.is_of("str"), is_ascii], changed

    def form_remove(self, name, operands, at):
        """The last element of a list that has one: see luapy.runtime.table."""
        self.use_raw()
        array = self.temp()
        tests = [py.item(py.walrus(array, py.attribute(operands[0](), "arr", at), at), 0, at),
                 py.is_not(py.item(py.load(array, at), -1, at), py.const(None, at), at),
                 ast.Compare(py.call(py.load("len", at), [py.load(array, at)], at), [ast.Gt()], [py.const(1, at)], **at)]
        return tests, py.call(py.attribute(py.load(array, at), "pop", at), [], at)

    def form_concat(self, name, operands, at):
        """``''.join(a[1:])`` for a list of strings; others than the last one are looked at by Python, whose error leads to the call."""
        self.use_raw()
        array = self.temp()
        tests = [py.item(py.walrus(array, py.attribute(operands[0](), "arr", at), at), 0, at),
                 py.is_class(py.item(py.load(array, at), -1, at), "str", at)]
        separator = operands[1]() if len(operands) > 1 else py.const("", at)
        if not isinstance(separator, ast.Constant):
            tests.append(py.is_class(operands[1](), "str", at))
        rest = ast.Subscript(py.load(array, at), ast.Slice(py.const(1, at), None, None, **at), py.LOAD, **at)
        return tests, py.call(py.attribute(separator, "join", at), [rest], at)

    def form_select(self, node, single):
        """``select("#", ...)`` and, where only one result counts, ``select(n, ...)``."""
        if len(node.args) != 2 or type(node.args[1]) is not lua.Vararg or type(node.func) is not lua.Name:
            return None
        wanted, at = node.args[0], self.at_op(node)
        counts = type(wanted) is lua.String and wanted.value == "#"
        if not counts and not (single and self.is_repeatable(wanted)):
            return None
        func = self.expr(node.func)
        func = Operand(node.func, func, None if isinstance(func, ast.Name) else self.temp(), at)
        tests = [py.is_(func(), self.library_function("select", at), at)]
        size = py.call(py.load("len", at), [py.load("varargs", at)], at)
        self.site(at, "call", self.describe(node.func))
        call = self.call_with(func(), [], node.args, at)
        if counts:
            return tests[0], size, call
        operand = Operand(wanted, self.expr(wanted), None, at)
        tests.append(operand.is_of("int"))
        tests.append(ast.Compare(py.const(0, at), [ast.Lt(), ast.LtE()], [operand(), size], **at))
        place = ast.BinOp(operand(), ast.Sub(), py.const(1, at), **at)
        value = ast.Subscript(py.load("varargs", at), place, py.LOAD, **at)
        return py.all_(tests, at), value, call


def _is_quotient(node) -> bool:
    """Whether a node is a division by a small constant int above zero."""
    return (type(node) is lua.BinOp and node.op == "/" and type(node.right) is lua.Number
            and node.right.value.__class__ is int and 0 < node.right.value <= SMALL)
