"""``string.find``, ``match`` and ``gsub`` with constant patterns, done in place (see `luapy.translator.intrinsics`).

What such a pattern looks for, and how many values it gives, is known when the call is translated; so nothing is left to do
at run time but to search, by `re`, or by ``str.find`` for plain text, and to take the values from the match.  So is what
``gsub`` puts in its place, if that is constant text, or comes from a table and the number of matches is not wanted.
"""

from __future__ import annotations

import ast

from luapy.analysis.numbers import is_positive
from luapy.analysis.scopes import Variable
from luapy.frontend import nodes as lua
from luapy.translator import python as py

FIND, MATCH, GSUB = "string.find", "string.match", "string.gsub"
# What chunks get for a pattern from luapy.stdlib.matching.pattern_function: see there.
SEARCH, REPLACE, REPLACE_BY_FIELDS = "search", "replace", "replace_by_fields"


def constant_text(node) -> str | None:
    """The string that a node always is: a literal, or a local variable that never gets another value."""
    while type(node) is lua.Paren:
        node = node.expr
    if type(node) is lua.Name and type(node.info) is Variable and not node.info.assigned and len(node.info.definitions) == 1:
        node = node.info.definitions[0]
    return node.value if type(node) is lua.String else None


def is_table(node) -> bool:
    """Whether a node is a local variable that never holds anything but the table of a constructor."""
    if type(node) is not lua.Name or type(node.info) is not Variable or node.info.assigned:
        return False
    return [type(definition) for definition in node.info.definitions] == [lua.Table]


class Search:
    """What a call looks for: text, or a pattern.

    text: of either; is_plain: it is looked for as it is; captures: their number; never_empty: all that is found has characters;
    replaceable, splits: Pattern has a substitute, and a split.
    """

    def __init__(self, text, is_plain, captures=0, never_empty=True, replaceable=True, splits=True):
        self.text = text
        self.is_plain = is_plain
        self.captures = captures
        self.never_empty = never_empty
        self.replaceable = replaceable
        self.splits = splits


