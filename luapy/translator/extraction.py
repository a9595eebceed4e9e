"""Calls inside expressions become statements of their own, so that what is left can be tried (see attempts).

``return 1 + self.next:length()`` is translated as if it were
``local c = self.next:length(); return 1 + c``.  What stands before a call in the order of
evaluation and could be changed by it is kept in a temporary, too.
"""

from __future__ import annotations

from luapy.analysis.lines import span
from luapy.analysis.numbers import fact
from luapy.analysis.scopes import Global, Variable
from luapy.frontend import nodes as lua
from luapy.translator import python as py
from luapy.translator.calls import STRING_METHODS

_CALLS = (lua.Call, lua.MethodCall)
_PURE = (lua.Nil, lua.TrueExpr, lua.FalseExpr, lua.Number, lua.String, lua.Function, lua.Name, lua.Vararg)


class Extraction:
    def without_calls(self, node, root=False):
        """A node of the same value without calls, which have been made by statements.

        root: the node itself may stay a call (of arguments without calls).
        """
        if self.unit.careful or not self.calls_in(node):
            return node
        return self.extract(node, root)

    def extract(self, node, root=False):
        kind = type(node)
        if self.is_made(node):
            return self.into_temporary(node)
        if kind in _CALLS:
            call = self.call_without_calls(node)
            return call if root else self.into_temporary(call)
        if kind in (lua.BinOp, lua.UnOp) and self.is_runtime_operator(node) and not root:
            return self.into_temporary(self.extract(node, True))
        if kind is lua.Index and self.is_runtime_index(node) and not root:
            return self.into_temporary(self.extract(node, True))
        if self.is_place_behind(node):
            return node if root else self.into_temporary(node)
        if kind is lua.BinOp and node.op == "..":
            return self.concatenation_without_calls(node)
        if kind is lua.BinOp:
            left, right = self.in_order([node.left, node.right], self.is_register)
            result = lua.BinOp(node.op, left, right).at(node)
            result.op_line, result.op_col = node.op_line, node.op_col
            return result
        if kind is lua.UnOp:
            return lua.UnOp(node.op, self.without_calls(node.operand)).at(node)
        if kind is lua.Paren:
            return lua.Paren(self.without_calls(node.expr)).at(node)
        if kind is lua.Index:
            obj, key = self.in_order([node.obj, node.key], self.is_late_object)
            result = lua.Index(obj, key).at(node)
            result.dot = node.dot
            return result
        return node if root else self.into_temporary(node)

    def concatenation_without_calls(self, node):
        """The parts of a chain of ``..``, each without calls."""
        parts, tail = [], node
        while type(tail) is lua.BinOp and tail.op == "..":
            parts.append(tail)
            tail = tail.right
        operands = self.in_order([part.left for part in parts] + [tail])
        result = operands[-1]
        for part, left in zip(reversed(parts), reversed(operands[:-1]), strict=True):
            chain = lua.BinOp("..", left, result).at(part)
            chain.op_line, chain.op_col = part.op_line, part.op_col
            result = chain
        return result

    def call_without_calls(self, node):
        """The call with its operands free of calls, except for a multi-valued last argument."""
        args = node.args
        multiple = args and self.is_multiple(args[-1])
        operands = args[:-1] if multiple else args
        tail = [args[-1]] if multiple else []
        later = bool(tail) and self.calls_in(tail[0])
        arguments_call = later or any(self.calls_in(arg) for arg in operands)
        if type(node) is lua.MethodCall and arguments_call:
            if not tail and self.is_nested(node):
                return node
            head, obj = self.looked_up(node)
            _, *operands = self.in_order([obj, *operands], later=later)
            operands.insert(0, obj)
            result = lua.Call(head, operands + self.tail_without_calls(tail)).at(node)
        else:
            head = node.func if type(node) is lua.Call else node.obj
            is_late = (lambda operand: operand is head) if self.is_yield(node) else None  # no argument changes what that calls
            head, *operands = self.in_order([head, *operands], is_late, later)
            operands += self.tail_without_calls(tail)
            result = lua.Call(head, operands) if type(node) is lua.Call else lua.MethodCall(head, node.name, operands)
            result.at(node)
        result.op_line, result.op_col = node.op_line, node.op_col
        return result

    def is_nested(self, node) -> bool:
        """Whether the call in a method call's arguments may stay there: nothing but the outer call can fail after it.

        Python evaluates both in Lua's order, and the outer method needs no temporary.
        """
        place = next(place for place, arg in enumerate(node.args) if self.calls_in(arg))
        inner = node.args[place]
        generators = self.unit.generators.calls
        if type(inner) not in _CALLS or span(inner) in generators or span(node) in generators:
            return False
        if type(inner) is lua.MethodCall:
            parts, in_place = [inner.obj, *inner.args], inner.name in STRING_METHODS
        else:
            parts, in_place = [inner.func, *inner.args], self.library_name(inner.func) or self.intrinsic_name(inner)
        return (not in_place and all(map(self.is_simple, node.args[place + 1:]))
                and not any(self.calls_in(part) or self.is_made(part) for part in [node.obj, *node.args[:place], *parts]))

    def tail_without_calls(self, tail) -> list:
        """The last argument, if it may have several values: a call becomes a temporary with all of its results."""
        if not tail or type(tail[0]) not in _CALLS:
            return tail
        return [self.into_temporary(self.call_without_calls(tail[0]), raw=True)]

    def list_without_calls(self, nodes) -> list:
        """An expression list without calls, except for a multi-valued last one (of operands without calls)."""
        if self.unit.careful:
            return nodes
        if not self.is_multiple(nodes[-1]):
            return self.in_order(nodes)
        heads = self.in_order(nodes[:-1], later=True)
        last = nodes[-1]
        return [*heads, self.call_without_calls(last) if type(last) in _CALLS else last]

    def in_order(self, nodes, is_late=None, later=False) -> list:
        """Nodes without calls; those before the last call (or before a *later* one) are kept if calls could change them.

        is_late: but not those of which this is true, which the operation reads when all else has been evaluated.
        """
        last = len(nodes) if later else max((place for place, node in enumerate(nodes)
                                             if self.calls_in(node) or self.is_made(node) and not self.is_harmless(node)), default=-1)
        result = []
        for place, node in enumerate(nodes):
            if self.calls_in(node):
                node = self.extract(node)
            elif self.is_made(node):
                node = self.into_temporary(node)
            if place < last and not (self.is_stable(node) or is_late and is_late(node)):
                node = self.into_temporary(node)
            result.append(node)
        return result

    def is_harmless(self, node) -> bool:
        """Whether a record can be made before other operands are evaluated: nothing in it can fail or be changed by them."""
        return type(node) is lua.Table and all(self.is_stable(item.value) or type(item.value) is lua.Table and not item.value.items
                                               for item in node.items)

    def is_stable(self, node) -> bool:
        """Whether no call can change the value of a node."""
        kind = type(node)
        if kind is lua.Name:
            variable = node.info
            return type(variable) is not Global and (variable.kind == "temporary" or not variable.assigned
                                                     or not variable.captured and variable.function is self.info)
        return kind in (lua.Nil, lua.TrueExpr, lua.FalseExpr, lua.Number, lua.String, lua.Function)

    # Variables that Lua reads late

    def is_register(self, node) -> bool:
        """Whether a node is a local variable of this function: an operation reads its register when it runs."""
        return type(node) is lua.Name and type(node.info) is Variable and node.info.function is self.info

    def is_late_object(self, node) -> bool:
        """Whether the object of an index is read behind the key: so are upvalues from 5.2 on."""
        return type(node) is lua.Name and type(node.info) is Variable and (
            node.info.function is self.info or self.unit.dialect.env)

    def is_late_target(self, target) -> bool:
        """Whether the object of an Index target is read when the value is stored, behind all values."""
        dialect = self.unit.dialect
        by_upvalue = dialect.env and (type(target.key) is lua.String or not dialect.attribs)
        return self.is_late_object(target.obj) if by_upvalue else self.is_register(target.obj)

    def is_overtaken(self, node, is_late, other) -> bool:
        """Whether a variable is to be read behind another operand, whose calls or metamethods may assign it.

        (Raw operations call no metamethod before the statement's last one.)
        """
        if not is_late(node) or self.is_stable(node):
            return False
        return self.calls_in(other) if self.raw else type(other) not in _PURE

    def overtaken(self, node, other, operation):
        """``(t := other, operation(node, t))[1]``; operation gets both values as Python expressions."""
        at = self.at(node)
        name = self.temp()
        first = py.walrus(name, self.expr(other), at)
        return py.item(py.tuple_([first, operation(self.expr(node), py.load(name, at))], at), 1, at)

    def into_temporary(self, node, raw=False):
        """Evaluate a node by a statement; returns the Name of its value.

        raw: the result of a call is not adjusted, for a test of its truth or as last argument.
        """
        if self.is_made(node):
            return self.made(node)
        name = self.new_temporary(node, self.describe(node),
                                  lambda: self.raw_result(node) if raw else self.expr(node))
        name.info.unadjusted = raw
        name.info.fact = fact(node)
        return name

    def new_temporary(self, node, description, translate):
        """The Name of a temporary with the value of the Python expression that *translate* gives."""
        name = self.temporary_name(node, description)

        def build():
            at = self.at(node)
            self.out.append(py.assign(py.store(name.info.python, at), translate(), at))
        self.attempted(build, node)
        return name

    def temporary_name(self, node, description=None, python=None):
        """The Name of a new temporary for the value of a node; python: the Python name that has it."""
        variable = Variable(None, self.info, "temporary")
        variable.description = description
        if python is None:
            self.kept += 1
            python = f"c_{self.kept}"
        variable.python = python
        name = lua.Name(None).at(node)
        name.info = variable
        return name

    def looked_up(self, call):
        """(the function of a method call, its object), found before the arguments are evaluated."""
        obj = self.without_calls(call.obj)
        if not self.is_stable(obj):
            obj = self.into_temporary(obj)

        def translate():
            lookup = self.at_lookup(call)
            self.site(lookup, "index", self.describe(call.obj), call.name)
            value, again = self.twice(obj)
            return self.method_function(call, value, again, lookup)
        return self.new_temporary(call, f"method '{call.name}'", translate), obj
