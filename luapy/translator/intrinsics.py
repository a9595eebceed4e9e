"""Calls of library functions that are done in place while the functions are the library's own.

``s:sub(i, i)``, ``string.byte(s, i)``, ``table.insert(t, v)`` and ``assert(v, message)`` are
hardly more than one instruction of Python; a call costs ten times as much.  Each is guarded by
the identity of the function, so that a program may still replace it, and by what the short
form needs; everything else is the call as it is written.
"""

from __future__ import annotations

import ast

from luapy.analysis.numbers import is_positive, is_text
from luapy.analysis.scopes import Global, Variable
from luapy.frontend import nodes as lua
from luapy.runtime.ownmethods import FLAGS
from luapy.translator import python as py
from luapy.translator.calls import is_unadjusted
from luapy.translator.formats import FORMAT, Formatting
from luapy.translator.matching import FIND, GSUB, MATCH, Matching
from luapy.translator.shortforms import FUNCTIONS, UNPACK, ShortForms

# What programs call these functions, with and without their library's name.
_SUB, _BYTE, _INSERT = "string.sub", "string.byte", "table.insert"
_FIELDS = {tuple(name.split(".")): name for name in (_SUB, _BYTE, _INSERT, FIND, MATCH, GSUB, FORMAT)}
_METHODS = {"sub": _SUB, "byte": _BYTE, "find": FIND, "match": MATCH, "gsub": GSUB, "format": FORMAT}
# What has been looked up before the arguments (see extraction).
_LOOKED_UP = {f"{kind} '{name}'": function for name, function in _METHODS.items() for kind in ("method", "field")}
_LOCALS = {"sub": _SUB, "strsub": _SUB, "ssub": _SUB, "string_sub": _SUB, "byte": _BYTE, "strbyte": _BYTE, "sbyte": _BYTE,
           "string_byte": _BYTE, "insert": _INSERT, "tinsert": _INSERT, "table_insert": _INSERT,
           "strfind": FIND, "sfind": FIND, "string_find": FIND, "strmatch": MATCH, "smatch": MATCH, "string_match": MATCH,
           "gsub": GSUB, "strgsub": GSUB, "sgsub": GSUB, "string_gsub": GSUB}


# Their names in translated code, where no variable has them.
LIBRARY_FUNCTIONS = {name: "lib_" + name.replace(".", "_") for name in (_SUB, _BYTE, _INSERT, FIND, MATCH, GSUB, FORMAT, "assert", *FUNCTIONS)}
# Those that each dialect has for itself.
OF_DIALECT = frozenset((FIND, MATCH, GSUB, FORMAT))


def field_name(func):
    """``library.function`` of an expression like that, if its calls may be done in place; else None."""
    if type(func) is lua.Index and type(func.obj) is lua.Name and type(func.key) is lua.String:
        return _FIELDS.get((func.obj.id, func.key.value))
    return None


