"""The map from positions in a translated Python file to what the Lua source has there.

The printer writes the text of a Python AST whose nodes have the positions of Lua; parsing that text gives the same
nodes with the positions in the file.  Walking both at once tells which belong together.
"""

from __future__ import annotations

import ast

# Where no instruction is: the lifetime of variables that no code could see.
_NOWHERE = (1 << 30, 0)


def position_map(text, definition, unit):
    """(sites, functions, lines): the facts of the translation with the positions of the Python text.

    definition: the main function as it was printed; unit: its Translation.
    lines: position -> line in the Lua source; also line -> line, for whole statements.
    """
    parsed = next(node for node in ast.parse(text).body if isinstance(node, ast.FunctionDef))
    sites, functions, lines = {}, {}, {}
    for ours, theirs in _pairs(definition, parsed):
        place = theirs.lineno, theirs.col_offset, theirs.end_lineno, theirs.end_col_offset
        if isinstance(ours, ast.stmt):
            lines.setdefault(theirs.lineno, ours.lineno)
        site = unit.sites.get((ours.lineno, ours.col_offset, ours.end_lineno, ours.end_col_offset))
        if site is not None:
            sites[place] = site
        if isinstance(ours, (ast.Call, ast.Attribute, ast.Compare, ast.Subscript)):
            lines[place] = ours.lineno
        if isinstance(ours, ast.FunctionDef) and (ours.lineno, ours.name) in unit.functions:
            known = unit.functions[ours.lineno, ours.name]
            functions.setdefault((theirs.lineno, ours.name), []).append(_moved(_own(known, ours), ours, theirs))
    _shorten(lines)
    return sites, functions, lines


def _pairs(definition, parsed):
    """The nodes with positions of two equal trees, side by side."""
    for ours, theirs in zip(ast.walk(definition), ast.walk(parsed), strict=True):
        if type(ours) is not type(theirs):
            raise AssertionError(f"{ast.dump(ours)} became {ast.dump(theirs)}")
        if hasattr(theirs, "lineno"):
            yield ours, theirs


def _own(known, definition):
    """The facts of one function: several functions on one line may have the same Python name."""
    return next((facts for facts in known if facts[1] == definition.col_offset), known[0])


def _moved(facts, ours, theirs):
    """Facts (see luapy.debug.functions.Facts) whose lifetimes of variables are positions in the Python text."""
    *rest, variables = facts
    places = sorted(_places(ours, theirs))
    moved = [(python, name, boxed, *_lifetime(places, start, end)) for python, name, boxed, start, end in variables]
    return *rest, tuple(moved)


def _lifetime(places, start, end):
    """The part of the Python text for a part of the Lua source."""
    if start is None:
        return None, None
    inside = [(first, last) for place, first, last in places if start <= place < end]
    if not inside:
        return _NOWHERE, _NOWHERE
    return min(inside)[0], max(last for _, last in inside)


def _places(ours, theirs):
    """(position in Lua, start, end in the text) of what is in a function, but not in functions inside it."""
    pending = list(zip(ours.body, theirs.body, strict=True))
    while pending:
        one, other = pending.pop()
        if hasattr(other, "lineno"):
            yield ((one.lineno, one.col_offset), (other.lineno, other.col_offset),
                   (other.end_lineno, other.end_col_offset))
        if not isinstance(one, ast.FunctionDef):
            pending += zip(ast.iter_child_nodes(one), ast.iter_child_nodes(other), strict=True)


def _shorten(lines):
    """Drop the positions whose Lua line is that of their statement."""
    statement = None
    for place in sorted((place for place in lines if place.__class__ is tuple)):
        for line in range(place[0], 0, -1):
            if line in lines:
                statement = lines[line]
                break
        if lines[place] == statement:
            del lines[place]
