"""CPython's instructions as the instructions of Lua that hooks count and take their lines from.

Lua's virtual machine tells hooks of new lines by its own instructions.  Of CPython's, those stand for them which do
what Lua has an instruction for; loads, which are operands in Lua, and what only adjusts CPython's stack do not.
"""

from __future__ import annotations

import dis
import re
import sys
from types import CodeType

from luapy.debug.entrances import entrance_of, is_outside
from luapy.debug.frames import TAIL_CALLED
from luapy.debug.functions import facts_of
from luapy.frontend.newlines import NEWLINE

# Instructions that do work in Lua's machine as well.
_WORKING = frozenset("""
    CALL CALL_FUNCTION_EX CALL_KW BINARY_OP BINARY_SUBSCR BINARY_SLICE STORE_SUBSCR STORE_SLICE DELETE_SUBSCR LOAD_ATTR LOAD_METHOD
    STORE_ATTR COMPARE_OP CONTAINS_OP UNARY_NEGATIVE UNARY_NOT UNARY_INVERT MAKE_FUNCTION
    STORE_FAST STORE_DEREF STORE_FAST_STORE_FAST STORE_FAST_LOAD_FAST
    RETURN_VALUE RETURN_CONST FOR_ITER
""".split())
_STORES = frozenset(("STORE_FAST", "STORE_FAST_LOAD_FAST", "STORE_FAST_STORE_FAST", "STORE_DEREF"))
RETURNS = frozenset(("RETURN_VALUE", "RETURN_CONST"))
_JUMPS = frozenset(("NOP", "JUMP_FORWARD", "JUMP_BACKWARD"))
# Whether opcode events tell of what stands before an instruction with a large argument, instead of it.
EXTENDED_ARGS_ARE_TRACED = sys.version_info < (3, 12)
_CLOSURES = frozenset(("MAKE_FUNCTION", "SET_FUNCTION_ATTRIBUTE"))
_HOUSEKEEPING = frozenset(("__class__", "__traceback__", "tb_next", "__context__"))
_THEN = re.compile(rb"(?:[ \t\r\n\v\f]|--\[(=*)\[.*?\]\1\]|--(?!\[=*\[)[^\r\n]*)*then\b", re.DOTALL)


