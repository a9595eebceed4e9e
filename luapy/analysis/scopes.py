"""Names resolved: which variable each name means, which are captured, assigned, fresh in each iteration.

`resolve(chunk)` leaves a `Variable` (or `Global`) in the ``info`` of every Name
node and a `FunctionInfo` in the ``info`` of every Function node.
"""

from __future__ import annotations

from luapy.analysis.limits import note_limits
from luapy.analysis.method_hints import MethodHints
from luapy.frontend import nodes as lua


class Variable:
    """A local variable or parameter.

    captured: an inner function uses it; assigned: it gets a value after its declaration;
    looped: its declaration may run several times in one call of its function;
    python: its name in the translation; node: its declaration.
    """

    __slots__ = ("name", "function", "attrib", "captured", "assigned", "looped", "python", "kind", "used", "definitions", "fact",
                 "limits", "mentions", "calls", "functions", "numeric", "floating", "fielded", "listed", "keyed", "unadjusted",
                 "description", "captors", "holds", "stores", "starts_nil", "text")

    def __init__(self, name, function, kind="local", attrib=None, looped=False):
        self.name = name
        self.function = function
        self.kind = kind          # local, parameter, loop, counter, function, env, temporary
        self.attrib = attrib
        self.captured = False
        self.assigned = False
        self.looped = looped
        self.python = None
        self.used = False
        self.definitions: list = []  # all nodes that give it a value: expressions, a NumericFor, or None for any value
        self.fact = None          # the NumberFact that holds of it at all times, see analysis.numbers
        self.limits: dict = {}    # definition -> what a loop's test says of the variable there, see analysis.limits
        self.mentions = 0         # how often its value is used, not counting tests of its truth
        self.calls: list = []     # all calls ``v(...)``
        self.numeric = False      # an operand of arithmetic: a hint
        self.floating = False     # gets a value that looks like a float: a hint
        self.holds = None         # the last Function node that is its value
        self.functions = ()       # FunctionInfos: if there are any, it never holds anything else (or nil), see flows
        self.stores = 0           # how many assignments it has beside its declaration
        self.starts_nil = False   # its declaration gives it no value
        self.captors: set = set() # the functions directly inside its own that use it, or have it used
        self.description = None   # of a translator's temporary: how error messages name its value
        self.unadjusted = False   # of a translator's temporary: it holds all results of a call
        self.fielded = False      # some statement stores a named field in it: a hint
        self.text = False         # it holds a string, in the version of its function that is translated (see versions)
        self.listed = False       # some statement adds elements to it: a hint
        self.keyed = False        # a key of some table: a hint

    @property
    def fresh(self) -> bool:
        """Each run of its declaration makes a new variable, and closures can tell."""
        return self.looped and self.captured

    @property
    def constant(self):
        """The node of a compile-time constant (``<const>``): Lua keeps no variable for it."""
        if self.attrib != "const" or len(self.definitions) != 1:
            return None
        node = self.definitions[0]
        if node is _NIL:
            return None
        value = node.operand if type(node) is lua.UnOp and node.op == "-" else node
        return node if type(value) in (lua.Nil, lua.TrueExpr, lua.FalseExpr, lua.Number, lua.String) else None

    @property
    def boxed(self) -> bool:
        """Held in a one-element list that the closures of one iteration share."""
        return self.looped and self.captured and (self.assigned or len(self.captors) > 1)

    @property
    def is_steady(self) -> bool:
        """Whether it never holds anything but one function (and nil before)."""
        return self.holds is not None and self.stores == (1 if self.starts_nil else 0)

    def __repr__(self):
        return f"<{self.kind} {self.name}>"


class Global:
    """A name that is a field of the environment variable *env*."""

    __slots__ = ("env",)
    kind = "global"

    def __init__(self, env):
        self.env = env


