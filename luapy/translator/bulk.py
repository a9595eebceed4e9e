"""Loops that fill or copy lists, as assignments to slices (see luapy.analysis.bulk)."""

from __future__ import annotations

import ast
import copy

from luapy.analysis.bulk import bulk_stores
from luapy.analysis.numbers import fact, is_integer
from luapy.translator import python as py


class Bulk:
    def in_bulk(self, stat, args, loop, at) -> list:
        """The statements of a numeric for: an assignment to slices, where that is the same, else the loop.

        try: t_2 = True if n.__class__ is int and 1 <= n and (t_1 := t.arr)[0] and 1 <= len(t_1) and gettrace() is None else False
        except RAW_ERRORS: t_2 = False
        if t_2: t_1[1:n + 1] = [value] * n
        else: for i in range(1, n + 1): ...

        args: the values of its limits; loop: the loop as it is.
        """
        stores = [] if self.unit.careful or not self.unit.dialect.integers else bulk_stores(stat)
        if not stores or not all(isinstance(value, (ast.Name, ast.Constant)) for value in args[:2]) \
                or not self.is_positive_range(stat, stores):
            return loop
        arrays = [self.temp() for _ in stores]
        source = self.temp() if stores[0].source is not None else None
        tests = self.bulk_tests(stat, stores, args, arrays, source, at)
        known = self.temp()
        test = py.conditional(py.all_(tests, at), py.const(True, at), py.const(False, at), at)
        handler = ast.ExceptHandler(py.load("RAW_ERRORS", at), None, [py.assign(py.store(known, at), py.const(False, at), at)], **at)
        attempt = ast.Try([py.assign(py.store(known, at), test, at)], [handler], [], [], **at)
        start, stop = args[:2]
        fast = [self.slice_store(store, array, source, start, stop) for store, array in zip(stores, arrays, strict=True)]
        hidden = [py.store(name, at) for name in (*arrays, *([source] if source else ()))]  # they do not outlive the loop
        return [attempt, ast.If(py.load(known, at), fast, loop, **at), ast.Assign(hidden, py.const(None, at), **at)]

    def is_positive_range(self, stat, stores) -> bool:
        """Whether all elements concerned are behind the start of a list."""
        start = fact(stat.start)
        return start is not None and start.kind == "int" and start.low + min(0, *(store.offset for store in stores)) > 0

    def bulk_tests(self, stat, stores, args, arrays, source, at) -> list:
        start, stop = args[:2]
        again = copy.copy
        length = lambda name: py.call(py.load("len", at), [py.load(name, at)], at)  # noqa: E731
        tests = []
        if not is_integer(stat.stop):
            tests.append(py.is_class(again(stop), "int", at))
        tests.append(ast.Compare(again(start), [ast.LtE()], [again(stop)], **at))
        for place, (store, array) in enumerate(zip(stores, arrays, strict=True)):
            tests.append(self.plain_list(store.table, array, at))
            tests.append(ast.Compare(again(start), [ast.LtE()], [length(array)], **at))
            tests += [py.is_not(py.load(array, at), py.load(other, at), at) for other in arrays[:place]]
            if source is None and not self.is_never_nil(store.value):
                tests.append(py.is_not(self.expr(store.value), py.const(None, at), at))
        if source is not None:
            offset, last = stores[0].offset, _plus(again(stop), stores[0].offset, at)
            tests.append(self.plain_list(stores[0].source, source, at))
            tests.append(ast.Compare(last, [ast.Lt()], [length(source)], **at))
            tests.append(py.is_not(ast.Subscript(py.load(source, at), again(last), py.LOAD, **at), py.const(None, at), at))
            if offset < 0:  # the loop would read what it has stored
                tests.append(py.is_not(py.load(source, at), py.load(arrays[0], at), at))
        tests.append(py.is_(py.helper("gettrace", [], at), py.const(None, at), at))  # hooks count the rounds of loops
        return tests

    def plain_list(self, table, name, at):
        """(name := table.arr)[0]"""
        return py.item(py.walrus(name, py.attribute(self.expr(table), "arr", at), at), 0, at)

    def slice_store(self, store, array, source, start, stop):
        at = self.at_store(store.target)
        again = copy.copy
        part = lambda offset: ast.Slice(_plus(again(start), offset, at), _plus(again(stop), offset + 1, at), **at)  # noqa: E731
        target = ast.Subscript(py.load(array, at), part(0), py.STORE, **at)
        if source is not None:
            return py.assign(target, ast.Subscript(py.load(source, at), part(store.offset), py.LOAD, **at), at)
        if isinstance(start, ast.Constant):
            count = _plus(again(stop), 1 - start.value, at)
        else:
            count = _plus(ast.BinOp(again(stop), ast.Sub(), again(start), **at), 1, at)
        values = ast.BinOp(ast.List([self.expr(store.value)], py.LOAD, **at), ast.Mult(), count, **at)
        return py.assign(target, values, at)


def _plus(value, number, at):
    """value + number"""
    if isinstance(value, ast.Constant):
        return py.const(value.value + number, at)
    if not number:
        return value
    return ast.BinOp(value, ast.Add() if number > 0 else ast.Sub(), py.const(abs(number), at), **at)