class Matching:
    def search_of(self, name, args) -> Search | None:
        """What ``find`` or ``match`` with these arguments looks for, if that is constant and Python can find it alone."""
        text = constant_text(args[1])
        wants_plain = name == FIND and len(args) == 4 and type(args[3]) is lua.TrueExpr
        if not text or len(args) > (4 if wants_plain else 3):
            return None
        key = name, text, wants_plain
        if key not in self.unit.searches:
            self.unit.searches[key] = _search(name, text, wants_plain, self.unit.dialect)
        return self.unit.searches[key]

    def is_search(self, node) -> bool:
        """Whether a call is one that is done in place, so that it is no more work to adjust it."""
        if self.unit.careful or self.intrinsic_name(node) not in (FIND, MATCH):
            return False
        args = node.args if type(node) is lua.Call else [node.obj, *node.args]
        return len(args) > 1 and self.search_of(self.intrinsic_name(node), args) is not None

    def pattern_call(self, name, node, args, wanted):
        """(test, value, call) as for `intrinsic`; wanted: how many values are, None: all that there are."""
        search = self.search_of(name, args)
        if search is None or any(self.calls_in(arg) for arg in args) or not _gives(name, search, wanted):
            return None
        if name == GSUB and not _replaces(search, args):
            return None
        at = self.at_op(node)
        self.use_raw()
        func = None if type(node) is lua.MethodCall else self.kept_value(node.func)
        values = [self.kept_value(arg) for arg in args]
        again = [lambda value=value: py.again(value, at) for value in values]
        tests, called = self.genuine_call(name, node, func, args, again, at)
        make = self.replaced_text if name == GSUB else self.found_values
        value = make(name, search, args, again, wanted, tests, at)
        self.attempt.calls = True
        return py.all_(tests, at), value, py.call(called, [value() for value in again], at)

    def found_values(self, name, search, args, again, wanted, tests, at):
        """What find or match gives; adds to the tests that it does."""
        start = py.const(0, at)
        if len(args) > 2:
            start = again[2]()
            if not is_positive(args[2]):
                tests.append(ast.Compare(again[2](), [ast.Gt()], [py.const(0, at)], **at))
            if not search.never_empty:  # behind the end is nothing, not even that
                length = py.call(py.load("len", at), [again[0]()], at)
                tests.append(ast.Compare(again[2](), [ast.LtE()], [length], **at))
            start = py.less_one(start, at)
        if search.is_plain:
            return self.place_of_text(search, again[0](), start, wanted, at)
        return self.parts_of_match(name, search, again[0](), start, wanted, at)

    def replaced_text(self, name, search, args, again, wanted, tests, at):
        """The first result of gsub, s.replace(text, 'r'), replace_1('r', s) or replace_by_fields_1(s, table); adds to the tests."""
        text = constant_text(args[2])
        if text is None:
            tests.append(py.is_(py.attribute(again[2](), "meta", at), py.const(None, at), at))
            value = self.temp()
            replaced = py.call(py.load(self.pattern_name(REPLACE_BY_FIELDS, search.text), at), [again[0](), again[2]()], at)
            tests.append(py.is_not(py.walrus(value, replaced, at), py.const(None, at), at))
            return py.load(value, at)
        if search.is_plain:
            return py.call(py.attribute(again[0](), "replace", at), [py.const(search.text, at), py.const(text, at)], at)
        return py.call(py.load(self.pattern_name(REPLACE, search.text), at), [py.const(text, at), again[0]()], at)

    def place_of_text(self, search, subject, start, wanted, at):
        """s.find(text, start) + 1 or None; (p + 1, p + 4) if (p := s.find(text, start)) >= 0 else (None, None)"""
        place = py.call(py.attribute(subject, "find", at), [py.const(search.text, at), start], at)
        if wanted == 1:
            return py.any_([ast.BinOp(place, ast.Add(), py.const(1, at), **at), py.const(None, at)], at)
        name = self.temp()
        found = ast.Compare(py.walrus(name, place, at), [ast.GtE()], [py.const(0, at)], **at)
        values = [ast.BinOp(py.load(name, at), ast.Add(), py.const(more, at), **at) for more in (1, len(search.text))]
        return py.conditional(found, py.tuple_(values, at), _nothing(wanted, at), at)

    def parts_of_match(self, name, search, subject, start, wanted, at):
        """``m.start() + 1 if (m := search_1(s, start)) is not None else None`` and the like."""
        match = self.temp()
        found = py.call(py.load(self.pattern_name(SEARCH, search.text), at), [subject, start], at)
        found = py.is_not(py.walrus(match, found, at), py.const(None, at), at)

        def part(method, *args):
            return py.call(py.attribute(py.load(match, at), method, at), [py.const(arg, at) for arg in args], at)
        if name == FIND:
            values = [ast.BinOp(part("start"), ast.Add(), py.const(1, at), **at)]
            if wanted != 1:
                values.append(part("end"))
                if search.captures and wanted != 2:
                    values.append(py.starred(part("groups"), at))
            value = values[0] if wanted == 1 else py.tuple_(values, at)
        elif wanted == 1 or search.captures < 2:
            value = py.item(py.load(match, at), 1 if search.captures else 0, at)
        elif wanted is None or wanted == search.captures:
            value = part("groups")
        else:
            value = part("group", *range(1, wanted + 1))
        return py.conditional(found, value, _nothing(wanted, at), at)

    def pattern_name(self, use, text) -> str:
        """The global that searches for a pattern, or replaces it, see luapy.runtime.exported."""
        names = self.unit.pattern_names
        return names.setdefault((use, text), f"{use}_{len(names) + 1}")


def _nothing(wanted, at):
    """The result where nothing is found."""
    return py.const(None if wanted in (1, None) else (None,) * wanted, at)


def _gives(name, search, wanted) -> bool:
    """Whether a call gives as many values, or more, as are wanted."""
    if name == GSUB:
        return wanted == 1
    if wanted is None or wanted == 1:
        return True
    if name == FIND:
        return wanted in (2, 2 + search.captures)
    return wanted <= search.captures


def _replaces(search, args) -> bool:
    """Whether it is known what gsub with these arguments puts in the place of what it finds."""
    if len(args) != 3:
        return False
    text = constant_text(args[2])
    if text is None:
        return search.splits and is_table(args[2])
    return search.replaceable and "%" not in text and "\\" not in text


def _search(name, text, wants_plain, dialect) -> Search | None:
    from luapy.runtime.errors import LibraryError
    from luapy.stdlib.patterns import MIXED, Pattern
    if wants_plain:
        return Search(text, True)
    try:
        pattern = Pattern(text, dialect)
    except LibraryError:
        return None
    if name == FIND and pattern.literal is not None or name == GSUB and pattern.plain is not None:
        return Search(text, True)
    if not pattern.is_regular or pattern.shape == MIXED:
        return None
    return Search(text, False, len(pattern.captures), pattern.never_empty, pattern.substitute is not None, pattern.split is not None)
