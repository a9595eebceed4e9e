"""Function bodies, closures and return (manual 3.3.4, 3.4.11)."""

from __future__ import annotations

import ast

from luapy.analysis.lifetimes import lifetimes
from luapy.analysis.numbers import NumberFact, solve
from luapy.analysis.results import takes_surplus
from luapy.analysis.scopes import Variable
from luapy.analysis.versions import TEXT, assumptions
from luapy.frontend import nodes as lua
from luapy.translator import python as py
from luapy.translator.calls import is_unadjusted
from luapy.translator.generators import stream_mark
from luapy.translator.jumps import PythonLoop
from luapy.translator.operators import between

# The "label" at the start of a function that calls itself in tail position.
TAIL_CALL = "(tail call)"
# The Python variable that tells levels of the stack that it has, in 5.1 how often: a name that `temp` never gives.
TAIL_CALLED = "t_0"


class Functions:
    def expr_Function(self, node):
        value = self.closures.get(node)
        if value is None:
            name = self.fresh_name(_def_name(node))
            if not node.info.may_loop_to_itself:  # else it looks at its own name
                self.defined.append(name)
            value = self.closures[node] = self.closure(node, name)
        return value

    def closure(self, node, name, own=None):
        """Define a function under a Python name and return the expression of its value.

        own: the variable that the function is the value of (``local function``), or None.
        A function that captures variables made anew by each iteration is defined inside a
        factory that takes them: Python's closures share variables, Lua's do not.
        """
        at = self.at(node)
        definition = self.definition(node, name)
        fresh = [variable for variable in node.info.free if self.needs_factory(variable)
                 and not (variable is own and not variable.boxed)]
        out = self.attempt.definitions if self.attempt.active else self.out
        definitions = [definition]
        if node.info.group:
            bouncing = py.helper("trampolined", [py.load(name, at)], at)
            definitions.append(py.assign(py.store(name, at), bouncing, at))
        if not fresh:
            out += definitions
            return py.load(name, at)
        factory = self.fresh_name("make_" + name)
        parameters = [variable.python for variable in fresh]
        body = [*definitions, ast.Return(py.load(name, at), **at)]
        out.append(py.function(factory, py.plain_arguments(parameters, at), body, at))
        return py.call(py.load(factory, at), [py.load(parameter, at) for parameter in parameters], at)

    def needs_factory(self, variable) -> bool:
        if variable.kind == "env":
            return self.unit.env_per_function
        return variable.function is self.info and variable.fresh

    def definition(self, node, name):
        """The ``def`` of a function body."""
        at = self.at(node)
        inner = type(self)(self.unit, node.info)
        if node.info.may_loop_to_itself:
            inner.own_name = name
            inner.taken.add(name)
        body = inner.function_body(node)
        surplus = "varargs" if node.is_vararg else "_" if self.unit.careful or takes_surplus(node) else None
        args = py.arguments([param.info.python for param in node.params], surplus, at)
        definition = py.function(name, args, body, at)
        self.unit.finish(definition, inner.function_facts(node), node.line)
        return definition

    def function_facts(self, node):
        """What debug.getinfo and getlocal tell of a function: the fields of luapy.debug.functions.Facts."""
        upvalues = tuple((variable.python, variable.name, variable.boxed) for variable in self.info.free
                         if variable.constant is None)
        variables = [(param.info.python, param.id, param.info.boxed, None, None) for param in node.params]
        arg = self.info.arg_variable
        if arg is not None:
            python = arg.python or (None if node.info.uses_vararg else "")
            variables.append((python, arg.name, arg.boxed, None, None))
        hidden = 0
        for variable, start, end in lifetimes(node, self.unit.dialect):
            if variable.__class__ is str:
                hidden = hidden + 1 if variables and variables[-1][1].startswith("(for") and variables[-1][3] == start else 0
                control = self.controls.get(start)
                variables.append((control and f"{control}.{hidden}", variable, False, start, end))
            elif variable.constant is None:
                variables.append((variable.python, variable.name, variable.boxed, start, end))
        return (node.line, node.col, node.end_line, node.end_col, len(node.params), node.is_vararg, upvalues,
                tuple(variables))

    def function_body(self, node) -> list:
        for param in node.params:
            self.declare(param)
        at = self.at(node)
        shared = [variable.python for variable in self.info.assigned_free if not variable.boxed]
        body = [ast.Nonlocal(shared, **at)] if shared else []
        end = {"lineno": node.end_line, "col_offset": max(node.end_col - 3, 0) if node.end_line > node.line else node.col,
               "end_lineno": node.end_line, "end_col_offset": node.end_col}
        if self.is_main and node.body.stats:  # its return is on the line of the last token
            end = dict(end, lineno=node.body.stats[-1].end_line, end_lineno=node.body.stats[-1].end_line)
            end["end_col_offset"] = max(end["end_col_offset"], end["col_offset"])
        self.hidden_arg_table(node, at)
        body += self.out
        if self.info in self.unit.generators.streams:
            body.append(stream_mark(at))
        if self.info.loops_to_itself or self.info.may_loop_to_itself:
            # its tail calls of itself go back to its start
            if self.counts_tail_calls:
                body.append(py.assign(py.store(TAIL_CALLED, at), py.const(0, at), at))
            self.loops.append(loop := PythonLoop())
            loop.continue_labels = {TAIL_CALL}
            body.append(ast.While(py.const(True, at), self.versions(node, end), [], **at))
            self.loops.pop()
        else:
            body += self.versions(node, end)
        return body

    def versions(self, node, end) -> list:
        """The statements of a body: those for arguments that are numbers or strings, where that pays, and those for any."""
        assumed = {}
        if self.unit.dialect.integers and not self.unit.careful and not self.is_main:
            assumed = assumptions(node, self.info)
        if not assumed:
            return self.plain_body(node, end)
        facts = {variable: variable.fact for variable in self.info.variables}
        # what calls pass for the other parameters does not depend on these
        numbers = {variable: assumption for variable, assumption in assumed.items() if assumption is not TEXT}
        for variable in assumed:
            variable.text = variable not in numbers
        solve(self.info.variables, {param.info: param.info.fact for param in node.params} | numbers)
        fast = self.plain_body(node, end)
        for variable, fact in facts.items():
            variable.fact, variable.text = fact, False
        at = self.at(node.body.stats[0])
        tests = [test for variable, assumption in assumed.items() for test in _tests_of(variable, assumption, at)]
        return [ast.If(py.all_(tests, at), fast, [], **at), *self.plain_body(node, end)]

    def plain_body(self, node, end) -> list:
        self.indexed = set()
        body = self.block(node.body)
        if not node.body.stats or type(node.body.stats[-1]) is not lua.Return:
            body.append(ast.Return(py.tuple_([], end), **end))
        return body

    def is_jump(self, call) -> bool:
        """Whether ``return call`` is a tail call of the function to itself that can be a jump."""
        return (self.info.loops_to_itself and not self.closing_scopes and type(call) is lua.Call
                and type(call.func) is lua.Name and call.func.info is self.info.own)

    def may_be_jump(self, call) -> bool:
        """The same for one that only probably calls the function itself: what it calls is compared."""
        return call in self.info.repeats and self.info.may_loop_to_itself and not self.closing_scopes

    @property
    def counts_tail_calls(self) -> bool:
        """Whether levels of the stack tell of each tail call, as they do in 5.1."""
        return self.unit.dialect.name == "5.1"

    def is_bounce(self, call) -> bool:
        """Whether ``return call`` is a tail call within the function's group: made by the trampoline."""
        return (bool(self.info.group) and not self.closing_scopes and type(call) is lua.Call
                and type(call.func) is lua.Name and type(call.func.info) is Variable
                and call.func.info.is_steady and call.func.info.holds.info in self.info.group)

    def mark_tail_call(self, call):
        """Make levels of the stack leave this function out while the call runs; 5.4 makes none in a generic for."""
        if not self.closing_scopes and not (self.generic_loops and self.unit.dialect.attribs):
            at = self.at_op(call)
            place = at["lineno"], at["col_offset"], at["end_lineno"], at["end_col_offset"]
            self.unit.sites[place] = ("tailcall", *self.unit.sites[place][1:])

    def jump_to_start(self, call):
        """Assign the parameters and begin again."""
        at = self.at(call)
        call = self.without_calls(call, root=True)
        node = self.info.node
        names = [param.info.python for param in node.params]
        multiple = len(call.args) < len(names) and call.args and self.is_multiple(call.args[-1])
        if node.is_vararg or multiple:
            values = py.tuple_(self.expr_list(call.args, at), at)
            if not node.is_vararg:
                values = py.helper("adjust", [values, py.const(len(names), at)], at)
            targets = [py.store(name, at) for name in names]
            if node.is_vararg:
                self.out.append(py.assign(py.store("varargs", at), values, at))
                for place, name in enumerate(names):
                    value = py.conditional(py.load("varargs", at), py.item(py.load("varargs", at), 0, at),
                                           py.const(None, at), at)
                    self.out.append(py.assign(py.store(name, at), value, at))
                    rest = ast.Subscript(py.load("varargs", at), ast.Slice(py.const(1, at), None, None, **at), py.LOAD, **at)
                    self.out.append(py.assign(py.store("varargs", at), rest, at))
            elif targets:
                self.out.append(py.assign(py.tuple_(targets, at, py.STORE), values, at))
        else:
            def build():
                values = [self.first_inline(self.expr(arg), at) if is_unadjusted(arg) else self.expr(arg) for arg in call.args]
                values += [py.const(None, at)] * (len(names) - len(values))
                targets = [py.store(name, at) for name in names] + [py.store("_", at)] * (len(values) - len(names))
                if len(targets) == 1:
                    self.out.append(py.assign(targets[0], values[0], at))
                elif targets:
                    self.out.append(py.assign(py.tuple_(targets, at, py.STORE), py.tuple_(values, at), at))
            self.attempted(build, call)
        mark = py.store(TAIL_CALLED, at)
        self.out.append(ast.AugAssign(mark, ast.Add(), py.const(1, at), **at) if self.counts_tail_calls
                        else py.assign(mark, py.const(True, at), at))
        self.jump(0, ast.Continue, at)

    def jump_if_same(self, stat):
        """if (c_1 := f) is this function: jump to its start; else return c_1(...)"""
        call = self.without_calls(stat.values[0], root=True)
        at = self.at_op(call)
        if type(call) is lua.MethodCall:
            func, obj = self.looked_up(call)
            args = [obj, *call.args]
        else:
            func, args = self.into_temporary(call.func), call.args
        looked_up = lua.Call(func, args).at(call)
        looked_up.op_line, looked_up.op_col = call.op_line, call.op_col
        saved, self.out = self.out, []
        self.jump_to_start(looked_up)
        jump, self.out = self.out, saved
        self.out.append(ast.If(py.is_(self.expr(func), py.load(self.own_name, at), at), jump, [], **at))
        self.attempted(lambda: self.return_values(lua.Return([looked_up]).at(stat)), stat)

    def hidden_arg_table(self, node, at):
        """5.1: a vararg function that does not use ``...`` has its arguments in a local ``arg``."""
        arg = node.info.arg_variable
        if arg is None or not arg.used:
            return
        arg.python = self.fresh_name("arg")
        value = py.const(None, at)  # a function that uses `...` has the name, but no table
        if not node.info.uses_vararg:
            value = py.helper("new_arg_table", [py.load("varargs", at)], at)
        self.out.append(py.assign(py.store(arg.python, at), value, at))

    def stat_Return(self, stat):
        if len(stat.values) == 1 and self.is_jump(stat.values[0]):
            self.jump_to_start(stat.values[0])
            return
        if len(stat.values) == 1 and self.may_be_jump(stat.values[0]):
            self.jump_if_same(stat)
            return
        site = self.direct_site(stat.values[0]) if len(stat.values) == 1 else None
        if site is not None:
            self.make_object(site, stat, lambda value: self.out.append(ast.Return(value, **self.at(stat))))
            return
        if len(stat.values) == 1 and self.is_record(stat.values[0]):
            self.return_record(stat)
            return
        if len(stat.values) == 1:
            stat = lua.Return([self.without_calls(stat.values[0], root=True)]).at(stat)
        elif any(map(self.calls_in, stat.values)):
            stat = lua.Return(self.list_without_calls(stat.values)).at(stat)
        self.attempted(lambda: self.return_values(stat), stat)

    def return_record(self, stat):
        """``return {x = ..., y = ...}``."""
        at = self.at(stat)
        cls = self.site_class(stat.values[0])
        node = self.record_without_calls(stat.values[0])

        def build():
            name = self.temp()
            self.record_into(name, node, py.load(cls, at))
            self.out.append(ast.Return(py.load(name, at), **at))
        self.attempted(build, stat)

    def return_values(self, stat):
        at = self.at(stat)
        value = stat.values[0] if len(stat.values) == 1 else None
        if value is not None and self.is_bounce(value):
            result = py.helper("TailCall", [self.expr(value.func), py.tuple_(self.expr_list(value.args, at), at)], at)
        else:
            result = self.packed(stat.values, at)
            if type(value) in (lua.Call, lua.MethodCall):
                self.mark_tail_call(value)
        self.out.append(ast.Return(result, **at))

    def packed(self, nodes, at):
        """An expression list in the form of a call's result: one value, or a tuple of any other number of them."""
        if len(nodes) != 1:
            elements = self.expr_list(nodes, at)
            result = py.tuple_(elements, at)
            return py.helper("pack_results", [result], at) if len(elements) == 2 and self.is_multiple(nodes[-1]) else result
        if type(nodes[0]) in (lua.Call, lua.MethodCall):
            return self.raw_result(nodes[0])
        if type(nodes[0]) is lua.Vararg:
            return py.helper("pack_results", [py.load("varargs", at)], at)
        return self.expr(nodes[0])


def _tests_of(variable, assumption, at) -> list:
    """The tests that a parameter is as a version assumes (see analysis.versions), as far as that is not known."""
    value = lambda: py.load(variable.python, at)  # noqa: E731
    is_class = lambda name: py.is_class(value(), name, at)  # noqa: E731
    if assumption is TEXT:
        return [is_class("str")]
    if assumption.kind != "int":
        return [py.any_([is_class("float"), is_class("int")], at)]
    known = variable.fact if variable.fact is not None and variable.fact.kind == "int" else NumberFact("int")
    tests = [] if known is variable.fact else [is_class("int")]
    low = None if assumption.low <= known.low else assumption.low
    high = None if assumption.high >= known.high else assumption.high
    return tests if low is high is None else [*tests, between(low, high)(value(), None, at)]


def _def_name(node) -> str:
    """A Python name like the one the source gives a function."""
    return node.name.replace(".", "_").replace(":", "_") if node.name else "function"
