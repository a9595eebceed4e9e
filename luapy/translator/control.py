"""Blocks, if, and variables to be closed (manual 3.3.1, 3.3.4, 3.3.8)."""

from __future__ import annotations

import ast
from itertools import takewhile

from luapy.analysis.regions import assume, float_region, restore
from luapy.frontend import nodes as lua
from luapy.translator import python as py

# An if statement with more clauses than this is cut into several: each elif nests one deeper in CPython's compiler.
LONG_IF = 40
_ORDER = (ast.Eq, ast.NotEq, ast.Lt, ast.LtE, ast.Gt, ast.GtE)


class Control:
    def statements(self, stats):
        """A statement list with its labels and its variables to be closed."""
        indexed, self.indexed = self.indexed, set(self.indexed)
        with self.narrowed():
            if any(type(stat) is lua.Label for stat in stats):
                for stat in stats:
                    self.forget_assigned(stat)
                self.labelled_statements(stats)
            else:
                self.plain_statements(stats)
        self.indexed = indexed

    def plain_statements(self, stats):
        skip = False
        for position, stat in enumerate(stats):
            if type(stat) is lua.Label or skip:
                skip = False
                continue
            region = self.region(stats, position)
            if region is not None:
                self.float_region(region, stats[position:])
                return
            site = self.paired_site(stat, stats[position + 1]) if position + 1 < len(stats) else None
            if site is not None:
                self.temporaries = 0
                self.make_object(site, stat, lambda value: self.out.append(ast.Return(value, **self.at(stat))))
                skip = True
                continue
            self.forget_assigned(stat)
            self.stat(stat)
            if type(stat) is lua.Local and "close" in stat.attribs:
                self.closing_rest(stat, stats[position + 1:])
                return

    def region(self, stats, position):
        """What analysis.regions says of a statement that follows declarations; not inside another region."""
        if (position == 0 or self.in_region or self.unit.careful or self.is_main
                or type(stats[position - 1]) is not lua.Local):
            return None
        return float_region(stats, position)

    def float_region(self, region, stats):
        """``if x.__class__ is y.__class__ is float: stats`` with that knowledge, ``else: stats`` without."""
        floats, declared = region
        at = self.at(stats[0])
        at.update(end_lineno=at["lineno"], end_col_offset=at["col_offset"])
        saved, self.out, self.in_region = self.out, [], True
        facts = assume(floats, declared)
        indexed, self.indexed = self.indexed, set(self.indexed)
        self.plain_statements(stats)
        restore(facts)
        fast, self.out, self.indexed = self.out, [], indexed
        self.plain_statements(stats)
        slow, self.out, self.in_region = self.out, saved, False
        tests = [py.is_class(py.load(variable.python, at), "float", at)
                 for variable in floats]
        self.out.append(ast.If(py.all_(tests, at), fast, slow, **at))

    def closing_rest(self, stat, rest):
        """The statements in the scope of a variable to be closed: the body of a ``with``."""
        at = self.at(stat)
        node = stat.names[stat.attribs.index("close")]
        value = self.variable_value(node.info, at)
        self.site(at, "close", node.id)
        saved, self.out = self.out, []
        self.closing_scopes += 1
        self.plain_statements(rest)
        self.closing_scopes -= 1
        body, self.out = self.body_or_pass(self.out, stat), saved
        manager = py.helper("closing", [value, py.const(node.id, at)], at)
        self.out.append(ast.With([ast.withitem(manager, None)], body, **at))

    def stat_Do(self, stat):
        self.out += self.block(stat.body)

    def stat_If(self, stat):
        clauses = list(zip(stat.tests, stat.bodies, strict=True))
        if len(clauses) > LONG_IF:
            self.long_if(stat, clauses)
        else:
            self.out += self.if_clauses(clauses, stat.orelse)

    def if_clauses(self, clauses, orelse) -> list:
        """Nested Python ifs; statements that a test needs come before it."""
        parts = []
        for test, body in clauses:
            before, condition = self.attempted_condition(test)
            with self.narrowed(test):
                parts.append((test, before, condition, self.body_or_pass(self.block(body), test)))
        tail = self.block(orelse) if orelse is not None else []
        for test, before, condition, body in reversed(parts):
            at = self.at(test)
            if len(parts) == 1 and is_comparison(condition) and is_long(body):
                tail = before + [ast.If(py.not_(condition, at), tail or [ast.Pass(**at)], body, **at)]
            else:
                tail = before + [ast.If(condition, body, tail, **at)]
        return tail

    def test_without_calls(self, node):
        """`without_calls` for a test, whose `not`s and parentheses stay."""
        if type(node) is lua.Paren:
            return self.test_without_calls(node.expr)
        if type(node) is lua.UnOp and node.op == "not":
            return lua.UnOp("not", self.test_without_calls(node.operand)).at(node)
        if type(node) is lua.Logical or self.is_type_test(node):
            return node  # its operands are evaluated one by one
        if type(node) in (lua.Call, lua.MethodCall) and not self.unit.careful:
            return self.into_temporary(self.call_without_calls(node), raw=not (self.is_single(node) or self.is_search(node)))
        return self.without_calls(node)

    def attempted_condition(self, test):
        """(statements, Python condition): a test with raw operations is computed by statements before it."""
        saved, self.out = self.out, []
        result: list = []
        test = self.test_without_calls(test)

        def build():
            condition = self.condition(test)
            if self.attempt.used or result:
                at = self.at(test)
                if not result:
                    result.append(self.fresh_name("test"))
                self.out += assigned_test(result[0], condition, at)
            else:
                result[:] = []
                plain.append(condition)
        plain: list = []
        self.attempted(build, test)
        before, self.out = self.out, saved
        return before, plain[0] if plain else py.load(result[0], self.at(test))

    def long_if(self, stat, clauses):
        """Hundreds of elseifs: groups, each entered if no clause before it was taken."""
        at = self.at(stat)
        done = self.fresh_name("done")
        self.out.append(py.assign(py.store(done, at), py.const(False, at), at))
        for start in range(0, len(clauses), LONG_IF):
            group = clauses[start:start + LONG_IF]
            last = start + LONG_IF >= len(clauses)
            statements = self.if_clauses(group, stat.orelse if last else None)
            if not last:
                _mark_taken(statements, done, at)
            if start:
                statements = [ast.If(py.not_(py.load(done, at), at), statements, [], **at)]
            self.out += statements


