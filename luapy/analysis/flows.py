"""Which functions reach which variables, and so which calls are all the calls of a function (control flow analysis, 0-CFA).

A function may be a value of local variables, be passed to functions that are known, and be returned by them.  Where all
that happens to it is known, so are its calls: `FunctionInfo.sites`.  A variable that gets nothing but such functions (or
nil) calls one of them: `Variable.functions`.  Whatever is not followed, as a field of a table, an argument of a function of a
library, a value of ``and`` and ``or``, lets a function escape and leaves a variable open.

`resolve` has noted the flows: (value, target), where the value is a Function, a Name or a Call; the target is a Variable,
(call, place) for an argument, a FunctionInfo that returns the value, or None: nothing happens to it.
"""

from __future__ import annotations

from luapy.analysis.scopes import FunctionInfo, Variable, called_variable, is_multiple
from luapy.frontend import nodes as lua

# Rounds until a fixed point; most chunks need three.
ROUNDS = 40


def follow_functions(functions, flows) -> None:
    """Set ``sites`` of the functions and ``functions`` of the variables that hold them. functions: all of a chunk."""
    search = _Search(functions, flows)
    for _ in range(ROUNDS):
        if not search.round():
            search.finish()
            return
    search.give_up()


class _Search:
    """What has been found so far, and grows until nothing more is found.

    reached: Variable -> the functions that may be its value; holders: the same the other way round; escaped: functions
    that may go anywhere; open: variables that may hold other values, too.
    """

    def __init__(self, functions, flows):
        self.infos = functions
        self.flows = flows
        self.onward: dict = {}   # variable -> where its value goes
        self.returned: dict = {}  # call -> where its result goes
        followed, self.variables = set(), {}
        for value, target in flows:
            kind = type(value)
            if kind is lua.Function:
                followed.add(value.info)
            elif kind is lua.Name:
                self.onward.setdefault(value.info, []).append(target)
                self.variables[value.info] = None
            else:
                self.returned[value] = target
                self.variables[value.func.info] = None
            if type(target) is Variable:
                self.variables[target] = None
            elif type(target) is tuple:
                self.variables[target[0].func.info] = None
        for info in functions:
            if info.result is not None:
                self.variables[info.result] = None
        self.escaped = {info for info in functions if info not in followed}
        self.reached: dict = {}
        self.holders: dict = {info: [] for info in functions}
        self.open: set = set()
        self.changed = False

    def round(self) -> bool:
        """Follow each function one step further; returns whether that has told something new."""
        self.changed = False
        for value, target in self.flows:
            if type(value) is lua.Function:
                self.send(value.info, target)
        for variable, targets in self.onward.items():
            for info in list(self.reached.get(variable, ())):
                for target in targets:
                    self.send(info, target)
        self.send_results()
        for variable in self.variables:
            if variable not in self.open and self.is_open(variable):
                self.open.add(variable)
                self.changed = True
        return self.changed

    def send(self, info, target):
        """A function is the value of what flows to a target."""
        kind = type(target)
        if kind is Variable:
            found = self.reached.setdefault(target, {})
            if info not in found:
                found[info] = None
                self.variables[target] = None
                self.holders[info].append(target)
                self.changed = True
                if target.mentions != len(target.calls) + len(self.onward.get(target, ())):
                    self.escape(info)  # not all that happens to the variable's value is followed
        elif kind is FunctionInfo:
            if target.result is None:
                self.escape(info)
            else:
                self.send(info, target.result)
        elif kind is tuple:
            self.send_argument(info, *target)

    def send_argument(self, info, call, place):
        variable = call.func.info
        if variable in self.open:
            self.escape(info)
        for callee in list(self.reached.get(variable, ())):
            params = callee.node.params
            if place < len(params):
                self.send(info, params[place].info)
            elif callee.node.is_vararg:
                self.escape(info)

    def send_results(self):
        """Functions that are results of functions go where the results of the calls go."""
        for info in self.infos:
            for result in list(self.reached.get(info.result, ())):
                if info in self.escaped:
                    self.escape(result)
                for call in self.calls_of(info):
                    if call in self.returned:
                        self.send(result, self.returned[call])
                    else:
                        self.escape(result)

    def escape(self, info):
        if info not in self.escaped:
            self.escaped.add(info)
            self.changed = True

    def calls_of(self, info) -> list:
        return [call for variable in self.holders[info] for call in variable.calls]

    def is_open(self, variable) -> bool:
        if variable.kind != "parameter":
            return any(map(self.may_be_other, variable.definitions))
        info = variable.function
        place = next((place for place, param in enumerate(info.node.params) if param.info is variable), None)
        return (place is None or info in self.escaped or any(map(self.may_be_other, variable.definitions[1:]))
                or not all(fits(call, info.node, self.is_single) and not self.may_be_other(call.args[place])
                           for call in self.calls_of(info)))

    def may_be_other(self, node) -> bool:
        """Whether a value may be something else than a known function or nil."""
        kind = type(node)
        if kind is lua.Name and type(node.info) is Variable:
            return node.info in self.open or node.info not in self.variables
        if kind is lua.Call and self.is_single(node):
            return any(info.result in self.open for info in self.reached.get(node.func.info, ()))
        return kind not in (lua.Function, lua.Nil)

    def is_single(self, call) -> bool:
        """Whether a call gives exactly one value, as far as is known."""
        variable = called_variable(call)
        return (variable is not None and variable not in self.open
                and all(info.result is not None for info in self.reached.get(variable, ())))

    def finish(self):
        for info in self.infos:
            info.sites = None if info in self.escaped else self.calls_of(info)
        for variable in self.variables:
            variable.functions = () if variable in self.open else tuple(self.reached.get(variable, ()))

    def give_up(self):
        for info in self.infos:
            info.sites = None
        for variable in self.variables:
            variable.functions = ()


def fits(call, function, is_single) -> bool:
    """Whether a call passes exactly one argument for each parameter. is_single: tells it of calls."""
    if len(call.args) != len(function.params):
        return False
    return not call.args or not is_multiple(call.args[-1]) or is_single(call.args[-1])
