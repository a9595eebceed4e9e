"""Stores to fields and elements of tables (manual 3.3.3)."""

from __future__ import annotations

import ast
import copy

from luapy.analysis.numbers import is_integer, is_low_constant, likely_integer, seems_integer
from luapy.analysis.scopes import Global
from luapy.frontend import nodes as lua
from luapy.runtime.table import QUEUE_STEP
from luapy.translator import python as py
from luapy.translator.tables import Update, is_field_name


class Stores:
    def store_parts(self, target, is_nil=False):
        """The object and key of a store; a computed key stays unchecked where only a list is looked at, as not for nil."""
        obj = self.expr(target.obj)
        if self.raw and not is_nil and self.is_computed_key(target.key):
            return obj, self.keep(self.unchecked(target.key))
        return obj, self.expr(target.key)

    def assign_index(self, target, parts, value_node, never_nil, at):
        update = None
        if self.raw and type(target.obj) is type(target.key) is lua.Name and self.is_simple(target.obj) and self.is_simple(target.key):
            update = Update(target)
        saved, self.update = self.update, update
        value = self.expr(value_node)
        self.update = saved
        self.store_index(target, parts, value, never_nil or self.is_raw_result(value_node), at, update)

    def store_index(self, target, parts, value, never_nil, at, update=None):
        """``obj[key] = value`` of evaluated parts. update: what the value has read, or None."""
        obj, key = parts
        where = self.at_store(target)
        self.site(where, "setindex", self.describe(target.obj), target.key.value if type(target.key) is lua.String else None)
        if is_field_name(target.key) and not self.unit.careful:
            self.store_field(obj, target.key.value, value, never_nil, where, at, self.is_known_table(target.obj))
            self.note_table(target.obj)
            if type(target.obj) is lua.Name and type(target.obj.info) is not Global:
                self.read_tables.add(target.obj.info)
        elif self.raw and likely_integer(target.key) and not is_low_constant(target.key):
            self.store_element(target, obj, key, value, never_nil, where, at, update)
        else:
            self.out.append(py.expression(py.helper("setindex", [obj, key, value], where), at))

    def store_element(self, target, obj, key, value, never_nil, where, at, update=None):
        """``obj[key] = value`` where the list has that element or it is the next one; else by the runtime.

        if grows_1:
            if key == len(a := obj.arr) and a[0]: a.append(value)
            elif 0 < key < len(a): a[key] = value
        elif key > 0: obj.arr[key] = value
        """
        self.use_raw()
        again = lambda expr: py.again(expr, where)  # noqa: E731
        obj = obj if py.is_path(obj) else self.keep(obj)
        key = key if isinstance(key, (ast.Name, ast.Constant)) else self.keep(key)
        value = value if isinstance(value, (ast.Name, ast.Constant)) else self.keep(value)
        positive = self.is_positive_key(target.key)
        computed = not positive and self.is_computed_key(target.key)
        slow_key = again(key)
        if computed:
            refused = ast.UnaryOp(ast.USub(), py.const(None, where), **where)
            slow_key = py.conditional(self.is_proper_integer(lambda: again(key), where), slow_key, refused, where)
        slow = py.expression(py.helper("store_element", [copy.deepcopy(obj), slow_key, again(value)], where), at)
        parts = obj, key, value, (positive, never_nil), slow, at, where
        clears = isinstance(value, ast.Constant) and value.value is None
        storing = self.clearing(obj, key, positive, slow, at, where) if clears else self.storing_or_appending(*parts)
        if not (clears or self.looks_first or target in self.growing):
            storing = ast.If(self.learned("grows", at), [storing], [self.overwriting(*parts)], **at)
        if not (is_integer(target.key) or seems_integer(target.key) or computed or target in self.growing):
            is_int = py.is_class(again(key), "int", where)
            slow = copy.deepcopy(slow)
            if update is not None and update.names is not None:
                slow = self.updating(update, obj, key, value, never_nil, slow, at, where)
            storing = ast.If(is_int, [storing], [slow], **at)
        self.out.append(storing)

    def updating(self, update, obj, key, value, never_nil, slow, at, where):
        """The store to a field whose name is a string that has been read by the value:

        if key.__class__ is str and v is not None and not obj.hooked: fields[attribute] = value
        """
        found, fields, attribute = update.names
        tests = [py.is_class(py.again(key, where), "str", where), py.is_not(py.load(found, where), py.const(None, where), where)]
        if not never_nil:
            tests.append(py.is_not(py.again(value, where), py.const(None, where), where))
        tests.append(py.not_(py.attribute(copy.deepcopy(obj), "hooked", where), where))
        field = ast.Subscript(py.load(fields, where), py.load(attribute, where), py.STORE, **where)
        return ast.If(py.all_(tests, where), [py.assign(field, py.again(value, where), at)], [slow], **at)

    def overwriting(self, obj, key, value, known, slow, at, where):
        """The store to an element that is there: else an IndexError leads to the runtime's way.

        known: (whether the key is positive, whether the value is not nil).
        """
        positive, never_nil = known
        element = ast.Subscript(py.attribute(obj, "arr", where), py.again(key, where), py.STORE, **where)
        store = py.assign(element, py.again(value, where), at)
        tests = [] if positive else [ast.Compare(py.again(key, where), [ast.Gt()], [py.const(0, where)], **where)]
        if not never_nil:
            tests.append(py.is_not(py.again(value, where), py.const(None, where), where))
        if not tests:
            return store
        self.attempt.calls = True
        return ast.If(py.all_(tests, where), [store], [slow], **at)

    def clearing(self, obj, key, positive, slow, at, where):
        """``obj[key] = nil``: a.pop() if key == len(a := obj.arr) - 1 and key > 1 and a[-2] is not None, as stacks have it;

        a[key] = None if 0 < key < len(a) and a[0] and key & (QUEUE_STEP - 1), so that a queue stays in the list.

        At each QUEUE_STEP the runtime looks whether the list is that of a queue (see table.set_integer).
        """
        again = lambda: py.again(key, where)  # noqa: E731
        array = self.temp()
        length = lambda of: py.call(py.load("len", where), [of], where)  # noqa: E731
        last = ast.BinOp(length(py.walrus(array, py.attribute(obj, "arr", where), where)), ast.Sub(), py.const(1, where), **where)
        is_top = [ast.Compare(again(), [ast.Eq()], [last], **where), ast.Compare(again(), [ast.Gt()], [py.const(1, where)], **where)]
        stacked = py.is_not(py.item(py.load(array, where), -2, where), py.const(None, where), where)
        pop = py.call(py.attribute(py.load(array, where), "pop", where), [], where)
        if positive:
            within = ast.Compare(again(), [ast.Lt()], [length(py.load(array, where))], **where)
        else:
            within = ast.Compare(length(py.load(array, where)), [ast.Gt(), ast.Gt()], [again(), py.const(0, where)], **where)
        tests = [within, py.item(py.load(array, where), 0, where),
                 ast.BinOp(again(), ast.BitAnd(), py.const(QUEUE_STEP - 1, where), **where)]
        self.attempt.calls = True
        element = ast.Subscript(py.load(array, where), again(), py.STORE, **where)
        clear = ast.If(py.all_(tests, where), [py.assign(element, py.const(None, at), at)], [slow], **at)
        return ast.If(py.all_([*is_top, stacked], where), [py.expression(pop, at)], [clear], **at)

    def storing_or_appending(self, obj, key, value, known, slow, at, where):
        """The store to the element after those of the list, or to one of them."""
        positive, never_nil = known
        again = lambda expr: py.again(expr, where)  # noqa: E731
        array = self.temp()
        plain = py.item(py.load(array, where), 0, where)
        length = py.call(py.load("len", where), [py.walrus(array, py.attribute(obj, "arr", where), where)], where)
        is_next = py.all_([ast.Compare(again(key), [ast.Eq()], [length], **where), plain], where)
        append = py.call(py.attribute(py.load(array, where), "append", where), [again(value)], where)
        length = py.call(py.load("len", where), [py.load(array, where)], where)
        if positive:
            tests = [ast.Compare(again(key), [ast.Lt()], [length], **where)]
        else:
            tests = [ast.Compare(length, [ast.Gt(), ast.Gt()], [again(key), py.const(0, where)], **where)]
        if not never_nil:  # lists of tables with __index or __newindex have no nils
            tests.append(py.any_([py.is_not(again(value), py.const(None, where), where), copy.deepcopy(plain)], where))
        store = ast.Subscript(py.load(array, where), again(key), py.STORE, **where)
        self.attempt.calls = True
        storing = ast.If(py.all_(tests, where), [py.assign(store, again(value), at)], [slow], **at)
        return ast.If(is_next, [py.expression(append, at)], [storing], **at)

    def is_append(self, target, value) -> bool:
        """Whether an assignment is ``t[#t + 1] = value`` of a variable, with a value that cannot change t."""
        key = target.key
        return (not self.unit.careful and type(target.obj) is lua.Name and type(target.obj.info) is not Global
                and is_next_place(key) and type(key.left.operand) is lua.Name
                and key.left.operand.info is target.obj.info and not self.calls_in(value))

    def append(self, target, value_node, stat):
        """``t[#t + 1] = value``.

        if (a := t.arr)[0] and a[-1] is not None: a.append(value)
        else: append_element(t, value) or -None
        """
        at = self.at(stat)

        def build():
            if not self.raw:
                self.assign_index(target, (self.expr(target.obj), self.expr(target.key)), value_node, False, at)
                return
            self.use_raw()
            where = self.at_store(target)
            value = self.expr(value_node)
            value = value if isinstance(value, (ast.Name, ast.Constant)) else self.keep(value)
            obj = self.expr(target.obj)
            obj = obj if isinstance(obj, ast.Name) else self.keep(obj)
            array = self.temp()
            plain = py.item(py.walrus(array, py.attribute(obj, "arr", where), where), 0, where)
            last = py.is_not(py.item(py.load(array, where), -1, where), py.const(None, where), where)
            append = py.call(py.attribute(py.load(array, where), "append", where), [value], where)
            slow = py.helper("append_element", [py.again(obj, where), py.again(value, where)], where)
            refused = ast.UnaryOp(ast.USub(), py.const(None, where), **where)
            slow = py.expression(py.any_([slow, refused], where), at)
            self.out.append(ast.If(py.all_([plain, last], where), [py.expression(append, at)], [slow], **at))
        self.attempted(build, stat)

    def store_field(self, obj, name, value, never_nil, where, at, known=False):
        """``obj.name = value``: an attribute store, except for nil and for functions, which take attributes as well.

        known: the object is no function.
        """
        self.unit.names.add(name)
        never_nil = never_nil or isinstance(value, ast.Constant) and value.value is not None
        if known and never_nil:
            self.out.append(py.assign(ast.Attribute(obj, "f_" + name, py.STORE, **where), value, at))
            return
        if not isinstance(obj, ast.Name):
            obj = self.keep(obj)
        if not isinstance(value, (ast.Name, ast.Constant)):
            value = self.keep(value)
        again = lambda expr: py.again(expr, where)  # noqa: E731
        store = "setindex" if self.unit.careful else "set_field"
        slow = py.expression(py.helper(store, [again(obj), py.const(name, where), again(value)], where), at)
        self.attempt.calls = True
        if isinstance(value, ast.Constant) and value.value is None:
            self.clear_field(obj, name, slow, where, at)
            return
        unusual = []
        if not never_nil:
            unusual.append(py.is_(again(value), py.const(None, where), where))
        if not known:
            unusual.append(py.is_class(again(obj), "function", where))
        target = ast.Attribute(again(obj), "f_" + name, py.STORE, **where)
        self.out.append(ast.If(py.any_(unusual, where), [slow], [py.assign(target, again(value), where)], **at))

    def clear_field(self, obj, name, slow, where, at):
        """``obj.name = nil``: the attribute of a table without ``__index`` stays, as None."""
        if not self.attempt.active or self.unit.careful:
            self.out.append(slow)
            return
        self.use_raw()
        store = py.assign(ast.Attribute(py.again(obj, where), "f_" + name, py.STORE, **where), py.const(None, at), at)
        test = py.attribute(py.again(obj, where), "indexed", where)
        self.out.append(ast.If(test, [slow], [store], **at))


def is_next_place(key) -> bool:
    """Whether a key is ``#t + 1``."""
    return (type(key) is lua.BinOp and key.op == "+" and type(key.right) is lua.Number and key.right.value == 1
            and type(key.left) is lua.UnOp and key.left.op == "#")