class Instructions:
    """The instructions of one code object.

    lines: offset -> line in the Lua source, of those that stand for Lua's (-1 without debug information);
    weights: offset -> how many count hooks count; loops: offset of a FOR_ITER -> offset where its loop ends;
    entered_by_jump: those of the loops whose first iteration begins by a jump back, too; returns: offsets of those that
    end the function; repeats: of the jumps that are tail calls of the function itself; handlers: the offset from which on there are only handlers of exceptions.
    """

    __slots__ = ("lines", "weights", "loops", "entered_by_jump", "heads", "returns", "repeats", "chunk", "variables", "free", "starts",
                 "handlers")

    def __init__(self, chunk, code: CodeType):
        self.lines: dict = {}
        self.weights: dict = {}
        self.loops: dict = {}
        self.entered_by_jump: set = set()
        self.heads: set = set()  # positions of the loops so far
        self.returns: set = set()
        self.repeats: set = set()
        self.chunk = chunk
        facts = facts_of(chunk, code)
        self.variables = {variable[0] for variable in facts.variables} if facts is not None else set()
        self.free = frozenset(code.co_freevars)
        self.starts = None
        self.handlers = _first_handler(code)
        self._read(code)

    def _read(self, code):
        before, target, inner, start = (), False, None, None
        for instruction in self._own(code):
            name, offset = instruction.opname, instruction.offset
            if name == "EXTENDED_ARG":
                start = offset if start is None else start
                continue
            if start is not None:
                if name == "FOR_ITER":
                    self.loops[start] = instruction.argval  # where jumps back lead to
                offset = start if EXTENDED_ARGS_ARE_TRACED else offset
                start = None
            if name == "LOAD_CONST" and isinstance(instruction.argval, CodeType):
                inner = instruction.argval
            elif name in RETURNS:
                self.returns.add(offset)
            elif name == "FOR_ITER":
                self.loops[offset] = instruction.argval
                self.heads.add(instruction.positions)
                if self.chunk.dialect.number < (5, 4) and self.chunk.dialect.name != "luajit" \
                        or not self._is_numeric(instruction.positions):
                    self.entered_by_jump.add(offset)
            elif name == "GET_ITER":
                self.weights[offset] = 3  # as many as prepare a loop in Lua, beside the call of `range`
            elif name.startswith("JUMP_BACKWARD") and instruction.argval not in self.loops:
                self.weights[offset] = 1
                if before and before[-1].opname == "STORE_FAST" and before[-1].argval == TAIL_CALLED:
                    self.repeats.add(offset)
            line = self._line(code, instruction, before, target, inner)
            if line:
                self.lines[offset] = -1 if self.chunk.stripped else line
                self.weights[offset] = name not in ("NOP", *_CLOSURES) and name[:8] != "POP_JUMP"
            if name not in ("CACHE", "PRECALL"):
                target = name == "FOR_ITER" or target and name.startswith(("UNPACK", "STORE"))
                before = *before[-2:], instruction

    def _own(self, code):
        """The function's own instructions: some have others around them, which they jump to in place of returning.

        That is so where Python has called a function that then sets a hook. The hook is not told that it returns.
        """
        entrance = entrance_of(code)
        for instruction in dis.get_instructions(code):
            if is_outside(code, instruction.offset):
                continue
            if entrance is not None and instruction.opname == "JUMP_FORWARD" and instruction.argval == entrance.end:
                instruction = instruction._replace(opname="RETURN_VALUE")
            yield instruction

    def _line(self, code, instruction, before, target, inner):
        """The line of an instruction that stands for one of Lua's, else None.

        before: the instructions before it; target: it follows the start of an iteration, which stores the loop's
        variables; inner: the code of the last function mentioned.
        """
        name, position = instruction.opname, instruction.positions
        if position.lineno is None:
            return None
        line = self.chunk.lua_line(code, position.lineno, instruction.offset)
        if position in self.heads and name != "FOR_ITER":
            return None  # what a loop looks at before its body
        if name in _JUMPS and self._is_break(position):
            return line
        if name[:8] == "POP_JUMP" and _tests_flag(before):
            return None
        if name[:8] == "POP_JUMP" or name == "NOP":
            return self._test_line(instruction, before, line)
        if name not in _WORKING:
            return None
        if name in _STORES:
            return None if target else self._store_line(instruction, before, line)
        if name == "MAKE_FUNCTION":
            return inner and _end_of(self.chunk, inner) or line
        if name in RETURNS and line == position.lineno:
            return position.end_lineno
        if name == "CALL" and instruction.arg == 2 and [one.argval for one in before] == [None, None, None] \
                and all(one.opname == "LOAD_CONST" for one in before):
            return None  # the end of a ``with``
        if name == "LOAD_ATTR" and instruction.argval in _HOUSEKEEPING:
            return None
        if name == "COMPARE_OP" and any(self._is_hidden(one) for one in before[-2:]):
            return None
        return line

    def _is_numeric(self, position):
        """Whether a loop is a numeric for, as the description of its iterations tells."""
        site = self.chunk.sites.get((position.lineno, position.col_offset, position.end_lineno, position.end_col_offset))
        return site is None or site[0] == "for"

    def _is_break(self, position):
        """Whether it is a jump of 5.1, where ``if x then break`` is one beside that of the test."""
        source = self.chunk.source
        if source is None or self.chunk.dialect.number > (5, 1) or position.col_offset is None:
            return False
        start = self._starts()[position.lineno - 1] + position.col_offset
        return source[start:start + 5] == b"break"

    def _starts(self):
        """Where the lines of the source begin."""
        if self.starts is None:
            self.starts = [0] + [match.end() for match in NEWLINE.finditer(self.chunk.source.decode("latin-1"))]
        return self.starts

    def _is_hidden(self, instruction):
        """Whether it loads a variable that Lua does not have."""
        return instruction.opname == "LOAD_FAST" and instruction.argval not in self.variables \
            and instruction.argval[:2] not in ("t_", "c_")

    def _store_line(self, instruction, before, line):
        """Lua's instructions write their results to variables: what is stored otherwise is a constant or a variable."""
        variable = instruction.argval
        if variable in self.free:
            return None if before and before[-1].opname in _CLOSURES else line
        if variable not in self.variables or not before or before[-1].opname not in (
                "LOAD_CONST", "LOAD_FAST", "LOAD_DEREF", "LOAD_GLOBAL"):
            return None
        if self._is_hidden(before[-1]):
            return None  # a closure, which Lua makes in its place
        source = before[-1].positions
        if source.lineno is None or (source.lineno, source.col_offset) == (source.end_lineno, source.end_col_offset):
            return None  # variables let go at the end of their block
        if before[-1].opname == "LOAD_CONST" and before[-1].argval is None and not self.lines \
                and self.chunk.dialect.number == (5, 1):
            return None  # registers are nil where a function starts
        return line + source.lineno - instruction.positions.lineno

    def _test_line(self, instruction, before, line):
        """Lua tests a condition when it has read the ``then``; a jump or what is left of it."""
        if len(before) > 1 and before[-2].opname == "LOAD_GLOBAL" and before[-2].argval in ("tuple", "function"):
            return None  # looks at a value, not at its truth
        then = self._lines_to_then(instruction.positions)
        if then is None:
            return line if instruction.opname != "NOP" and not any(self._is_hidden(one) for one in before[-3:]) else None
        return instruction.positions.end_lineno + (then if self.chunk.dialect.number >= (5, 2) else 0)

    def _lines_to_then(self, position):
        """How many lines further down the ``then`` stands that follows an expression, None if there is none."""
        source = self.chunk.source
        if source is None or position.end_lineno is None:
            return None
        starts = self._starts()
        if position.end_lineno > len(starts):
            return None
        start = starts[position.end_lineno - 1] + position.end_col_offset
        match = _THEN.match(source, start)
        return match and len(NEWLINE.findall(source[start:match.end()].decode("latin-1")))