def is_comparison(condition) -> bool:
    """Whether a condition is a comparison of simple operands, which CPython 3.11 does together with the jump behind it.

    (If the jump fits into one instruction: so the tests of long blocks jump to what comes first, over a jump to their ends.)
    """
    return isinstance(condition, ast.Compare) and len(condition.ops) == 1 and type(condition.ops[0]) in _ORDER \
        and all(isinstance(value, (ast.Name, ast.Constant)) for value in (condition.left, *condition.comparators))


def is_long(body) -> bool:
    """Whether a jump over some statements may take several instructions."""
    return len(body) > 8 or any(isinstance(stat, (ast.Try, ast.For, ast.While)) for stat in body)


def assigned_test(name, condition, at) -> list:
    """``name = condition`` as True or False.

    Comparisons are jumps, not values, which CPython specializes; short jumps where they come before something long:

    if not (x > 0 and x <= n): name = False
    else: name = True if ... else False
    """
    whether = lambda test: py.assign(py.store(name, at), py.conditional(test, py.const(True, at), py.const(False, at), at), at)  # noqa: E731
    if not isinstance(condition, ast.BoolOp):
        return [whether(condition)]
    heads = list(takewhile(is_comparison, condition.values))
    rest = condition.values[len(heads):]
    if not (heads and rest):
        return [whether(condition)]
    both = isinstance(condition.op, ast.And)
    head = py.not_(py.all_(heads, at), at) if both else py.any_(heads, at)
    known = py.assign(py.store(name, at), py.const(not both, at), at)
    return [ast.If(head, [known], [whether((py.all_ if both else py.any_)(rest, at))], **at)]


def _mark_taken(statements, name, at):
    """Put ``name = True`` at the start of every clause of an if chain."""
    node = statements[-1]
    while isinstance(node, ast.If):
        node.body.insert(0, py.assign(py.store(name, at), py.const(True, at), at))
        node = node.orelse[-1] if node.orelse else None
