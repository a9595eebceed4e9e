"""Blocks nested deeper than CPython can: the inner ones become functions inside the function.

CPython refuses more than 20 statically nested loops, ``with`` and ``try`` statements.  A statement that
stands too deep moves into a function without parameters, called where it stood:

    def block_1():
        nonlocal x          # variables that the rest of the function uses, too
        for ...:
            x = 1
            return (value,) # Lua's return
    left_1 = block_1()
    if left_1 is not None:
        return left_1[0]

Its ``break`` and ``continue`` of loops outside return BREAK and CONTINUE.  For Lua such a function is no
level of the stack, see `luapy.debug.frames`.
"""

from __future__ import annotations

import ast
from collections import Counter
from functools import cached_property

from luapy.translator import python as py

# CPython's limit is 20; some are left for ``try``, which has simple statements only and is not moved.
LIMIT = 16
BREAK, CONTINUE = 1, 2
# How many of CPython's blocks a statement needs around its body.
_WEIGHTS = {ast.For: 1, ast.While: 1, ast.With: 2, ast.Try: 3}
_MOVED = (ast.For, ast.While, ast.With)


def limit_nesting(function: ast.FunctionDef, unit) -> list:
    """Move the inner parts of a function whose blocks are nested too deeply; returns the functions made of them."""
    if _height(function.body) <= LIMIT:
        return []
    cutter = _BlockCutter(function, unit)
    function.body = cutter.statements(function.body, 0)
    cutter.begin_with([])
    made = list(cutter.made)
    for block in cutter.made:
        made += limit_nesting(block, unit)
    return made


# The names of the fields of a statement that are lists of statements of the same function.
_BODIES = {
    ast.If: ("body", "orelse"), ast.For: ("body", "orelse"), ast.While: ("body", "orelse"), ast.With: ("body",),
    ast.Try: ("body", "orelse", "finalbody"),
}


def _bodies(stat):
    """The names of those fields; none for a simple statement."""
    return _BODIES.get(type(stat), ())


def _handlers(stat):
    return stat.handlers if type(stat) is ast.Try else ()


def _height(stats) -> int:
    """How deep the blocks of statements are nested."""
    height = 0
    for stat in stats:
        names = _bodies(stat)
        if names:
            inner = [_height(getattr(stat, name)) for name in names]
            inner += [_height(handler.body) for handler in _handlers(stat)]
            height = max(height, max(inner) + _WEIGHTS.get(type(stat), 0))
    return height


class Cutter:
    """Moves parts of one function. made: the functions they have become; missing: variables that these share."""

    def __init__(self, function, unit):
        self.function = function
        self.unit = unit
        self.made: list = []
        self.missing: set = set()
        self.own = {argument.arg for argument in ast.walk(function.args) if type(argument) is ast.arg}
        self.own.update(name for stat in function.body if type(stat) is ast.Nonlocal for name in stat.names)

    @cached_property
    def everywhere(self) -> Counter:
        """How often the function mentions each name, in the parts that are moved, too."""
        return mentioned_names(self.function.body)

    def block(self, part, make_body, at):
        """The function that a part becomes; make_body gives its statements."""
        shared = self.shared(part)
        self.missing |= shared - self.own
        self.unit.blocks += 1
        declared = [ast.Nonlocal(sorted(shared), **at)] if shared else []
        definition = py.function(f"block_{self.unit.blocks}", py.plain_arguments([], at), declared + make_body(part), at)
        self.made.append(definition)
        return definition

    def shared(self, part) -> set:
        """The variables that a part stores and that belong to more than it."""
        inside = mentioned_names([part])
        return {name for name in stored_names([part]) if name in self.own or self.everywhere[name] > inside[name]}

    def begin_with(self, definitions):
        """Put definitions where the function's statements begin, and before them ``if False: x = None``, which makes the
        variables that blocks share those of the function, and does nothing."""
        body, at = self.function.body, py.position(self.function)
        place = next((place for place, stat in enumerate(body) if type(stat) is not ast.Nonlocal), len(body))
        if self.missing:
            stores = ast.Assign([py.store(name, at) for name in sorted(self.missing)], py.const(None, at), **at)
            definitions = [ast.If(py.const(False, at), [stores], [], **at), *definitions]
        body[place:place] = definitions