def _end_of(chunk, code):
    """The line of the ``end`` of a function: Lua makes closures when it has read it."""
    facts = facts_of(chunk, code)
    return None if facts is None else facts.end_line


# id of a code object -> (the code, its Instructions or None); ids, since hashing code takes long.
_known: dict = {}
_KEPT = 1000


def instructions_of(chunk, code: CodeType) -> Instructions | None:
    """The instructions of a function of Lua; None for what translated code makes functions by."""
    found = _known.get(id(code))
    if found is None:
        is_body = code.co_name != "<module>" and code.co_qualname != "chunk" and facts_of(chunk, code) is not None
        found = _known[id(code)] = code, Instructions(chunk, code) if is_body else None
    return found[1]


def forget():
    """No hook is set any more: keep no more code than a small program has."""
    if len(_known) > _KEPT:
        _known.clear()


def _tests_flag(before) -> bool:
    """Whether what a jump tests is a variable of the module: what a statement has learned (see translator.attempts)."""
    loads = [one for one in before if one.opname != "TO_BOOL"]
    return bool(loads) and loads[-1].opname == "LOAD_GLOBAL"


def _first_handler(code) -> int:
    """Where CPython has put the handlers of exceptions: since 3.12 behind all other instructions."""
    if sys.version_info < (3, 12):
        return len(code.co_code)
    return min((entry.target for entry in dis._parse_exception_table(code)), default=len(code.co_code))
