"""Indexing and table constructors (manual 3.2, 3.4.9)."""

from __future__ import annotations

import ast
import copy
import re

from luapy.analysis.numbers import is_integer, is_low_constant, likely_integer, seems_integer
from luapy.frontend import nodes as lua
from luapy.translator import python as py

IDENTIFIER = re.compile(r"[A-Za-z_][A-Za-z0-9_]*", re.ASCII)
_PURE = (lua.Nil, lua.TrueExpr, lua.FalseExpr, lua.Number, lua.String, lua.Function, lua.Name)


def is_field_name(node) -> bool:
    """Whether a key is a constant string that is an attribute of tables in translated code."""
    return type(node) is lua.String and IDENTIFIER.fullmatch(node.value) is not None


class Update:
    """The store ``t[k] = ...`` under translation, of a variable as key: where its value reads ``t[k]``, a string needs to be
    looked up once.

    names: of the variables that hold the value read, the table's attributes and the key as their name; None: nothing reads it.
    """

    def __init__(self, target):
        self.target = target
        self.names = None

    def reads(self, node) -> bool:
        """Whether an Index node is what is stored."""
        return (type(node.obj) is type(node.key) is lua.Name and node.obj.info is self.target.obj.info
                and node.key.info is self.target.key.info)

    def keep(self, translator, value, fields, attribute, at):
        """The two expressions, which keep what they give."""
        self.names = value, translator.temp(), translator.temp()
        return py.walrus(self.names[1], fields, at), py.walrus(self.names[2], attribute, at)


