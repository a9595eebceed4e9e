"""Local declarations, assignments, function statements (manual 3.3.3, 3.3.7)."""

from __future__ import annotations

import ast
from functools import partial

from luapy.analysis.results import number_of_results
from luapy.analysis.scopes import Global, Variable
from luapy.frontend import nodes as lua
from luapy.translator import python as py
from luapy.translator.operators import concatenated
from luapy.translator.stores import is_next_place
from luapy.translator.tables import is_field_name


class Assignments:
    # Local variables

    def stat_Local(self, stat):
        site = self.direct_site(stat.values[0]) if len(stat.values) == len(stat.names) == 1 else None
        if site is not None:
            self.make_object(site, stat, lambda value: self.initialize(self.declare(stat.names[0]), value, self.at(stat)))
        elif not stat.values:
            self.declare_values(stat)
        elif any(node.info.boxed for node in stat.names):
            # the box replaces the variable: not in a statement that may be done again
            self.unattempted(lambda: self.declare_values(stat))
        else:
            if len(stat.names) == len(stat.values) == 1 and self.is_record(stat.values[0]):
                cls = self.site_class(stat.values[0])
                record = self.record_without_calls(stat.values[0])
                self.closures[record] = cls
                self.call_free[stat] = [record]
            elif len(stat.names) == len(stat.values) == 1:
                self.call_free[stat] = [self.without_calls(stat.values[0], root=True)]
            self.attempted(lambda: self.declare_values(stat), stat)
            self.begin_lists(stat.names, stat.values)

    def begin_lists(self, names, values):
        """Behind ``t = {}``: t gets a list at once if statements add elements to it, so that the first is like the others."""
        for node, value in zip(names, values, strict=False):
            if type(value) is lua.Table and not value.items and type(node) is lua.Name and type(node.info) is Variable \
                    and node.info.listed and not node.info.boxed and not self.unit.careful:
                at = self.at(value)
                array = ast.Attribute(py.load(node.info.python, at), "arr", py.STORE, **at)
                self.out.append(py.assign(array, ast.List([py.const(True, at)], py.LOAD, **at), at))

    def declare_values(self, stat):
        at = self.at(stat)
        names, values = stat.names, self.call_free.get(stat, stat.values)
        if len(names) == len(values) == 1 and not names[0].info.boxed and self.declares_table(names[0], values[0]):
            return
        if len(names) == len(values):
            self.declare_each(names, values, at)
        elif not values:
            for node in names:
                self.initialize(self.declare(node), py.const(None, at), at)
        else:
            self.declare_adjusted(names, values, at)

    def declare_each(self, names, values, at):
        """As many names as values: each value is evaluated before any name exists."""
        self.note_keys(names, values)
        if len(names) == 1:
            value = self.local_value(names[0], values[0])
            self.initialize(self.declare(names[0]), value, at)
            return
        exprs = [self.expr(value) for value in values]
        self.store_all([self.declare(node) for node in names], exprs, at)

    def declares_table(self, node, value) -> bool:
        """``local t = {...}`` with fields, or that gets fields: a table in a class of its own."""
        at = self.at(value)
        if self.is_record(value):
            cls = self.site_class(value)
            name = self.temp()
            self.record_into(name, value, py.load(cls, at))
            self.initialize(self.declare(node), py.load(name, at), at)
            return True
        if type(value) is lua.Table and not value.items and node.info.fielded and not self.unit.careful:
            cls = self.site_class(value)
            self.initialize(self.declare(node), py.call(py.load(cls, at), [], at), at)
            return True
        return False

    def site_class(self, node) -> str:
        """The class of a constructor (a statement may be translated twice)."""
        name = self.closures.get(node)
        if name is None:
            name = self.closures[node] = self.table_class()
        return name

    def local_value(self, node, value):
        """The value of a single local; a function gets the variable's name."""
        if type(value) is lua.Function and value.name is None:
            value.name = node.id
        return self.expr(value)

    def declare_adjusted(self, names, values, at):
        exprs = self.adjusted(values, len(names), at)
        self.store_all([self.declare(node) for node in names], exprs, at)

    def adjusted(self, values, wanted, at) -> list:
        """Expressions (perhaps one starred) giving exactly *wanted* values (manual 3.4.12)."""
        if len(values) > wanted or not self.is_multiple(values[-1]):
            exprs = [self.expr(value) for value in values]
            return exprs + [py.const(None, at) for _ in range(wanted - len(values))]
        exprs = [self.expr(value) for value in values[:-1]]
        rest = wanted - len(exprs)
        if rest == 1:
            return exprs + [self.expr(values[-1])]
        return exprs + [py.starred(self.several(values[-1], rest, at), at)]

    def several(self, node, wanted, at):
        """A tuple of *wanted* values, more than one, from what may give any number of them.

        A call nearly always gives as many: t if (t := f()).__class__ is tuple and len(t) == wanted else adjust(t, wanted)
        """
        count = py.const(wanted, at)
        if type(node) is lua.Vararg:
            return py.helper("adjust", [py.load("varargs", at), count], at)
        if self.unit.careful:
            return py.helper("adjust", [self.raw_call(node), count], at)
        parts = self.intrinsic(node, wanted)
        if parts is not None:
            test, value, call = parts
            return py.conditional(test, value, self.fitting(call, wanted, at), at)
        result = self.raw_call(node)
        return result if number_of_results(node) == wanted else self.fitting(result, wanted, at)

    def fitting(self, result, wanted, at):
        """The result of a call as a tuple of so many values."""
        count = py.const(wanted, at)
        name = self.temp()
        is_tuple = py.is_class(py.walrus(name, result, at), "tuple", at)
        size = py.call(py.load("len", at), [py.load(name, at)], at)
        fits = ast.Compare(size, [ast.Eq()], [count], **at)
        return py.conditional(py.all_([is_tuple, fits], at), py.load(name, at), py.helper("adjust", [py.load(name, at), count], at), at)

    def store_all(self, variables, exprs, at):
        """Initialize several variables from expressions that may be more than they are."""
        if len(exprs) == 1 and isinstance(exprs[0], ast.Starred):
            value = exprs[0].value
        else:
            value = py.tuple_(exprs, at)
        if len(exprs) > len(variables):  # surplus values are evaluated and dropped
            targets = [py.store(variable.python, at) for variable in variables]
            targets += [py.store("_", at) for _ in range(len(exprs) - len(variables))]
        else:
            targets = [py.store(variable.python, at) for variable in variables]
        if len(targets) == 1:
            self.out.append(py.assign(targets[0], exprs[0], at))
        else:
            self.out.append(py.assign(py.tuple_(targets, at, py.STORE), value, at))
        for variable in variables:
            if variable.boxed:
                self.box(variable, at)

    def initialize(self, variable, value, at):
        """The first store to a variable; a boxed one gets its new box."""
        if variable.boxed:
            value = ast.List([value], py.LOAD, **at)
        if not (isinstance(value, ast.Name) and value.id == variable.python):
            self.out.append(py.assign(py.store(variable.python, at), value, at))

    def box(self, variable, at):
        """Put the value of a variable into a new box."""
        value = ast.List([py.load(variable.python, at)], py.LOAD, **at)
        self.out.append(py.assign(py.store(variable.python, at), value, at))

    def stat_LocalFunction(self, stat):
        at = self.at(stat)
        variable = self.declare(stat.name)
        name = variable.python
        if variable.boxed or stat.func.info.may_loop_to_itself:
            name = self.fresh_name(stat.name.id)
            if not stat.func.info.may_loop_to_itself:  # else it looks at its own name
                self.defined.append(name)
        if variable.boxed:
            self.initialize(variable, py.const(None, at), at)
            value = self.closure(stat.func, name)
            self.out.append(py.assign(py.item(py.load(variable.python, at), 0, at, py.STORE), value, at))
        else:
            self.initialize(variable, self.closure(stat.func, name, own=variable), at)

    # Assignments

    def stat_Assign(self, stat):
        at = self.at(stat)
        if len(stat.targets) == 1:
            self.assign_one(stat.targets[0], stat.values, stat)
        else:
            self.assign_several(stat.targets, stat.values, stat)
        if len(stat.targets) == 1 or self.assigns_locals(stat.targets, stat.values):  # no metamethod has used them meanwhile
            self.begin_lists(stat.targets, stat.values)

    def assign_one(self, target, values, stat):
        at = self.at(stat)
        if len(values) == 1 and self.is_made_before(target, values[0]):
            never_nil = type(values[0]) is lua.Table
            values = [self.made(values[0])]
            self.store_one(target, values[0], never_nil, stat)
            return
        if type(target) is lua.Index and not (len(values) == 1 and self.is_append(target, values[0])) and any(
                self.calls_in(node) for node in (target.obj, target.key, *values)):
            target = self.steady_target(target)
        if len(values) > 1:  # the surplus is evaluated and dropped
            exprs = [self.expr(value) for value in values]
            value = py.item(py.tuple_(exprs, at), 0, at)
            self.assign_value(target, value, False, at)
            return
        values = [self.without_calls(values[0], root=True)]
        never_nil = self.is_never_nil(values[0])
        if type(values[0]) is lua.Function and values[0].name is None:
            values[0].name = _target_name(target)
        self.store_one(target, values[0], never_nil, stat)

    def is_made_before(self, target, node) -> bool:
        """Whether a value is a record or object that can be made before the target is evaluated."""
        if not self.is_made(node) or type(target) is lua.Index and (self.calls_in(target.obj) or self.calls_in(target.key)):
            return False
        record = node if type(node) is lua.Table else node.args[0]
        return not any(self.calls_in(item.value) for item in record.items)

    def store_one(self, target, node, never_nil, stat):
        """``target = node``."""
        at = self.at(stat)
        if type(target) is lua.Index:
            if self.is_append(target, node):
                self.append(target, node, stat)
            elif self.calls_in(node):
                self.assign_after_call(target, node, never_nil, stat)
            else:
                def build():
                    self.assign_index(target, self.store_parts(target, type(node) is lua.Nil), node, never_nil, at)
                self.attempted(build, stat)
        elif type(target.info) is Global:
            value = self.attempted_value(node, stat)
            self.assign_value(target, value, never_nil, at)
        else:
            self.attempted(lambda: self.assign_local(target, node, never_nil, at), stat)

    def note_keys(self, names, values):
        """Note the values of variables that are keys: their sums are rather ints than floats."""
        self.keys_to_be.update(value for node, value in zip(names, values, strict=True) if node.info.keyed)

    def assign_local(self, target, node, never_nil, at):
        self.note_keys([target], [node])
        value = None if target.info.boxed or target.info.captured else self.accumulation(node, target.info)
        self.assign_value(target, self.expr(node) if value is None else value, never_nil, at)

    def steady_target(self, target):
        """An Index target whose parts the calls of the values cannot change, unless Lua reads them behind the values."""
        obj, key = target.obj, target.key

        def kept(node, is_late):
            return node if is_late or self.is_stable(node) else self.into_temporary(self.without_calls(node, root=True))
        if self.is_late_object(obj):
            key = kept(key, self.is_register(key))
            obj = kept(obj, self.is_late_target(target))
        else:
            obj = kept(obj, False)
            key = kept(key, self.is_register(key))
        steady = lua.Index(obj, key).at(target)
        steady.dot = target.dot
        if is_next_place(target.key):
            self.growing.add(steady)
        return steady

    def assign_after_call(self, target, node, never_nil, stat):
        """``t[k] = f()``: the value first (its operands may be tried), then a store of its own."""
        at = self.at(stat)
        if self.unit.careful and self.is_stable(target.obj) and self.is_stable(target.key):
            self.assign_index(target, (self.expr(target.obj), self.expr(target.key)), node, never_nil, at)
            return
        value = self.attempted_value(node, stat)
        if not isinstance(value, ast.Name):
            value = self.keep(value)

        def build():
            again = py.load(value.id, at)
            self.store_index(target, self.store_parts(target), again, never_nil, at)
        self.attempted(build, stat)

    def attempted_value(self, node, stat):
        """An expression evaluated by statements of its own if it has raw operations."""
        at = self.at(node)
        names: list = []
        plain: list = []

        def build():
            value = self.expr(node)
            if self.attempt.used or names:
                if not names:
                    names.append(self.fresh_name("value"))
                    self.defined += names
                self.out.append(py.assign(py.store(names[0], at), value, at))
            else:
                plain.append(value)
        self.attempted(build, stat)
        return plain[0] if plain else py.load(names[0], at)

    def calls_in(self, node) -> bool:
        """Whether evaluating a node may call a function of the program: by a call, or a metamethod by the runtime."""
        kind = type(node)
        if kind in (lua.Call, lua.MethodCall):
            return True
        if kind is lua.BinOp and node.op == "..":
            return self.is_runtime_operator(node) or any(self.calls_in(part) for part in concatenated(node))
        if kind is lua.BinOp:
            return self.is_runtime_operator(node) or self.calls_in(node.left) or self.calls_in(node.right)
        if kind is lua.Logical:
            return self.calls_in(node.left) or self.calls_in(node.right)
        if kind is lua.Index:
            return self.is_runtime_index(node) or self.calls_in(node.obj) or self.calls_in(node.key)
        if kind is lua.UnOp:
            return self.is_runtime_operator(node) or self.calls_in(node.operand)
        if kind is lua.Paren:
            return self.calls_in(node.expr)
        if kind is lua.Table:
            return any(self.calls_in(item.value) or item.key is not None and self.calls_in(item.key) for item in node.items)
        return False

    def keep(self, expr):
        """Evaluate an expression now; returns the name of its value."""
        at = {k: getattr(expr, k) for k in ("lineno", "col_offset", "end_lineno", "end_col_offset")}
        name = self.temp()
        self.out.append(py.assign(py.store(name, at), expr, at))
        return py.load(name, at)

    def assign_value(self, target, value, never_nil, at):
        """Store an evaluated expression in any target."""
        where = self.at_store(target)
        if type(target) is lua.Index:
            value = self.keep(value)
            obj, key = self.expr(target.obj), self.expr(target.key)
            self.site(where, "setindex", self.describe(target.obj),
                      target.key.value if type(target.key) is lua.String else None)
            self.out.append(py.expression(py.helper("setindex", [obj, key, value], where), at))
            return
        variable = target.info
        if type(variable) is Global:
            self.assign_global(target, variable, value, never_nil, at)
        elif variable.boxed:
            self.out.append(py.assign(py.item(py.load(variable.python, where), 0, where, py.STORE), value, at))
        else:
            self.out.append(py.assign(py.store(variable.python, where), value, at))

    def assign_global(self, target, variable, value, never_nil, at):
        env, where = variable.env, self.at_store(target)
        self.unit.names.add(target.id)
        self.site(where, "setindex", f"{'local' if env.function is self.info else 'upvalue'} '{env.name}'", target.id)
        if env.kind == "env" and not self.unit.careful:
            if never_nil:
                self.out.append(py.assign(ast.Attribute(py.load(env.python, where), "f_" + target.id, py.STORE, **where),
                                          value, at))
            else:
                self.store_field(py.load(env.python, where), target.id, value, never_nil, where, at)
            return
        args = [self.variable_value(env, where), py.const(target.id, where), value]
        self.out.append(py.expression(py.helper("setindex", args, where), at))

    def assign_several(self, targets, values, stat):
        """Objects and keys first, then all values, then the stores from the last to the first."""
        at = self.at(stat)
        if self.assigns_locals(targets, values):
            values = self.in_order(values)
            self.note_keys(targets, values)
            names = [py.store(target.info.python, at) for target in targets]
            self.attempted(lambda: self.out.append(py.assign(
                py.tuple_(names, at, py.STORE), py.tuple_([self.expr(value) for value in values], at), at)), stat)
            return
        changed = {target.info for target in targets if type(target) is lua.Name}
        places = [self.held_place(target, changed) if type(target) is lua.Index else None for target in targets]
        held = self.held_values(values, len(targets), changed, at)
        never_nil = [place < len(values) and self.is_never_nil(values[place]) for place in range(len(targets))]
        for target, place, value, sure in reversed(list(zip(targets, places, held, never_nil, strict=True))):
            if place is None:
                self.assign_value(target, value(), sure, at)
            else:
                self.attempted(partial(self.store_held, target, place, value, sure, at), stat)

    def assigns_locals(self, targets, values) -> bool:
        """Whether as many values as targets are assigned to different local variables of this function."""
        variables = {target.info for target in targets if type(target) is lua.Name and type(target.info) is not Global
                     and not target.info.boxed and target.info.function is self.info}
        return (len(variables) == len(targets) == len(values) and not self.is_multiple(values[-1])
                and not self.unit.careful)

    def store_held(self, target, place, value, never_nil, at):
        obj, key = place
        self.store_index(target, (obj(), key()), value(), never_nil, at)

    def held_values(self, values, wanted, changed, at) -> list:
        """Functions that give each of the wanted values, which are computed now."""
        if len(values) == wanted and not self.is_multiple(values[-1]):
            return [self.held(value, changed) for value in self.in_order(values)]
        names = [self.held_name() for _ in range(wanted)]
        values = self.list_without_calls(values)

        def build():
            exprs = self.adjusted(values, wanted, at)
            stores = [py.store(name, at) for name in names] + [py.store("_", at) for _ in range(len(exprs) - wanted)]
            value = exprs[0].value if len(exprs) == 1 else py.tuple_(exprs, at)
            self.out.append(py.assign(py.tuple_(stores, at, py.STORE), value, at))
        self.attempted(build, values[-1])
        return [partial(py.load, name, at) for name in names]

    def held_place(self, target, changed):
        """Functions that give the object and the key of an Index target, which are evaluated in Lua's order."""
        held = {}
        for node in (target.key, target.obj) if self.is_late_object(target.obj) else (target.obj, target.key):
            held[node] = self.held(node, changed, self.is_late_target(target) if node is target.obj else self.is_register(node))
        return held[target.obj], held[target.key]

    def held(self, node, changed, is_late=False):
        """Evaluate a node now, unless it is a constant or a variable that the statement leaves alone; gives its value.

        is_late: it is a variable that Lua reads when it stores.
        """
        at = self.at(node)
        if isinstance(node, (lua.Number, lua.String, lua.Nil, lua.TrueExpr, lua.FalseExpr)):
            return partial(self.expr, node)
        if type(node) is lua.Name and node.info not in changed and (
                self.is_stable(node) and self.is_simple(node) or is_late):
            return partial(self.expr, node)
        node = self.without_calls(node, root=True)
        name = self.held_name()
        self.attempted(lambda: self.out.append(py.assign(py.store(name, at), self.expr(node), at)), node)
        return partial(py.load, name, at)

    def held_name(self) -> str:
        self.kept += 1
        return f"c_{self.kept}"

    def stat_FunctionStat(self, stat):
        self.assign_one(stat.target, [stat.func], stat)


def _target_name(target):
    """A name for a function from what it is assigned to."""
    if type(target) is lua.Name:
        return target.id
    return target.key.value if is_field_name(target.key) else None
