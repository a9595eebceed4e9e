"""The optimised translation: a statement is tried with raw Python operations, and done again if one fails.

``try`` costs nothing when nothing is raised.  Inside it, ``t.x`` is an attribute,
``t[i]`` a list element, ``a + b`` a Python addition whose result is checked.  Where
that is not the whole truth (a string operand, a missing element, a metamethod)
Python raises, or a check fails, and the ``except`` branch does the statement by calls
of the runtime, which are always right.

That is sound because raw operations have no side effects until the statement's last
one: they come only before the first call of the statement (``raw`` tells), and
an exception that comes out of a call is passed on, told by its longer traceback.
Metamethods that Python reaches by an attribute or a comparison refuse to be called where
something may still fail (see luapy.runtime.attempts).
"""

from __future__ import annotations

import ast

from luapy.analysis.scopes import Variable
from luapy.frontend import nodes as lua
from luapy.translator import python as py


class Attempt:
    """A statement under translation.

    active: raw operations are allowed; used: there is one; calls: a call has been translated, so that what
    follows may not be done again; nested: a call has been translated after that; late: positions of operations after it that Python does; tables: variables whose field has been read raw, so that they hold tables;
    definitions: functions that the statement makes, defined before it; reads: the positions of elements that are read; flags: what its failures may teach, see `learned`.
    """

    __slots__ = ("active", "used", "calls", "nested", "late", "tables", "definitions", "reads", "flags")

    def __init__(self, active):
        self.active = active
        self.used = False
        self.calls = False
        self.nested = False
        self.late: list = []
        self.tables: set = set()
        self.definitions: list = []
        self.reads: set = set()
        self.flags: list = []


class Attempts:
    @property
    def raw(self) -> bool:
        """Whether a raw operation may be translated at this point."""
        attempt = self.attempt
        return attempt.active and not attempt.calls

    def runtime(self, name, args, at):
        """A call of the runtime that may call a metamethod: what follows it may not be done again."""
        self.attempt.calls = True
        return py.helper(name, args, at)

    def note_table(self, node):
        """A field of a node's value is read raw: it is a table, or the statement fails."""
        if type(node) is lua.Name and type(node.info) is Variable and not self.conditional:
            self.attempt.tables.add(node.info)

    def is_known_table(self, node) -> bool:
        """Whether a node is a variable whose field this statement has read raw, or one before it has read or stored."""
        return type(node) is lua.Name and (node.info in self.attempt.tables or node.info in self.indexed)

    def on_condition(self, translate, node):
        """Translate an operand that is not always evaluated."""
        self.conditional += 1
        result = translate(node)
        self.conditional -= 1
        return result

    def use_raw(self):
        self.attempt.used = True

    def learned(self, what, at):
        """A flag, false at first and true when the statement has failed some times, so that it should look before it leaps.

        what: the flag's meaning, to which a number is added.
        """
        flag = self.new_flag(what)
        self.attempt.flags.append(flag)
        return py.load(flag, at)

    def new_flag(self, what) -> str:
        flag = f"{what}_{len(self.unit.flags) + 1}"
        self.unit.flags.append(flag)
        return flag

    def read_flag(self, place, at):
        """The flag of one of several reads of a statement that looks first, by the position of the read."""
        if place not in self.read_flags:
            self.read_flags[place] = self.new_flag("absent")
        return py.load(self.read_flags[place], at)

    def note_late(self, at):
        """An operation of Python's has been translated whose error must not be taken for one that came before calls."""
        if self.attempt.active and self.attempt.calls:
            self.attempt.late.append(py.place(at))

    def note_call(self):
        """The arguments of a call have been translated."""
        self.attempt.nested = self.attempt.nested or self.attempt.calls
        self.attempt.calls = True

    def attempted(self, build, node):
        """Translate by *build*, which adds statements to self.out: raw and, behind ``except``, by the runtime."""
        if self.unit.careful:
            build()
            return
        at = self.at(node)
        saved, out, before = self.attempt, self.out, self.temporaries
        attempt = self.attempt = Attempt(True)
        self.out = fast = []
        build()
        if attempt.reads:
            self.out = fast = self.looking_first(build, fast, at)
        self.attempt, self.out = saved, out
        self.read_tables |= attempt.tables
        self.out += attempt.definitions
        if not attempt.used:
            self.out += fast
            return
        self.attempt = Attempt(False)
        temporaries, self.temporaries = self.temporaries, before
        self.out = slow = []
        build()
        assert not self.attempt.definitions
        self.temporaries = max(temporaries, self.temporaries)
        self.attempt, self.out = saved, out
        self.out.append(self.try_statement(fast, slow, attempt, at))

    def looking_first(self, build, fast, at):
        """A tried statement that reads elements, in two forms: ``if absent_1: (looks whether they are there) else: fast``."""
        attempt = self.attempt
        temporaries, self.temporaries = self.temporaries, 0
        self.looks_first = True
        self.read_flags = {} if len(attempt.reads) > 1 else None
        self.attempt = Attempt(True)
        self.out = looking = []
        build()
        assert not self.attempt.definitions
        self.looks_first = False
        self.temporaries = max(temporaries, self.temporaries)
        attempt.late += self.attempt.late
        attempt.calls, attempt.nested = attempt.calls or self.attempt.calls, attempt.nested or self.attempt.nested
        self.attempt = attempt
        learned = self.learned("absent", at)
        attempt.flags += [(flag, *place) for place, flag in (self.read_flags or {}).items()]
        return [ast.If(learned, looking, fast, **at)]

    def unattempted(self, build):
        """Translate by *build* without raw operations."""
        saved, self.attempt = self.attempt, Attempt(False)
        build()
        self.attempt = saved

    def try_statement(self, fast, slow, attempt, at):
        """``try: fast`` / ``except RAW_ERRORS as error_: slow``; errors that come out of calls are passed on.

        So is a call of something that cannot be called, if its arguments have made calls, and what fails after a call.

        The slow branch may recurse deeply: without its context, an error does not make Python walk through the
        errors of all levels at each new one.
        """
        name = "error_"
        before = []
        if attempt.calls:
            inner = py.attribute(py.attribute(py.load(name, at), "__traceback__", at), "tb_next", at)
            refused = py.is_class(py.load(name, at), "Refused", at)
            test = py.all_([py.is_not(inner, py.const(None, at), at), py.not_(refused, at)], at)
            tests = [test]
            if attempt.nested:
                tests.append(py.helper("is_failed_call", [py.load(name, at)], at))
            if attempt.late:
                tests.append(py.helper("is_late", [py.load(name, at), py.const(tuple(attempt.late), at)], at))
            test = py.any_(tests, at)
            before.append(ast.If(test, [ast.Raise(None, None, **at)], [], **at))
        context = ast.Attribute(py.load(name, at), "__context__", py.STORE, **at)
        before.append(py.assign(context, py.const(None, at), at))
        if attempt.flags:
            before.append(py.expression(py.helper("note_failure", [py.load(name, at)] + [py.const(flag, at) for flag in attempt.flags], at), at))
        handler = ast.ExceptHandler(py.load("RAW_ERRORS", at), name, before + slow, **at)
        return ast.Try(fast, [handler], [], [], **at)