class FunctionInfo:
    """What is known of a function body.

    methods: the chunk's MethodHints; variables: those declared in it; free: those of enclosing functions that it or its
    inner functions use; arg_variable: the hidden ``arg`` of 5.1's vararg functions, or None; tail_calls: the variables
    it calls in ``return f(...)``; own: the variable that always holds this function, or None; repeats: the tail calls of
    what has the name under which this function is stored: most probably of itself; flows: of the whole chunk, see
    analysis.flows; sites: all calls of it, or None if they are not known.
    """

    __slots__ = ("node", "parent", "variables", "free", "assigned_free", "inner", "uses_vararg", "has_goto",
                 "arg_variable", "tail_calls", "own", "repeats", "group", "returns", "results", "result", "methods", "flows",
                 "sites")

    def __init__(self, node, parent):
        self.node = node
        self.parent = parent
        self.variables: list[Variable] = []
        self.free: dict[Variable, None] = {}
        self.assigned_free: dict[Variable, None] = {}
        self.inner: list[FunctionInfo] = []
        self.uses_vararg = False
        self.has_goto = False
        self.arg_variable: Variable | None = None
        self.tail_calls: set[Variable] = set()
        self.own: Variable | None = None
        self.repeats: set = set()
        self.group: set = set()   # functions that tail calls lead to and back, see tailcalls
        self.returns: list = []   # its return statements
        self.results = None       # how many values it always returns, where that is known, see results
        self.result = None        # stands for the value it returns, if that is always exactly one
        self.sites = None
        self.methods = parent and parent.methods
        self.flows = parent and parent.flows

    @property
    def loops_to_itself(self) -> bool:
        """Whether its tail calls of itself can be jumps: no closure could tell the variables of one call from the next's."""
        return (self.own is not None and not self.own.assigned and self.own in self.tail_calls
                and not any(variable.captured for variable in self.variables))

    @property
    def may_loop_to_itself(self) -> bool:
        """The same for `repeats`, where they turn out to be calls of itself."""
        return (bool(self.repeats) and not self.loops_to_itself
                and not any(variable.captured for variable in self.variables))


_NIL = lua.Nil()  # what a variable without a value begins with
_INTEGER_ARITHMETIC = frozenset("+ - * / // % ^".split())
_ORDER = frozenset(("<", "<=", ">", ">="))


def resolve(chunk: lua.Chunk, dialect) -> FunctionInfo:
    """Resolve all names of a chunk; returns the info of its main function, whose parent declares the environment."""
    outside = FunctionInfo(None, None)
    outside.methods = MethodHints()
    outside.flows = []
    env_name = "_ENV" if dialect.env else "(environment)"
    env = Variable(env_name, outside, "env")
    outside.variables.append(env)
    resolver = _Resolver(env, dialect.vararg_table)
    resolver.methods, resolver.flows = outside.methods, outside.flows
    return resolver.function(chunk.func, outside, [{env_name: env}])


