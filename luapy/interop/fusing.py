"""A wrapper and its Lua function in one frame.

Two Python frames cost twice a call by themselves.  So the code of a wrapper that is called often is made of two: that of a
template, which checks arguments and converts what comes back, and in the middle of it the instructions of the Lua function,
whose returns become jumps to what follows in the template.  Nothing is translated or compiled again: CPython's jumps are
relative, so that instructions can be moved together; what is added to are the tables of constants, names, positions and
exception handlers.

    before RESUME, which ends it    the Lua function's: cells and closure
    up to `BODY`                    the template's
    after RESUME                    the Lua function's
    behind `BODY`                   the template's

The template has the same local variables as the Lua function has first: its parameters, and `result` in the place of
what takes surplus arguments.
"""

from __future__ import annotations

import sys
from itertools import groupby
from opcode import hasconst, hasname, opmap
from types import CodeType, FunctionType

# In a template: the statement ``result = 'BODY'`` stands for the Lua function's instructions.
BODY = "BODY"
# The constant of a template that stands for the entrance.
LINK = "LINK"
# The line of a template whose code has a line for debuggers, the first of the Lua function; no other code of it has one.
VISIBLE_LINE = 4
CO_VARARGS, CO_GENERATORS = 4, 0x20 | 0x80 | 0x200
# All jumps to the end then fit into one instruction each, as do the numbers of constants and names behind the function's own.
_MAX_INSTRUCTIONS, _MAX_CONSTANTS, _MAX_NAMES = 255, 100, 100
# These versions have been looked at (and tests run on them): others get wrappers with a frame of their own.
_IS_KNOWN = sys.implementation.name == "cpython" and (3, 11) <= sys.version_info < (3, 14)

_RESUME, _LOAD_CONST, _LOAD_ATTR, _RETURN_VALUE, _RETURN_CONST, _JUMP_FORWARD, _RAISE, _RERAISE = map(opmap.get, (
    "RESUME", "LOAD_CONST", "LOAD_ATTR", "RETURN_VALUE", "RETURN_CONST", "JUMP_FORWARD", "RAISE_VARARGS", "RERAISE"))
_HAS_CONST, _HAS_NAME = frozenset(hasconst), frozenset(hasname)
# From 3.12 on the number of LOAD_ATTR's name is shifted by a bit, which says whether a method is loaded.
_ATTR_SHIFT = 1 if sys.version_info >= (3, 12) else 0
# Kinds of entries in tables of positions.
_SAME_LINE, _NOWHERE = 13, 15


def can_fuse(function: FunctionType) -> bool:
    """Whether a Lua function can run in the frame of its wrapper: one with few instructions and ordinary parameters."""
    code = function.__code__
    return (_IS_KNOWN and code.co_flags & CO_VARARGS != 0 and not code.co_flags & CO_GENERATORS
            and not code.co_kwonlyargcount and len(code.co_code) <= 2 * _MAX_INSTRUCTIONS
            and len(code.co_consts) <= _MAX_CONSTANTS and len(code.co_names) <= _MAX_NAMES
            and not set(code.co_cellvars).intersection(code.co_varnames))


class Template:
    """What a wrapper does around the Lua function's instructions."""

    def __init__(self, code: CodeType):
        code = reraising(code)
        operations = code.co_code[::2]
        self.code = code
        self.instructions = code.co_code
        self.first = _after_resume(operations)
        self.cut = _place_of_body(code)
        self.constants = [place for place, operation in enumerate(operations) if operation in _HAS_CONST]
        self.names = [(place, 1 << _ATTR_SHIFT * (operation == _LOAD_ATTR))
                      for place, operation in enumerate(operations) if operation in _HAS_NAME]
        self.handlers = _entries(code)
        visible = [position[0] == VISIBLE_LINE for position in code.co_positions()]
        self.positions = _positions(visible[self.first:self.cut])
        self.last_positions = _positions([False] * (len(operations) - self.cut - 1))

    def moved(self, constants: int, names: int) -> tuple:
        """The instructions before and after the body's, for tables that have so many constants and names before the template's."""
        instructions = bytearray(self.instructions)
        for place in self.constants:
            instructions[2 * place + 1] += constants
        for place, step in self.names:
            instructions[2 * place + 1] += step * names
        return bytes(instructions[2 * self.first:2 * self.cut]), bytes(instructions[2 * self.cut + 2:])


def fuse(body: CodeType, template: Template, entrance, convert) -> CodeType:
    """The code of both.

    template: of a function with the body's parameters, see the module's description; entrance: becomes the last constant, and
    is told where the body's instructions are; convert: makes Python values of the constants that the body returns.
    """
    instructions, constants = _jumping(body, convert)
    begin = _after_resume(instructions[::2])
    before, after = template.moved(len(constants), len(body.co_names))
    end = (len(instructions) + len(before)) // 2
    entrance.start, entrance.end = 2 * begin + len(before), 2 * end
    first_positions, positions = divided(body.co_linetable, begin)
    return body.replace(
        co_code=instructions[:2 * begin] + before + instructions[2 * begin:] + after,
        co_consts=(*constants, *[entrance if const == LINK else const for const in template.code.co_consts], entrance),
        co_names=body.co_names + template.code.co_names,
        co_linetable=first_positions + template.positions + positions + template.last_positions,
        co_exceptiontable=_table(_handlers(body, template, begin, end)),
        co_stacksize=max(body.co_stacksize, template.code.co_stacksize) + 1)