class _BlockCutter(Cutter):
    """Moves statements that stand too deep."""

    def statements(self, stats, depth) -> list:
        """The statements of a block at a depth, those that stand too deep replaced by calls."""
        result = []
        for stat in stats:
            inner = depth + _WEIGHTS.get(type(stat), 0)
            if inner > LIMIT and type(stat) in _MOVED:
                result += self.moved(stat)
                continue
            for name in _bodies(stat):
                setattr(stat, name, self.statements(getattr(stat, name), inner))
            for handler in _handlers(stat):
                handler.body = self.statements(handler.body, inner)
            result.append(stat)
        return result

    def moved(self, stat) -> list:
        """The definition of the function that a statement becomes, its call, and what leads out of it."""
        at = py.position(stat)
        exits = _Exits()
        definition = self.block(stat, lambda stat: [exits.visit(stat)], at)
        call = py.call(py.load(definition.name, at), [], at)
        if not exits.found:
            return [definition, py.expression(call, at)]
        left = f"left_{self.unit.blocks}"
        is_left = py.is_not(py.load(left, at), py.const(None, at), at)
        return [definition, py.assign(py.store(left, at), call, at), ast.If(is_left, _leaving(exits.found, left, at), [], **at)]


def _leaving(found, left, at) -> list:
    """What is done with the result of a block that was left: the jumps it asks for."""
    result = []
    if ast.Return in found:
        is_tuple = py.is_class(py.load(left, at), "tuple", at)
        result.append(ast.If(is_tuple, [ast.Return(py.item(py.load(left, at), 0, at), **at)], [], **at))
    for kind, code in ((ast.Break, BREAK), (ast.Continue, CONTINUE)):
        if kind in found:
            is_code = ast.Compare(py.load(left, at), [ast.Eq()], [py.const(code, at)], **at)
            result.append(ast.If(is_code, [kind(**at)], [], **at))
    return result


class _Exits(ast.NodeTransformer):
    """Makes ``return`` and the jumps out of a statement results of the function it becomes. found: their kinds."""

    def __init__(self):
        self.found: set = set()
        self.loops = 0

    def visit_FunctionDef(self, node):
        return node

    def visit_For(self, node):
        self.loops += 1
        self.generic_visit(node)
        self.loops -= 1
        return node

    visit_While = visit_For

    def visit_Return(self, node):
        self.found.add(ast.Return)
        at = py.position(node)
        return ast.Return(py.tuple_([node.value or py.const(None, at)], at), **at)

    def visit_Break(self, node):
        return node if self.loops else self.leave(node, BREAK)

    def visit_Continue(self, node):
        return node if self.loops else self.leave(node, CONTINUE)

    def leave(self, node, code):
        self.found.add(type(node))
        at = py.position(node)
        return ast.Return(py.const(code, at), **at)


def stored_names(nodes) -> set:
    """The variables that code stores, the functions in it left out; the name of an exception is forgotten at once."""
    found = set()
    nodes = list(nodes)
    while nodes:
        node = nodes.pop()
        if type(node) is ast.FunctionDef:
            found.add(node.name)
        elif type(node) is ast.Name:
            if type(node.ctx) is ast.Store:
                found.add(node.id)
        else:
            nodes.extend(ast.iter_child_nodes(node))
    return found


def mentioned_names(nodes) -> Counter:
    """How often code mentions each name, in the functions inside it, too."""
    found: Counter = Counter()
    nodes = list(nodes)
    while nodes:
        node = nodes.pop()
        if type(node) is ast.Name:
            found[node.id] += 1
        elif type(node) is ast.Nonlocal:
            found.update(node.names)
        elif type(node) is ast.FunctionDef:
            found[node.name] += 1
        nodes.extend(ast.iter_child_nodes(node))
    return found