class _Resolver:
    def __init__(self, env, vararg_table):
        self.chunk_env = env
        self.vararg_table = vararg_table
        self.info = None
        self.methods = self.flows = None
        self.scopes: list[dict] = []
        self.loops = 0

    # Declarations and uses

    def declare(self, node, kind="local", attrib=None):
        variable = Variable(node.id, self.info, kind, attrib, self.loops > 0)
        if kind != "local" and kind != "counter":
            variable.definitions.append(None)
        self.info.variables.append(variable)
        self.scopes[-1][node.id] = variable
        node.info = variable
        return variable

    def find(self, name):
        for scope in reversed(self.scopes):
            if name in scope:
                return scope[name]
        return None

    def use(self, node, assigned=False):
        variable = self.find(node.id)
        if variable is None:
            env = self.find(self.chunk_env.name)
            node.info = Global(env)
            self.mark(env, False)
        else:
            node.info = variable
            if not assigned:
                variable.mentions += 1
            self.mark(variable, assigned)

    def mark(self, variable, assigned):
        variable.used = True
        if assigned:
            variable.assigned = True
        info = self.info
        if variable.function is info:
            return
        variable.captured = True
        if assigned:
            info.assigned_free[variable] = None
        while info is not variable.function:
            info.free[variable] = None
            captor, info = info, info.parent
        variable.captors.add(captor)

    # Functions

    def function(self, node, parent, scopes):
        saved = self.info, self.scopes, self.loops
        info = FunctionInfo(node, parent)
        parent.inner.append(info)
        node.info = info
        self.info, self.scopes, self.loops = info, scopes + [{}], 0
        for param in node.params:
            self.declare(param, "parameter")
        if self.vararg_table and node.is_vararg and saved[0] is not None:
            info.arg_variable = self.declare(lua.Name("arg"), "parameter")
        self.block(node.body)
        self.info, self.scopes, self.loops = saved
        return info

    def define(self, variables, values):
        """Note the expressions that give variables their values: of a call, it is the first result."""
        for place, variable in enumerate(variables):
            if type(variable) is Variable:
                variable.definitions.append(values[place] if place < len(values) else None)
                if place < len(values):
                    self.flow(values[place], variable)

    def flow(self, value, target):
        """Note what gets the value of an expression, if that may be a function that is known (see analysis.flows)."""
        if type(value) is lua.Function or type(value) is lua.Name and type(value.info) is Variable \
                or called_variable(value) is not None:
            self.flows.append((value, target))

    # Statements

    def block(self, block):
        self.scopes.append({})
        self.statements(block.stats)
        self.scopes.pop()

    def statements(self, stats):
        looped_from = _backward_label(stats)
        for position, stat in enumerate(stats):
            if position == looped_from:
                self.loops += 1
            getattr(self, "stat_" + type(stat).__name__)(stat)
        if looped_from is not None:
            self.loops -= 1

    def loop_block(self, declared, body, kind="loop", counts=False):
        """counts: the first variable is probably a number."""
        self.loops += 1
        self.scopes.append({})
        for node in declared:
            self.declare(node, kind)
        declared[0].info.numeric = counts
        self.block(body)
        self.scopes.pop()
        self.loops -= 1

    def stat_Local(self, stat):
        for value in stat.values:
            self.expr(value)
        for node, attrib in zip(stat.names, stat.attribs, strict=True):
            self.declare(node, "local", attrib)
        for node, value in zip(stat.names, stat.values, strict=False):
            _hint(node.info, value)
            self.methods.note_value(node, value)
            if type(value) is lua.Function:
                node.info.holds = value
                value.info.own = value.info.own or (node.info if len(stat.names) == 1 else None)
        self.define([node.info for node in stat.names], stat.values)
        if not stat.values or not is_multiple(stat.values[-1]):
            for node in stat.names[len(stat.values):]:
                node.info.starts_nil = True
                node.info.definitions[0] = _NIL

    def stat_Assign(self, stat):
        for target in stat.targets:
            if type(target) is lua.Name:
                self.use(target, True)
            else:
                self.expr(target)
                _hint_field(target)
        for value in stat.values:
            self.expr(value)
        for target, value in zip(stat.targets, stat.values, strict=False):
            if type(target) is lua.Name and type(target.info) is Variable:
                _hint(target.info, value)
            self.methods.note_value(target, value)
        for target in stat.targets:
            if type(target) is lua.Name and type(target.info) is Variable:
                target.info.stores += 2  # not followed further
        self.define([target.info if type(target) is lua.Name else None for target in stat.targets], stat.values)
        for target, value in zip(stat.targets, stat.values, strict=False):
            if type(value) is lua.Function:
                _note_repeats(target, value.info)

    def stat_CallStat(self, stat):
        self.expr(stat.call)
        self.flow(stat.call, None)

    def stat_Do(self, stat):
        self.block(stat.body)

    def stat_While(self, stat):
        self.loops += 1
        self.test(stat.test)
        self.block(stat.body)
        self.loops -= 1
        note_limits(stat)

    def stat_Repeat(self, stat):
        self.loops += 1
        self.scopes.append({})
        self.statements(stat.body.stats)
        self.test(stat.test)
        self.scopes.pop()
        self.loops -= 1

    def stat_If(self, stat):
        for test, body in zip(stat.tests, stat.bodies, strict=True):
            self.test(test)
            self.block(body)
        if stat.orelse is not None:
            self.block(stat.orelse)

    def stat_NumericFor(self, stat):
        for expr in (stat.start, stat.stop, stat.step):
            if expr is not None:
                self.expr(expr)
        self.loop_block([stat.var], stat.body, "counter")
        stat.var.info.definitions.append(stat)

    def stat_GenericFor(self, stat):
        for expr in stat.exprs:
            self.expr(expr)
        self.loop_block(stat.names, stat.body, counts=_is_ipairs(stat.exprs[0]))

    def stat_FunctionStat(self, stat):
        if type(stat.target) is lua.Name:
            self.use(stat.target, True)
            if type(stat.target.info) is Variable:
                stat.target.info.holds = stat.func
                stat.target.info.stores += 1
        else:
            self.expr(stat.target)
            _hint_field(stat.target)
            self.methods.note_value(stat.target, stat.func)
        self.expr(stat.func)
        if type(stat.target) is lua.Name and type(stat.target.info) is Variable:
            stat.func.info.own = stat.target.info
            self.define([stat.target.info], [stat.func])
        _note_repeats(stat.target, stat.func.info)

    def stat_LocalFunction(self, stat):
        variable = self.declare(stat.name, "function")
        variable.holds = stat.func
        self.expr(stat.func)
        stat.func.info.own = variable
        variable.definitions.clear()
        self.define([variable], [stat.func])
        _note_repeats(stat.name, stat.func.info)

    def stat_Return(self, stat):
        self.info.returns.append(stat)
        for value in stat.values:
            self.expr(value)
        if len(stat.values) == 1:
            self.flow(stat.values[0], self.info)
            called = called_variable(stat.values[0])
            if called is not None:
                self.info.tail_calls.add(called)

    def stat_Break(self, stat):
        pass

    def stat_Goto(self, stat):
        self.info.has_goto = True

    def stat_Label(self, stat):
        pass

    # Expressions

    def test(self, node):
        """An expression that is only tested for its truth."""
        kind = type(node)
        if kind is lua.Name:
            self.expr(node)
            if type(node.info) is Variable:
                node.info.mentions -= 1
        elif kind is lua.UnOp and node.op == "not":
            self.test(node.operand)
        elif kind is lua.Paren:
            self.test(node.expr)
        elif kind is lua.Logical and type(node.left) is not lua.Logical:
            self.test(node.left)
            self.test(node.right)
        else:
            self.expr(node)

    def expr(self, node):
        getattr(self, "expr_" + type(node).__name__)(node)

    def _leaf(self, node):
        pass

    expr_Nil = expr_TrueExpr = expr_FalseExpr = expr_Number = expr_String = _leaf

    def expr_Vararg(self, node):
        self.info.uses_vararg = True

    def expr_Name(self, node):
        self.use(node)

    def expr_Function(self, node):
        self.function(node, self.info, self.scopes)

    def expr_Index(self, node):
        self.expr(node.obj)
        self.expr(node.key)
        if type(node.key) is lua.Name and type(node.key.info) is Variable:
            node.key.info.keyed = True

    def expr_Call(self, node):
        self.expr(node.func)
        for arg in node.args:
            self.expr(arg)
        if len(node.args) > 1:
            _hint_inserted(node)
        called = called_variable(node)
        if called is not None:
            called.calls.append(node)
            for place, arg in enumerate(node.args):
                self.flow(arg, (node, place))
        self.methods.note_call(node)

    def expr_MethodCall(self, node):
        self.expr(node.obj)
        for arg in node.args:
            self.expr(arg)

    def expr_BinOp(self, node):
        # a chain leans to one side and may be thousands of terms long
        spine, numeric = [], []
        while type(node) in (lua.BinOp, lua.Logical):
            spine.append(node.right)
            if type(node) is lua.BinOp and (node.op in _INTEGER_ARITHMETIC or node.op in _ORDER and _has_integer(node)):
                numeric += (node.left, node.right)
            node = node.left
        self.expr(node)
        for right in reversed(spine):
            if type(right) is lua.BinOp and right.op == ".." and type(right.right) is lua.BinOp:
                self.right_chain(right)
            else:
                self.expr(right)
        for operand in numeric:
            if type(operand) is lua.Name and type(operand.info) is Variable:
                operand.info.numeric = True

    def right_chain(self, node):
        while type(node) is lua.BinOp and node.op == "..":
            self.expr(node.left)
            node = node.right
        self.expr(node)

    expr_Logical = expr_BinOp

    def expr_UnOp(self, node):
        self.expr(node.operand)

    def expr_Paren(self, node):
        self.expr(node.expr)

    def expr_Table(self, node):
        for item in node.items:
            if item.key is not None:
                self.expr(item.key)
                self.methods.note_item(item)
            self.expr(item.value)