def reraising(code: CodeType) -> CodeType:
    """Code whose ``raise`` statements leave the exception's traceback as it is."""
    instructions = bytearray(code.co_code)
    for place in range(0, len(instructions), 2):
        if instructions[place] == _RAISE:
            instructions[place:place + 2] = _RERAISE, 0
    return code.replace(co_code=bytes(instructions))


# All places are numbers of code units, of which each instruction takes one, and one for each of its caches (which are zeros).


def _jumping(body, convert):
    """(the body's instructions with jumps to their end in place of returns, its constants and the results among them)."""
    instructions, constants = bytearray(body.co_code), list(body.co_consts)
    operations = bytes(instructions[::2])
    for place in _places(operations, _RETURN_VALUE):
        instructions[2 * place:2 * place + 2] = _JUMP_FORWARD, len(operations) - place - 1
    for place in _places(operations, _RETURN_CONST) if _RETURN_CONST is not None else ():  # from 3.12 on
        result = convert(constants[instructions[2 * place + 1]])
        instructions[2 * place + 1] = len(constants)
        constants.append(result)
    return bytes(instructions), constants


def _places(operations, operation):
    place = operations.find(operation)
    while place >= 0:
        yield place
        place = operations.find(operation, place + 1)


def _after_resume(operations) -> int:
    """The place of the first instruction after those with which CPython enters a function."""
    return operations.index(_RESUME) + 1


def _place_of_body(code) -> int:
    place, = [place for place, operation in enumerate(code.co_code[::2])
              if operation == _LOAD_CONST and code.co_consts[code.co_code[2 * place + 1]] == BODY]
    return place


def _handlers(body, template, begin, end) -> list:
    """The exception handlers of both: what the body does not handle is the matter of the handler around it."""
    shift = template.cut - template.first

    def moved(place):
        return place - template.first + begin if place <= template.cut else place - template.cut - 1 + end

    inside = sorted((start + shift, stop + shift, target + shift, how) for start, stop, target, how in _entries(body))
    found = inside.copy()
    for start, stop, target, how in template.handlers:
        place, target = moved(start), moved(target)
        if start <= template.cut < stop:
            for inner_start, inner_stop, *_ in [*inside, (end, end)]:
                found.append((place, inner_start, target, how))
                place = inner_stop
        found.append((place, moved(stop), target, how))
    return sorted(entry for entry in found if entry[0] < entry[1])


def _entries(code) -> list:
    """The table of exception handlers: (start, end, target, depth of the stack and whether to push the instruction's place)."""
    numbers, number = [], 0
    for byte in code.co_exceptiontable:
        number = number << 6 | byte & 63
        if not byte & 64:
            numbers.append(number)
            number = 0
    return [(start, start + length, target, how)
            for start, length, target, how in zip(*[iter(numbers)] * 4, strict=True)]


def _table(entries) -> bytes:
    """The same in CPython's form: numbers of six bits a byte, and a bit where an entry begins."""
    table = bytearray()
    for start, stop, target, how in entries:
        begin = len(table)
        for number in (start, stop - start, target, how):
            if number > 63:
                table.append(number >> 6 | 64)  # places are below 4096
            table.append(number & 63)
        table[begin] |= 128
    return bytes(table)


def divided(positions: bytes, unit: int) -> tuple:
    """A table of positions before a code unit, and from it on."""
    passed = 0
    for place, byte in enumerate(positions):
        if not byte & 128:
            continue
        count = (byte & 7) + 1
        if passed == unit:
            return positions[:place], positions[place:]
        if passed + count > unit:  # what enters the function and what comes next are at the same place
            rest = next((later for later in range(place + 1, len(positions)) if positions[later] & 128), len(positions))
            begin, same = byte & ~7, positions[place + 1:rest]
            return (bytes([*positions[:place], begin | unit - passed - 1, *same]),
                    bytes([begin | passed + count - unit - 1, *same, *positions[rest:]]))
        passed += count
    return positions, b""


def _positions(visible) -> bytes:
    """A table of positions for so many code units: nowhere, or, where they are visible, in the same line as what is before them."""
    table = bytearray()
    for shown, units in groupby(visible):
        count = len(list(units))
        while count > 0:
            table.append(128 | (_SAME_LINE if shown else _NOWHERE) << 3 | min(count, 8) - 1)
            if shown:
                table.append(0)
            count -= 8
    return bytes(table)
