"""Functions of Lua as values: their facts, lines and upvalues (manual 4.7)."""

from __future__ import annotations

import ctypes
from itertools import islice
from types import CellType, FunctionType, MethodType
from typing import NamedTuple

from luapy.frontend.chunkname import short_src
from luapy.runtime.state import current_state


class Facts(NamedTuple):
    """What the translator tells of a function (Functions.function_facts).

    upvalues: (Python name, name, boxed); variables: the same with the start and the end of their lifetimes, which
    are (line, column), or None for parameters. The Python name of a hidden variable is None, or "tuple.place".
    """

    line: int
    col: int
    end_line: int
    end_col: int
    nparams: int
    is_vararg: bool
    upvalues: tuple
    variables: tuple


def lua_body(value) -> FunctionType | None:
    """The Python function with the code of a function written in Lua; None for all other values."""
    if isinstance(value, FunctionType):
        if "__chunk__" in value.__globals__:
            return value
        body = getattr(value, "body", None)  # one of a group of functions that call one another in tail position
        if isinstance(body, FunctionType) and "__chunk__" in body.__globals__:
            return body
    return None


def is_lua_function(value) -> bool:
    """Whether a value is a function written in Lua."""
    return lua_body(value) is not None


def is_stripped(chunk) -> bool:
    """Whether string.dump left out what is known of a chunk's functions."""
    return getattr(chunk, "stripped", False)


def source_name(chunk) -> str:
    """How messages name a chunk (short_src)."""
    return short_src(chunk.name, chunk.dialect)


def facts_of(chunk, code) -> Facts | None:
    """The facts of the function with that code."""
    found = chunk.functions.get((code.co_firstlineno, code.co_name.rstrip()))  # of a fused wrapper, too: luapy.interop.fusing
    if found is None:
        return None
    if len(found) > 1:
        found = sorted(found, key=lambda facts: _fit(Facts(*facts), code))
    return Facts(*found[0])


def _fit(facts, code):
    """How badly facts fit code: how many of its instructions lie outside the function's span, then that span's size."""
    start, end = (facts.line, facts.col), (facts.end_line, facts.end_col)
    outside = 0
    for line, end_line, col, end_col in code.co_positions():
        if line is not None and col is not None and line >= code.co_firstlineno and (line, col) != (facts.line, 0):
            outside += (line, col) < start or (end_line, end_col) > end
    return outside, facts.end_line - facts.line, facts.end_col - facts.col


def function_facts(function) -> Facts | None:
    """The facts of a function value, None for library functions."""
    body = lua_body(function)
    return None if body is None else facts_of(body.__globals__["__chunk__"], body.__code__)


def _begin_of_body(code) -> int:
    """The number of the first instruction after those with which CPython enters a function."""
    from opcode import opmap
    instructions = code.co_code[::2]
    return instructions.index(opmap["RESUME"]) + 1


def active_lines(chunk, code) -> list:
    """The lines that have code, as a line hook could stop at them."""
    if is_stripped(chunk):
        return []
    facts = facts_of(chunk, code)
    is_main = code.co_name == "main_chunk"
    begin = _begin_of_body(code)
    lines = {line for line, _, _, _ in islice(code.co_positions(), begin, None) if line}
    first = code.co_firstlineno
    if chunk.is_translated:
        body = {chunk.lua_line(code, line, None) for line in lines if line != first}
        return sorted(body if is_main else body | {facts.end_line})
    if is_main:
        return sorted(lines)
    body = {line for line, _, col, _ in code.co_positions() if line == first and col is not None and col > facts.col}
    if first in lines and not body and facts.end_line != first:
        lines.discard(first)
    lines.add(facts.end_line)
    return sorted(lines)


# Upvalues ---------------------------------------------------------------------------------

class Upvalue:
    """One upvalue of a function: its name and the cell that holds it.

    boxed: the cell holds a list whose element is the value, see analysis.scopes.
    """

    __slots__ = ("name", "cell", "boxed", "place")

    def __init__(self, name, cell, boxed, place):
        self.name = name
        self.cell = cell
        self.boxed = boxed
        self.place = place

    @property
    def value(self):
        if self.cell is None:
            return None
        try:
            content = self.cell.cell_contents
        except ValueError:  # not yet assigned
            return None
        return content[0] if self.boxed else content

    @value.setter
    def value(self, value):
        if self.cell is None:
            return
        if self.boxed:
            self.cell.cell_contents[0] = value
        else:
            self.cell.cell_contents = value

    @property
    def identity(self):
        """The object that functions sharing this upvalue have in common."""
        return self.cell.cell_contents if self.boxed else self.cell


def upvalues(function) -> list:
    """The upvalues of a function in Lua's order; those of library functions have no names."""
    body = lua_body(function)
    if body is None:
        inner = function.__func__ if isinstance(function, MethodType) else function
        cells = getattr(inner, "__closure__", None) or ()
        if cells and callable(cells[0].cell_contents):
            cells = ()  # one of several functions with the same body in Python; iterators have values
        return [Upvalue("", cell, False, place) for place, cell in enumerate(cells)]
    code = body.__code__
    found = []
    facts = function_facts(body)
    stripped = is_stripped(body.__globals__["__chunk__"])
    for python, name, boxed in facts.upvalues:
        if name == "(environment)":  # 5.1: belongs to the function, but is no upvalue
            continue
        place = code.co_freevars.index(python) if python in code.co_freevars else None
        if place is None and python == "E" and code.co_varnames[:1] == ("E",):
            cell = body.__globals__["__chunk__"].environment  # of a translated file
        else:
            cell = None if place is None else body.__closure__[place]
        found.append(Upvalue(_stripped_name() if stripped else name, cell, boxed and cell is not None, place))
    return found


def _stripped_name():
    """The name of upvalues whose names were left out by string.dump."""
    number = current_state().dialect.number
    return "(no name)" if number >= (5, 4) else "(*no name)" if number >= (5, 2) else ""


def upvalue(function, number: int) -> Upvalue | None:
    """The upvalue of that number, from 1."""
    found = upvalues(function)
    return found[number - 1] if 0 < number <= len(found) else None


class _BoxOfCell(list):
    """Stands for the box of a variable that is none: for functions joined by upvaluejoin."""

    def __init__(self, cell):
        super().__init__([None])
        self.cell = cell

    def __getitem__(self, place):
        return self.cell.cell_contents

    def __setitem__(self, place, value):
        self.cell.cell_contents = value


def join_upvalues(function, mine: Upvalue, other: Upvalue):
    """lua_upvaluejoin: make an upvalue of *function* refer to another one."""
    if mine.cell is None or other.cell is None:
        return
    if mine.place is None:
        mine.value = other.value
        return
    cell = other.cell
    if mine.boxed and not other.boxed:
        cell = CellType(_BoxOfCell(other.cell))
    elif other.boxed and not mine.boxed:
        cell = CellType(other.value)  # a copy: translated code reads this variable directly
    body = lua_body(function)
    closure = list(body.__closure__)
    closure[mine.place] = cell
    ctypes.pythonapi.PyFunction_SetClosure(ctypes.py_object(body), ctypes.py_object(tuple(closure)))
    current_state().unfuse()