def _hint_field(target):
    """Note that a variable's table gets a named field, or elements."""
    if type(target.obj) is lua.Name and type(target.obj.info) is Variable:
        if type(target.key) is lua.String:
            target.obj.info.fielded = True
        elif _is_place(target.key):
            target.obj.info.listed = True


def _is_place(key) -> bool:
    """Whether a key is very probably a place in a list."""
    if type(key) is lua.Name:
        return type(key.info) is Variable and (key.info.numeric or key.info.kind == "counter")
    return type(key) is lua.Number or type(key) is lua.BinOp and key.op in "+-"


def _hint_inserted(call):
    """Note that a variable's table gets elements by ``table.insert``, under one of its usual names."""
    func, obj = call.func, call.args[0]
    is_field = type(func) is lua.Index and type(func.key) is lua.String
    name = func.id if type(func) is lua.Name else func.key.value if is_field else None
    if name in ("insert", "tinsert", "table_insert") and type(obj) is lua.Name and type(obj.info) is Variable:
        obj.info.listed = True


def _note_repeats(target, info):
    """Note the tail calls of a function that name it as the target does where it is stored, methods of the same object."""
    for stat in info.returns:
        call = stat.values[0] if len(stat.values) == 1 else None
        if type(call) is lua.Call and _is_same_path(call.func, target) \
                or type(call) is lua.MethodCall and _is_own_method(call, target, info.node.params):
            info.repeats.add(call)


