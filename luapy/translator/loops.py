"""while, repeat, numeric and generic for (manual 3.3.4, 3.3.5)."""

from __future__ import annotations

import ast
import copy

from luapy.analysis.numbers import fact, is_integer
from luapy.frontend import nodes as lua
from luapy.translator import python as py
from luapy.translator.control import is_comparison, is_long
from luapy.translator.jumps import PythonLoop

# Functions whose loops need no call for each element: (helpers that give the iterator, without and with the function's
# call; what to do at a nil).
_KNOWN_ITERATIONS = {"ipairs": ("list_elements", "iterate_list", ast.Break), "pairs": ("item_loop", "iterate_items", ast.Continue)}
# Iterators that have no value to be closed, if their names mean what they usually mean.
_PLAIN_ITERATORS = ("pairs", "ipairs")


def _direction(stat) -> int:
    """1 or -1 if the step of a numeric for is certainly an int above or below zero, else 0."""
    if stat.step is None:
        return 1
    found = fact(stat.step)
    if found is None or found.kind != "int":
        return 0
    return 1 if found.low > 0 else -1 if found.high < 0 else 0


class Loops:
    def stat_While(self, stat):
        at = self.at(stat)
        self.loops.append(loop := PythonLoop(breaks=True))
        before, condition = self.attempted_condition(stat.test)
        with self.narrowed(stat.test):
            body = self.loop_body(stat.body, loop)
        self.loops.pop()
        if before or is_comparison(condition) and is_long(body):
            stop = ast.If(py.not_(condition, at), [ast.Break(**at)], [], **at)
            body, condition = before + [stop] + body, py.const(True, at)
        self.add_loop(loop, ast.While(condition, self.body_or_pass(body, stat), [], **at), at)

    def stat_Repeat(self, stat):
        """The test is inside the loop, in the scope of the body's locals."""
        at = self.at(stat)
        self.loops.append(loop := PythonLoop(breaks=True))
        saved, self.out = self.out, []
        stats = stat.body.stats
        self.statements(stats)
        if not stats or type(stats[-1]) not in (lua.Return, lua.Break, lua.Goto):
            self.temporaries = 0
            before, condition = self.attempted_condition(stat.test)
            self.out += before
            self.out.append(ast.If(condition, [ast.Break(**at)], [], **self.at(stat.test)))
        body, self.out = self.out, saved
        self.loops.pop()
        self.add_loop(loop, ast.While(py.const(True, at), self.body_or_pass(body, stat), [], **at), at)

    def loop_body(self, block, loop) -> list:
        """The body of a loop whose next iteration is Python's ``continue``."""
        stats = block.stats
        trailing = len(stats)
        while trailing and type(stats[trailing - 1]) is lua.Label:
            trailing -= 1
        loop.continue_labels = {stat.name for stat in stats[trailing:]}
        saved, self.out = self.out, []
        self.statements(stats[:trailing])
        body, self.out = self.out, saved
        return body

    def loop_variables(self, nodes, at):
        """(targets for Python's for, statements that box those variables that need it)."""
        variables = [self.declare(node) for node in nodes]
        saved, self.out = self.out, []
        for variable in variables:
            if variable.boxed:
                self.box(variable, at)
        boxing, self.out = self.out, saved
        return [py.store(variable.python, at) for variable in variables], boxing

    def stat_NumericFor(self, stat):
        at = self.at(stat)
        args = self.loop_limits(stat)
        limits = self.temporaries
        head, _ = self.at_loop(stat)
        self.site(head, "for")
        self.loops.append(loop := PythonLoop(breaks=True))
        (target,), boxing = self.loop_variables([stat.var], at)
        body = boxing + self.loop_body(stat.body, loop)
        self.loops.pop()
        node = ast.For(target, self.range_of(stat, args, head), self.body_or_pass(body, stat), [], **at)
        saved, self.out = self.out, []
        self.add_loop(loop, node, at)
        whole, self.out = self.out, saved
        self.temporaries = max(self.temporaries, limits)  # the body's statements know nothing of those that hold the limits
        self.out += self.in_bulk(stat, args, whole, head)

    def loop_limits(self, stat) -> list:
        """The values of start, limit and step: names or constants, so that they can be tested, where that is of use."""
        nodes = [node for node in (stat.start, stat.stop, stat.step) if node is not None]
        if not _direction(stat) or not self.unit.dialect.integers or self.unit.careful:
            return [self.expr(node) for node in nodes]
        values = []
        for place, node in enumerate(nodes):
            value = self.attempted_value(self.without_calls(node, root=True), node)
            changes = type(node) is lua.Name and not self.is_stable(node) and any(map(self.calls_in, nodes[place + 1:]))
            if changes or not isinstance(value, (ast.Constant, ast.UnaryOp, ast.Name)):
                value = self.keep(value)
            values.append(value)
        return values

    def range_of(self, stat, args, head):
        """Python's range where start and limit are ints and the direction is known; else what the runtime makes of them."""
        direction = _direction(stat)
        if not direction or not self.unit.dialect.integers or self.unit.careful:
            return py.helper("for_range", args, head)
        stop = args[1]
        if isinstance(stop, ast.Constant) and stop.value.__class__ is int:
            stop = py.const(stop.value + direction, head)
        else:
            stop = ast.BinOp(copy.copy(stop), ast.Add(), py.const(direction, head), **head)
        plain = py.helper("range", [args[0], stop, *args[2:]], head)
        unknown = [value for node, value in ((stat.start, args[0]), (stat.stop, args[1])) if not is_integer(node)]
        if not unknown:
            return plain
        if not all(isinstance(value, ast.Name) for value in unknown):
            return py.helper("for_range", args, head)
        tests = [py.is_class(copy.copy(value), "int", head) for value in unknown]
        again = [copy.copy(value) for value in args]
        return py.conditional(py.all_(tests, head), plain, py.helper("for_range", again, head), head)

    def stat_GenericFor(self, stat):
        at = self.at(stat)
        closing = self.may_have_closing_value(stat)
        known = self.known_iteration(stat, closing)
        args = self.expr_list(stat.exprs, at) if known is None else []
        head, _ = self.at_loop(stat)
        loop_at = head if head["lineno"] != stat.line else at
        for place in (head, loop_at):  # CPython's versions differ on the position of an iteration
            self.site(place, "call", "for iterator 'for iterator'")
        if closing:
            control = self.controls[stat.exprs[-1].end_line, stat.exprs[-1].end_col] = self.fresh_name("control")
            self.out.append(py.assign(py.store(control, at), py.helper("loop_values", args, head), at))
            args = [py.starred(py.load(control, at), at)]
        self.loops.append(loop := PythonLoop(breaks=True))
        targets, boxing = self.loop_variables(stat.names, at)
        iterator = None if known is None else self.known_iterator(known, stat.exprs[0], head)
        self.closing_scopes += closing
        self.generic_loops += 1
        body = self.loop_body(stat.body, loop)
        self.generic_loops -= 1
        self.closing_scopes -= closing
        self.loops.pop()
        if known is not None:
            self.known_loop(known, targets, iterator, boxing + body, loop, (at, loop_at))
            return
        if len(targets) == 1:
            target, iterator = targets[0], py.helper("iterate_one", args, head)
        elif len(targets) == 2:
            target, iterator = py.tuple_(targets, at, py.STORE), py.helper("iterate_two", args, head)
        else:
            target = py.tuple_(targets, at, py.STORE)
            iterator = py.helper("iterate_many", [py.const(len(targets), at)] + args, head)
        node = ast.For(target, iterator, self.body_or_pass(boxing + body, stat), [], **loop_at)
        if not closing:
            self.add_loop(loop, node, at)
            return
        saved, self.out = self.out, []
        self.add_loop(loop, node, at)
        inside, self.out = self.out, saved
        manager = py.helper("closing", [py.item(py.load(control, at), 3, at), py.const("(for state)", at)], at)
        self.out.append(ast.With([ast.withitem(manager, None)], inside, **at))

    def known_iteration(self, stat, closing):
        """What a loop of one or two variables does at a nil, if it seems to run over pairs(t) or ipairs(t); else None."""
        exprs = stat.exprs
        if self.unit.careful or closing or len(stat.names) > 2 or len(exprs) != 1 or type(exprs[0]) is not lua.Call \
                or type(exprs[0].func) is not lua.Name:
            return None
        return _KNOWN_ITERATIONS.get(exprs[0].func.id)

    def known_iterator(self, known, call, at):
        """(the iterator of a loop over pairs(t) or ipairs(t), names that hold what it needs).

        list_elements(t_1 := ipairs, t_2 := t) or iterate_list(*results(t_1(t_2)))
        """
        short, helper, _ = known
        if len(call.args) != 1 or self.is_multiple(call.args[0]):
            return py.helper(helper, [py.starred(self.multiple(call), at)], at), []
        place = self.at_op(call)
        func, table = self.fresh_name("iterator"), self.fresh_name("table")
        values = [py.walrus(func, self.expr(call.func), place), py.walrus(table, self.expr(call.args[0]), place)]
        self.site(place, "call", self.describe(call.func))
        called = py.call(py.load(func, place), [py.load(table, place)], place)
        general = py.helper(helper, [py.starred(py.helper("results", [called], place), at)], at)
        return py.any_([py.helper(short, values, at), general], at), [func, table]

    def known_loop(self, known, targets, iterator, body, loop, places):
        """A loop over ipairs or pairs by iterators of CPython, which leave it to the loop to stop at, or to skip, nils.

        for k, v in (elements := item_loop(...) or iterate_items(...)):
            if v is None and elements.__class__ is Elements: continue
        """
        at, loop_at = places
        iterator, names = iterator
        elements = self.fresh_name("elements")
        hidden = [py.store(name, at) for name in (elements, *names)]  # they do not outlive the loop
        if len(targets) == 1:
            targets = [*targets, py.store(self.fresh_name("value"), at)]
            hidden.append(py.store(targets[1].id, at))
        is_nil = py.is_(py.load(targets[1].id, at), py.const(None, at), at)
        is_of = lambda cls: py.is_class(py.load(elements, at), cls, at)  # noqa: E731
        listed = names and known[0] == "list_elements"
        ours = py.any_([is_of("enumerate"), is_of("Elements")], at) if listed else is_of("Elements")
        body = [ast.If(py.all_([is_nil, ours], at), [known[2](**at)], [], **at), *body]
        target = py.tuple_(targets, at, py.STORE)
        if listed:
            self.out.append(py.assign(py.store(elements, at), iterator, at))
            node = ast.For(target, py.load(elements, at), body, [], **loop_at)
            node = self.with_elements_behind(node, elements, names[1], is_of("enumerate"), loop_at)
        else:
            node = ast.For(target, py.walrus(elements, iterator, at), body, [], **loop_at)
        self.add_loop(loop, node, at)
        self.out.append(ast.Assign(hidden, py.const(None, at), **at))

    def with_elements_behind(self, node, elements, table, ours, at):
        """A loop over a list that goes on if the table is no plain list any more when it is through.

        while True:
            for k, v in elements: ...
            else:
                if elements.__class__ is enumerate and not table.arr[0] and (elements := elements_behind(table, elements)): continue
            break
        """
        changed = py.not_(py.item(py.attribute(py.load(table, at), "arr", at), 0, at), at)
        rest = py.walrus(elements, py.helper("elements_behind", [py.load(table, at), py.load(elements, at)], at), at)
        node.orelse = [ast.If(py.all_([ours, changed, rest], at), [ast.Continue(**at)], [], **at)]
        return ast.While(py.const(True, at), [node, ast.Break(**at)], [], **at)

    def may_have_closing_value(self, stat) -> bool:
        """5.4: whether the explist may give a fourth value (known iterators never do)."""
        if not self.unit.dialect.attribs:
            return False
        exprs = stat.exprs
        if len(exprs) == 1 and type(exprs[0]) is lua.Call and type(exprs[0].func) is lua.Name:
            return exprs[0].func.id not in _PLAIN_ITERATORS
        return len(exprs) > 3 or self.is_multiple(exprs[-1])
