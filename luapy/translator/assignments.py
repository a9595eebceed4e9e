"""Local declarations, assignments, function statements (manual 3.3.3, 3.3.7)."""

from __future__ import annotations

import ast

from luapy.analysis.scopes import Global
from luapy.frontend import nodes as lua
from luapy.translator import python as py
from luapy.translator.tables import is_field_name

NEVER_NIL = (lua.TrueExpr, lua.FalseExpr, lua.Number, lua.String, lua.Function, lua.Table)


class Assignments:
    # Local variables

    def stat_Local(self, stat):
        at = self.at(stat)
        names, values = stat.names, stat.values
        if len(names) == len(values) and not (len(values) > 1 and self.is_multiple(values[-1]) and False):
            self.declare_each(names, values, at)
        elif not values:
            for node in names:
                self.initialize(self.declare(node), py.const(None, at), at)
        else:
            self.declare_adjusted(names, values, at)

    def declare_each(self, names, values, at):
        """As many names as values: each value is evaluated before any name exists."""
        if len(names) == 1:
            value = self.local_value(names[0], values[0])
            self.initialize(self.declare(names[0]), value, at)
            return
        exprs = [self.expr(value) for value in values]
        self.store_all([self.declare(node) for node in names], exprs, at)

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
        last = values[-1]
        source = py.load("varargs", at) if type(last) is lua.Vararg else self.raw_call(last)
        return exprs + [py.starred(py.helper("adjust", [source, py.const(rest, at)], at), at)]

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
        if variable.boxed:
            self.initialize(variable, py.const(None, at), at)
            value = self.closure(stat.func, self.fresh_name(stat.name.id))
            self.out.append(py.assign(py.item(py.load(variable.python, at), 0, at, py.STORE), value, at))
        else:
            value = self.closure(stat.func, variable.python, own=variable)
            self.initialize(variable, value, at)

    # Assignments

    def stat_Assign(self, stat):
        at = self.at(stat)
        if len(stat.targets) == 1:
            self.assign_one(stat.targets[0], stat.values, at)
        else:
            self.assign_several(stat.targets, stat.values, at)

    def assign_one(self, target, values, at):
        if len(values) > 1:  # the surplus is evaluated and dropped
            exprs = [self.expr(value) for value in values]
            value = py.item(py.tuple_(exprs, at), 0, at)
            self.assign_value(target, value, False, at)
            return
        never_nil = type(values[0]) in NEVER_NIL or self.is_condition(values[0])
        if type(values[0]) is lua.Function and values[0].name is None:
            values[0].name = _target_name(target)
        if type(target) is lua.Index:
            self.assign_index(target, self.target_parts(target, values), values[0], never_nil, at)
        else:
            self.assign_value(target, self.expr(values[0]), never_nil, at)

    def target_parts(self, target, values):
        """The object and key of an Index target, evaluated now if the values could change or observe them."""
        pure = all(type(value) in NEVER_NIL or self.is_simple(value) for value in values)
        obj, key = self.expr(target.obj), self.expr(target.key)
        if pure:
            return obj, key
        if not self.is_simple(target.obj):
            obj = self.keep(obj)
        if not self.is_simple(target.key):
            key = self.keep(key)
        return obj, key

    def keep(self, expr):
        """Evaluate an expression now; returns the name of its value."""
        at = {k: getattr(expr, k) for k in ("lineno", "col_offset", "end_lineno", "end_col_offset")}
        name = self.temp()
        self.out.append(py.assign(py.store(name, at), expr, at))
        return py.load(name, at)

    def assign_index(self, target, parts, value_node, never_nil, at):
        obj, key = parts
        where = self.at(target)
        self.site(where, "index", self.describe(target.obj), target.key.value if type(target.key) is lua.String else None)
        value = self.expr(value_node)
        if is_field_name(target.key) and not self.unit.careful:
            self.store_field(obj, target.key.value, value, never_nil, where, at)
        else:
            self.out.append(py.expression(py.helper("setindex", [obj, key, value], where), at))

    def store_field(self, obj, name, value, never_nil, where, at):
        """``obj.name = value``: an attribute store, except for nil and for objects that are no tables."""
        self.unit.names.add(name)
        if not isinstance(obj, ast.Name):
            obj = self.keep(obj)
        if not isinstance(value, (ast.Name, ast.Constant)):
            value = self.keep(value)
        again = lambda expr: py.load(expr.id, where) if isinstance(expr, ast.Name) else py.const(expr.value, where)  # noqa: E731
        slow = py.expression(py.helper("setindex", [again(obj), py.const(name, where), again(value)], where), at)
        if isinstance(value, ast.Constant) and value.value is None:
            self.out.append(slow)
            return
        not_table = py.is_(py.attribute(again(obj), "__class__", where), py.load("function", where), where)
        if not never_nil:
            not_table = py.any_([py.is_(again(value), py.const(None, where), where), not_table], where)
        target = ast.Attribute(again(obj), "f_" + name, py.STORE, **where)
        self.out.append(ast.If(not_table, [slow], [py.assign(target, again(value), where)], **at))

    def assign_value(self, target, value, never_nil, at):
        """Store an evaluated expression in any target."""
        where = self.at(target)
        if type(target) is lua.Index:
            obj, key = self.target_parts(target, ())
            value = self.keep(value)
            self.site(where, "index", self.describe(target.obj),
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
        env, where = variable.env, self.at(target)
        self.unit.names.add(target.id)
        if env.kind == "env" and not self.unit.careful:
            if never_nil:
                self.out.append(py.assign(ast.Attribute(py.load(env.python, where), "f_" + target.id, py.STORE, **where),
                                          value, at))
            else:
                self.store_field(py.load(env.python, where), target.id, value, never_nil, where, at)
            return
        self.site(where, "index", f"{'local' if env.function is self.info else 'upvalue'} '{env.name}'", target.id)
        args = [self.variable_value(env, where), py.const(target.id, where), value]
        self.out.append(py.expression(py.helper("setindex", args, where), at))

    def assign_several(self, targets, values, at):
        """Objects and keys first, then all values, then the stores from the last to the first."""
        places = []
        for target in targets:
            if type(target) is lua.Index:
                obj, key = self.expr(target.obj), self.expr(target.key)
                places.append((obj if isinstance(obj, ast.Constant) else self.keep(obj),
                               key if isinstance(key, ast.Constant) else self.keep(key)))
            else:
                places.append(None)
        exprs = self.adjusted(values, len(targets), at)
        names = [self.temp() for _ in targets]
        surplus = max(len(exprs) - len(targets), 0)
        stores = [py.store(name, at) for name in names] + [py.store("_", at) for _ in range(surplus)]
        value = exprs[0].value if len(exprs) == 1 else py.tuple_(exprs, at)
        self.out.append(py.assign(py.tuple_(stores, at, py.STORE), value, at))
        for target, place, name in reversed(list(zip(targets, places, names, strict=True))):
            value = py.load(name, at)
            if place is None:
                self.assign_value(target, value, False, at)
            else:
                where = self.at(target)
                self.site(where, "index", self.describe(target.obj),
                          target.key.value if type(target.key) is lua.String else None)
                self.out.append(py.expression(py.helper("setindex", [*place, value], where), at))

    def stat_FunctionStat(self, stat):
        self.assign_one(stat.target, [stat.func], self.at(stat))


def _target_name(target):
    """A name for a function from what it is assigned to."""
    if type(target) is lua.Name:
        return target.id
    return target.key.value if is_field_name(target.key) else None