def _is_own_method(call, target, params) -> bool:
    """Whether a method call of a function's first parameter has the name of the field that the function is stored in."""
    return type(target) is lua.Index and type(target.key) is lua.String and target.key.value == call.name \
        and bool(params) and type(call.obj) is lua.Name and call.obj.info is params[0].info


def _is_same_path(one, other) -> bool:
    """Whether two expressions are the same name, or the same field of the same path."""
    if type(one) is not type(other):
        return False
    if type(one) is lua.Name:
        return one.info is other.info if type(one.info) is Variable else type(other.info) is Global and one.id == other.id
    return type(one) is lua.Index and type(one.key) is type(other.key) is lua.String and one.key.value == other.key.value \
        and _is_same_path(one.obj, other.obj)


def _hint(variable, value):
    """Note what kind of number a variable seems to hold."""
    kind = type(value)
    if kind is lua.Number:
        if value.value.__class__ is float:
            variable.floating = True
        else:
            variable.numeric = True
    elif kind is lua.BinOp and value.op in "/^":
        variable.floating = True
    elif kind is lua.BinOp and value.op in _INTEGER_ARITHMETIC and not _seems_float(value):
        variable.numeric = True
    elif kind is lua.UnOp and value.op == "#":
        variable.numeric = True


def _seems_float(node) -> bool:
    """Whether a quotient, a float or a variable that holds such is in a tree of arithmetic."""
    pending = [node]
    while pending:
        node = pending.pop()
        if type(node) is lua.BinOp:
            if node.op in ("/", "^"):
                return True
            pending += (node.left, node.right)
        elif type(node) is lua.Number and node.value.__class__ is float \
                or type(node) is lua.Name and type(node.info) is Variable and node.info.floating:
            return True
    return False


def _has_integer(node) -> bool:
    """Whether an operand is a numeral that is an int."""
    return any(type(operand) is lua.Number and operand.value.__class__ is int for operand in (node.left, node.right))


def _is_ipairs(node) -> bool:
    return type(node) is lua.Call and type(node.func) is lua.Name and node.func.id == "ipairs"


def is_multiple(node) -> bool:
    """Whether an expression at the end of a list may give several values."""
    return type(node) in (lua.Call, lua.MethodCall, lua.Vararg)


def _backward_label(stats):
    """Index of the first label in a block that a later goto of it jumps back to, or None."""
    labels = [(position, stat.name) for position, stat in enumerate(stats) if type(stat) is lua.Label]
    for position, name in labels:
        if any(name in gotos(stat) for stat in stats[position + 1:]):
            return position
    return None


def gotos(stat) -> set:
    """The labels that the gotos in a statement name, inner functions left out."""
    found: set = set()
    _collect_gotos(stat, found)
    return found


def _collect_gotos(stat, found):
    kind = type(stat)
    if kind is lua.Goto:
        found.add(stat.label)
    elif kind is lua.If:
        for body in stat.bodies:
            for inner in body.stats:
                _collect_gotos(inner, found)
        if stat.orelse is not None:
            for inner in stat.orelse.stats:
                _collect_gotos(inner, found)
    elif kind in (lua.Do, lua.While, lua.Repeat, lua.NumericFor, lua.GenericFor):
        for inner in stat.body.stats:
            _collect_gotos(inner, found)


def called_variable(node) -> Variable | None:
    """The local variable whose value an expression calls, if it is such a call."""
    if type(node) is lua.Call and type(node.func) is lua.Name and type(node.func.info) is Variable:
        return node.func.info
    return None


def all_functions(info):
    """All functions inside a function."""
    for inner in info.inner:
        yield inner
        yield from all_functions(inner)


def all_variables(info):
    """The variables of a function and of all functions inside it."""
    yield from info.variables
    for inner in info.inner:
        yield from all_variables(inner)