class Tables:
    def expr_Index(self, node):
        at = self.at_op(node)
        self.site(at, "index", self.describe(node.obj), node.key.value if type(node.key) is lua.String else None)
        if is_field_name(node.key) and not self.unit.careful:
            self.unit.names.add(node.key.value)
            return self.field(node.obj, node.key.value, at)
        if self.is_overtaken(node.obj, self.is_late_object, node.key):
            return self.overtaken(node.obj, node.key, lambda obj, key: self.runtime("index", [obj, key], at))
        if self.raw and not self.is_runtime_index(node):
            return self.element(node, at)
        return self.runtime("index", [self.expr(node.obj), self.expr(node.key)], at)

    def is_runtime_index(self, node) -> bool:
        """Whether an index is left to the runtime, which may call a metamethod."""
        key = node.key
        if is_field_name(key):
            return False
        return not likely_integer(key) or is_low_constant(key)

    def element(self, node, at):
        """``obj[key]`` as an element of the list, where the key may well be an integer.

        At first obj.arr[key], or the following for keys that may be zero or less or no integers:
        (obj.arr[key] if key.__class__ is int and key > 0 else sparse_element(obj, key))
        (Lists of tables with ``__index`` have no holes.)  When the statement has failed often, it looks before it reads.
        """
        if self.looks_first:
            return self.element_if_any(node, at)
        value = self.element_of_list(node, at)
        if self.raw:
            self.use_raw()
            self.attempt.reads.add(py.place(at))
        return value

    def element_of_list(self, node, at):
        """The element that is probably in the list."""
        obj, obj_again = self.path(node.obj) if self.is_path(node.obj) else self.twice(node.obj)
        if not self.raw:
            return self.runtime("index", [obj, self.expr(node.key)], at)
        positive = self.is_positive_key(node.key)
        computed = not positive and self.is_computed_key(node.key)
        key, key_again = self.computed_key(node.key) if computed else self.twice(node.key)
        if not self.raw:
            return self.runtime("index", [obj, key], at)
        if positive:
            return ast.Subscript(py.attribute(obj, "arr", at), key, py.LOAD, **at)
        tests, sure = [], []
        if isinstance(obj, ast.NamedExpr):  # evaluated first, since the other branch needs it
            tests.append(py.is_not(obj, py.const(None, at), at))
            obj = obj_again()
            if isinstance(key, ast.NamedExpr):  # which the other branch needs as well
                sure.append(py.is_not(obj_again(), py.const(None, at), at))
        if not (computed or is_integer(node.key) or seems_integer(node.key)):
            tests.append(py.is_class(key, "int", at))
            key = key_again()
        tests.append(ast.Compare(key, [ast.Gt()], [py.const(0, at)], **at))
        element = ast.Subscript(py.attribute(obj, "arr", at), key_again(), py.LOAD, **at)
        elsewhere = py.helper("sparse_element", [obj_again(), key_again()], at)
        if tests and not (computed or is_integer(node.key) or seems_integer(node.key)):
            elsewhere = self.string_element(node, obj_again, key_again, elsewhere, at)
        if computed:  # else it fails: another key is due
            sure.append(self.is_proper_integer(key_again, at))
        if sure:
            refused = ast.UnaryOp(ast.USub(), py.const(None, at), **at)
            elsewhere = py.conditional(py.all_(sure, at), elsewhere, refused, at)
        return py.conditional(py.all_(tests, at), element, elsewhere, at)

    def string_element(self, node, obj, key, elsewhere, at):
        """``obj[key]`` where the key is a string, which makes it an attribute; *elsewhere* for other keys that are no integers:

        (v if (v := obj.__dict__.get('f_' + key)) is not None else absent_field(obj, key)) if key.__class__ is str else elsewhere
        """
        value = self.temp()
        fields, attribute = py.attribute(obj(), "__dict__", at), ast.BinOp(py.const("f_", at), ast.Add(), key(), **at)
        if self.update is not None and self.update.reads(node) and not self.conditional:
            fields, attribute = self.update.keep(self, value, fields, attribute, at)
        found = py.call(py.attribute(fields, "get", at), [attribute], at)
        found = py.is_not(py.walrus(value, found, at), py.const(None, at), at)
        value = py.conditional(found, py.load(value, at), py.helper("absent_field", [obj(), key()], at), at)
        return py.conditional(py.is_class(key(), "str", at), value, elsewhere, at)

    def element_if_any(self, node, at):
        """An element that may well be absent, which is nil if only the list of a table can have it (see luapy.runtime.table):

        ((a[key] if key < len(a := obj.arr) else None if a[0] else sparse_element(obj, key)) if key > 0 else sparse_element(obj, key))

        In statements with several reads only if this one is known to fail: ((...) if absent_2 else obj.arr[key])
        """
        obj, key = self.expr(node.obj), self.expr(node.key)
        if not self.raw:  # they contain a call
            return self.runtime("index", [obj, key], at)
        self.use_raw()
        if not isinstance(key, (ast.Name, ast.Constant)) and not self.conditional:
            obj = obj if py.is_path(obj) else self.keep(obj)
            key = self.keep(key)
        if not (isinstance(key, (ast.Name, ast.Constant)) and likely_integer(node.key)):
            return py.helper("sparse_element", [obj, key], at)
        again = copy.deepcopy
        tests = []
        if not py.is_path(obj):  # evaluated first, since the other branch needs it
            name = self.temp()
            tests.append(py.is_not(py.walrus(name, obj, at), py.const(None, at), at))
            obj = py.load(name, at)
        array = self.temp()
        absent = py.item(py.load(array, at), 0, at)
        is_int = py.is_class(again(key), "int", at)
        if seems_integer(node.key) and not is_integer(node.key):
            absent = py.all_([absent, is_int], at)
        elif not is_integer(node.key):
            tests.append(is_int)
        if not self.is_positive_key(node.key):
            tests.append(ast.Compare(again(key), [ast.Gt()], [py.const(0, at)], **at))
        length = py.call(py.load("len", at), [py.walrus(array, py.attribute(again(obj), "arr", at), at)], at)
        within = ast.Compare(again(key), [ast.Lt()], [length], **at)
        element = ast.Subscript(py.load(array, at), again(key), py.LOAD, **at)
        elsewhere = py.helper("sparse_element", [obj, key], at)
        element = py.conditional(within, element, py.conditional(absent, py.const(None, at), again(elsewhere), at), at)
        if not (is_integer(node.key) or seems_integer(node.key)):
            elsewhere = self.string_element(node, lambda: again(obj), lambda: again(key), elsewhere, at)
        if self.read_flags is not None:
            direct = ast.Subscript(py.attribute(again(obj), "arr", at), again(key), py.LOAD, **at)
            element = py.conditional(self.read_flag(py.place(at), at), element, direct, at)
        return py.conditional(py.all_(tests, at), element, elsewhere, at) if tests else element

    def is_path(self, node) -> bool:
        """Whether a node is a variable or a field of a field of one, which can be read twice in a tried statement."""
        while type(node) is lua.Index and is_field_name(node.key):
            node = node.obj
        return self.raw and type(node) is lua.Name

    def path(self, node):
        """(the value of a path, a function that reads it again)."""
        value = self.expr(node)
        return value, lambda: copy.deepcopy(value)

    def is_computed_key(self, node) -> bool:
        """Whether a key is a sum, difference or product, whose range need not be checked to look in a list."""
        return (type(node) is lua.BinOp and node.op in "+-*" and self.unit.dialect.integers
                and self.is_plain_sum(node))

    def is_plain_sum(self, node) -> bool:
        if type(node) is lua.BinOp:
            return node.op in ("+", "-", "*") and self.is_plain_sum(node.left) and self.is_plain_sum(node.right)
        return type(node) is lua.Name or type(node) is lua.Number and node.value.__class__ is int

    def computed_key(self, node):
        """(the unchecked value of a key for its first use, a function for its further uses)."""
        at = self.at(node)
        name = self.temp()
        return py.walrus(name, self.unchecked(node), at), lambda: py.load(name, at)

    def unchecked(self, node):
        """Integer arithmetic without range checks: right up to multiples of 2^64."""
        if type(node) is not lua.BinOp:
            return self.expr(node)
        return self.python_operation(node, self.unchecked(node.left), self.unchecked(node.right), self.at(node))

    def is_proper_integer(self, again, at):
        """The test that an unchecked value is an int of Lua's."""
        is_int = py.is_class(again(), "int", at)
        low, high = py.const(-0x8000000000000000, at), py.const(0x7FFFFFFFFFFFFFFF, at)
        return py.all_([is_int, ast.Compare(low, [ast.LtE(), ast.LtE()], [again(), high], **at)], at)

    def field(self, obj, name, at):
        """``obj.name``: an attribute of a table, or of the string library for strings."""
        if isinstance(obj, lua.Table):
            return py.attribute(self.expr(obj), "f_" + name, at)
        if self.raw:
            value = self.expr(obj)
            if self.raw:
                self.use_raw()
                self.note_table(obj)
                return py.attribute(value, "f_" + name, at)
            again_name = self.temp()
            return self.guarded_field(py.walrus(again_name, value, at), lambda: py.load(again_name, at), name, at)
        value, again = self.twice(obj)
        return self.guarded_field(value, again, name, at)

    def guarded_field(self, value, again, name, at):
        """The attribute, of the string library's table where the object is a string."""
        self.note_late(at)
        return py.conditional(py.is_class(value, "str", at), py.attribute(py.load("S", at), "f_" + name, at),
                              py.attribute(again(), "f_" + name, at), at)

    def expr_Table(self, node):
        at = self.at(node)
        if not node.items:
            return py.call(py.load("Table", at), [], at)
        if all(item.key is None or type(item.key) is lua.String for item in node.items) and self.order_is_free(node):
            return self.simple_constructor(node, at)
        return self.ordered_constructor(node, at)

    def order_is_free(self, node) -> bool:
        """Whether evaluating the positional items before the others cannot be seen."""
        positional = any(item.key is None for item in node.items)
        named = any(item.key is not None for item in node.items)
        return not (positional and named) or sum(type(item.value) not in _PURE for item in node.items) <= 1

    def simple_constructor(self, node, at):
        """Constant string keys and positional items: new_table([True, a, b], x=..., y=...)."""
        values = [item.value for item in node.items if item.key is None]
        args = []
        named = [item for item in node.items if item.key is not None]
        if values:
            last_counts = node.items[-1].key is None
            given = self.expr_list(values, at) if last_counts else [self.expr(value) for value in values]
            elements = [py.const(True, at)] + given
            args = [ast.List(elements, py.LOAD, **at)]
        if not named:
            return py.helper("new_array", args, at)
        self.unit.names.update(item.key.value for item in named if is_field_name(item.key))
        keys = [py.const(item.key.value, self.at(item)) for item in named]
        fields = ast.Dict(keys, [self.expr(item.value) for item in named], **at)
        return py.helper("new_table", [fields] + args, at)

    def ordered_constructor(self, node, at):
        """Anything: new_mixed_table(spec, v1, k2, v2, ...), evaluated in source order.

        spec has a character per item: v positional, k key and value, m the last one, of several values.
        """
        spec, args = [], []
        for item in node.items:
            last = item is node.items[-1]
            if item.key is not None:
                spec.append("k")
                args += self.keyed_item(item, last or self.is_constant_key(item.key))
            elif last and self.is_multiple(item.value):
                spec.append("m")
                args.append(self.multiple(item.value))
            else:
                spec.append("v")
                args.append(self.expr(item.value))
        self.site(at, "constructor")
        return py.helper("new_mixed_table", [py.const("".join(spec), at), ast.List(args, py.LOAD, **at)], at)

    def is_constant_key(self, node) -> bool:
        return type(node) in (lua.String, lua.TrueExpr, lua.FalseExpr) or type(node) is lua.Number and node.value == node.value

    def keyed_item(self, item, certain):
        """``[key] = value``; certain: the key need not be checked before the items that follow are evaluated."""
        if certain:
            return [self.expr(item.key), self.expr(item.value)]
        at = {**self.at(item.value), "lineno": item.end_line, "col_offset": item.end_col, "end_lineno": item.end_line, "end_col_offset": item.end_col}
        key, again = self.twice(item.key)
        return [key, py.helper("keyed_value", [again(), self.expr(item.value)], at)]