class Intrinsics(ShortForms, Matching, Formatting):
    def intrinsic(self, node, wanted=None):
        """(test, value, call) of a call that may be done in place, or None.

        All three are Python expressions: the value where the test holds, the call elsewhere. wanted: how many results
        count, a tuple if they are several; None: all, as a call gives them.
        """
        parts = self.short_form(node, wanted == 1) if wanted in (1, None) else None
        if parts is not None:
            return parts
        if not self.raw or self.conditional:
            return None
        if wanted not in (1, None) and type(node) is lua.Call and self.library_name(node.func) == UNPACK and self.unit.dialect.integers:
            return self.unpacking(node, wanted)
        name = self.intrinsic_name(node)
        args = list(node.args) if type(node) is lua.Call else [node.obj, *node.args]
        if name == FORMAT and args and (not self.is_multiple(args[-1]) or is_unadjusted(args[-1])):
            return self.format_call(node, args, wanted)
        if name is None or args and self.is_multiple(args[-1]):
            return None
        if name == _SUB and len(args) in (2, 3) or name == _BYTE and len(args) == 2:
            if any(self.calls_in(arg) for arg in args):
                return None
            if wanted not in (1, None):
                return None
            self.use_raw()
            return self.string_intrinsic(name, node, args)
        if name in (FIND, MATCH, GSUB) and len(args) > 1:
            return self.pattern_call(name, node, args, wanted)
        return None

    def intrinsic_name(self, node):
        if type(node) is lua.MethodCall:
            return _METHODS.get(node.name)
        func = node.func
        if type(func) is lua.Name:
            if type(func.info) is Global:
                return None
            if len(func.info.definitions) == 1 and field_name(func.info.definitions[0]):  # local find = string.find
                return field_name(func.info.definitions[0])
            return _LOCALS.get(func.id) or _LOOKED_UP.get(func.info.description)
        return field_name(func)

    def library_function(self, name, at):
        """The library's function of that name, found when the chunk is loaded."""
        self.unit.library_functions.add(name)
        return py.load(LIBRARY_FUNCTIONS[name], at)

    def string_intrinsic(self, name, node, args):
        at = self.at_op(node)
        func = None if type(node) is lua.MethodCall else self.kept_value(node.func)
        values = [self.kept_value(args[0])]
        places = args[1:2] if name == _SUB and len(args) == 3 and _are_same(*args[1:]) else args[1:]
        values += [self.kept_value(arg) if negative(arg) is None else py.const(negative(arg), at) for arg in places]
        values += values[1:] * (len(args) - len(values))
        again = [lambda value=value: py.again(value, at) for value in values]
        tests, called = self.genuine_call(name, node, func, args, again, at)
        start = args[1]
        if not is_positive(start) and (name == _BYTE or negative(start) is None):
            tests.append(ast.Compare(again[1](), [ast.Gt()], [py.const(0, at)], **at))
        if name == _SUB:
            value = self.substring(args, again, tests, at)
        else:
            element = ast.Subscript(again[0](), py.less_one(again[1](), at), py.LOAD, **at)
            value = py.call(py.load("ord", at), [element], at)
        self.attempt.calls = True
        return py.all_(tests, at), value, py.call(called, [value() for value in again], at)

    def genuine_call(self, name, node, func, args, again, at):
        """(the tests that a call is of a library's own function with a string, what it calls).

        func: the function, evaluated, None for a method; args: its arguments; again: functions that give their values.
        """
        if func is None:
            self.unit.names.add(node.name)
            self.site(at, "call", f"method '{node.name}'")
            lookup = self.at_lookup(node)
            genuine = self.own_method(node.name, at)
            self.site(lookup, "index", self.describe(node.obj), node.name)
            called = self.guarded_field(again[0](), again[0], node.name, lookup)
        else:
            self.site(at, "call", self.describe(node.func))
            genuine = py.is_(py.again(func, at), self.library_function(name, at), at)
            called = py.again(func, at)
        subject = again[0]()
        if is_text(args[0]) or isinstance(subject, ast.Constant) and subject.value.__class__ is str:
            return [genuine], called
        return [genuine, py.is_class(subject, "str", at)], called

    def own_method(self, name, at):
        """The global that tells whether a method of strings is the library's own, see luapy.runtime.ownmethods."""
        self.unit.own_methods.add("f_" + name)
        return py.load(FLAGS["f_" + name], at)

    def substring(self, args, again, tests, at):
        """``s[i - 1:j]``, and the test of j.  Negative constants count from the end as in Python.

        ``s:sub(i, i)`` is at first s[i - 1], which fails behind the end.
        """
        start = py.less_one(again[1](), at) if negative(args[1]) is None else again[1]()
        stop = None
        if len(args) == 3:
            last = args[2]
            if negative(last) is None:
                same = _are_same(args[1], last)
                if same and not self.looks_first:
                    self.attempt.reads.add(py.place(at))
                    return ast.Subscript(again[0](), start, py.LOAD, **at)
                if not (same or is_positive(last)):
                    tests.append(ast.Compare(again[2](), [ast.GtE()], [py.const(0, at)], **at))
                stop = again[2]()
            elif negative(last) < -1:
                stop = py.const(negative(last) + 1, at)
        return ast.Subscript(again[0](), ast.Slice(start, stop, None, **at), py.LOAD, **at)

    def kept_value(self, node):
        """A name or constant with a node's value."""
        value = self.expr(node)
        if isinstance(value, (ast.Name, ast.Constant)):
            return value
        self.use_raw()  # it is evaluated before operands that stand before it: if it fails, all is done again in order
        return self.keep(value)

    # Statements

    def call_in_place(self, call, stat) -> bool:
        """Translate a call statement of table.insert, table.remove or assert in place, if it is one."""
        if not self.attempt.active or self.attempt.calls or type(call) is not lua.Call:
            return False
        if len(call.args) == 2 and self.intrinsic_name(call) == _INSERT \
                and (not self.is_multiple(call.args[1]) or is_unadjusted(call.args[1])):
            self.insert_in_place(call, stat)
            return True
        if call.args and type(call.func) is lua.Name and type(call.func.info) is Global and call.func.id == "assert" \
                and all(type(arg) in (lua.String, lua.Number) for arg in call.args[1:]) and not self.calls_in(call.args[0]):
            self.assert_in_place(call, stat)
            return True
        if self.library_name(call.func) == "table.remove":
            parts = self.short_form(call, False)
            if parts is not None:
                self.out.append(ast.If(parts[0], *([py.expression(part, self.at(stat))] for part in parts[1:]), **self.at(stat)))
                return True
        return False

    def insert_in_place(self, call, stat):
        """if f is table_insert and (a := t.arr)[0] and a[-1] is not None and v is not None: a.append(v)
        else: f(t, v)"""
        at, op = self.at(stat), self.at_op(call)
        self.use_raw()
        func = self.kept_value(call.func)
        table, value = [self.kept_value(arg) for arg in call.args]
        self.site(op, "call", self.describe(call.func))
        array = self.temp()
        tests = [py.is_(func, self.library_function(_INSERT, op), op),
                 py.item(py.walrus(array, py.attribute(table, "arr", op), op), 0, op),
                 py.is_not(py.item(py.load(array, op), -1, op), py.const(None, op), op)]
        if not (isinstance(value, ast.Constant) and value.value is not None):
            tests.append(py.is_not(py.again(value, op), py.const(None, op), op))
        if is_unadjusted(call.args[1]):
            tests.append(py.is_not(py.attribute(py.again(value, op), "__class__", op), py.load("tuple", op), op))
        append = py.call(py.attribute(py.load(array, op), "append", op), [py.again(value, op)], op)
        if is_unadjusted(call.args[1]):
            slow = self.call_with(py.again(func, op), [py.again(table, op)], call.args[1:], op)
        else:
            slow = py.call(py.again(func, op), [py.again(table, op), py.again(value, op)], op)
        self.attempt.calls = True
        self.out.append(ast.If(py.all_(tests, op), [py.expression(append, at)], [py.expression(slow, at)], **at))

    def assert_in_place(self, call, stat):
        """if not condition or assert is replaced: assert(value, message)"""
        at, op = self.at(stat), self.at_op(call)
        node = call.args[0]
        func = self.keep(self.expr(call.func))
        self.site(op, "call", self.describe(call.func))
        if self.is_condition(node):
            condition = self.condition(node)
            if isinstance(condition, ast.Constant):
                return self.out.append(py.expression(self.raw_call(call), at))
            # once, also if the condition calls a metamethod; a replaced assert sees its value
            name = self.temp()
            self.out.append(py.assign(py.store(name, op), py.conditional(condition, py.const(True, op), py.const(False, op), op), op))
            condition = py.load(name, op)
            value = py.conditional(py.load(name, op), py.load("TRUE", op), py.load("FALSE", op), op)
        else:
            kept = self.kept_value(node)
            condition = self.truth(kept, lambda: py.again(kept, op), op)
            value = py.again(kept, op)
        genuine = py.is_(func, self.library_function("assert", op), op)
        args = [self.expr(arg) for arg in call.args[1:]]
        slow = py.expression(py.call(py.again(func, op), [value, *args], op), at)
        self.attempt.calls = True
        self.out.append(ast.If(py.all_([genuine, condition], op), [ast.Pass(**at)], [slow], **at))


def _are_same(node, other) -> bool:
    """Whether two nodes are the same variable or number, or the same sum or difference of these."""
    if type(node) is not type(other):
        return False
    if type(node) is lua.BinOp:
        return node.op == other.op and node.op in "+-" and _are_same(node.left, other.left) and _are_same(node.right, other.right)
    if type(node) is lua.Number:
        return node.value.__class__ is int and node.value == other.value
    return type(node) is lua.Name and type(node.info) is Variable and node.info is other.info


def negative(node):
    """The value of a negative integer constant; None for other nodes."""
    if type(node) is lua.UnOp and node.op == "-" and type(node.operand) is lua.Number \
            and node.operand.value.__class__ is int and node.operand.value > 0:
        return -node.operand.value
    return None

