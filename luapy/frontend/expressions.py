"""Expressions, read as Lua's compiler reads them (the first half of ``diagnose``)."""

from __future__ import annotations

from luaparser.parser.LuaParser import LuaParser as G

from luapy.dialect import Dialect

from . import registers as r
from .jumps import jumps_for
from .lexer import Tokens
from .reader import Reader
from .registers import Exp, Registers
from .scopes import CONSTANT, FunctionState, Limits

_STRINGS = (G.NORMALSTRING, G.CHARSTRING, G.LONGSTRING)
_UNARY = {G.NOT: "not", G.MINUS: "-", G.POUND: "#", G.SQUIG: "~"}
_UNARY_PRIORITY = 12
# Binary operators: left and right priority.
_BINARY = {
    G.OR: (1, 1), G.AND: (2, 2),
    **dict.fromkeys((G.LT, G.GT, G.LE, G.GE, G.SQEQ, G.EE), (3, 3)),
    G.PIPE: (4, 4), G.SQUIG: (5, 5), G.AMP: (6, 6), G.LL: (7, 7), G.GG: (7, 7), G.DD: (9, 8),
    G.PLUS: (10, 10), G.MINUS: (10, 10), **dict.fromkeys((G.STAR, G.SLASH, G.SS, G.PER), (11, 11)), G.CARET: (14, 13),
}


class Expressions:
    """The state of one compilation, and the functions for expressions."""

    def __init__(self, tokens: Tokens, chunkname: str, dialect: Dialect):
        self.dialect = dialect
        self.old = dialect.number == (5, 1)
        self.jit = dialect.name == "luajit"
        self.reader = Reader(tokens, chunkname, dialect)
        self.limits = Limits(dialect)
        self.jumps = jumps_for(self.reader, dialect)
        self.level = 0
        self.func: FunctionState = None
        self.regs: Registers = None

    # Levels of nesting --------------------------------------------------------
    def enter_level(self) -> None:
        self.level += 1
        if self.level > self.limits.levels:
            self._too_deep()

    def leave_level(self) -> None:
        self.level -= 1

    def _too_deep(self):
        if self.old:
            self.reader.fail("chunk has too many syntax levels")
        if self.dialect.number >= (5, 4):
            self.reader.overflow()
        self.func.limit(201, 200, "C levels")

    # Functions ----------------------------------------------------------------
    def open_function(self, line: int) -> None:
        self.func = FunctionState(self.func, line, self.reader, self.limits)
        self.func.first_label = len(self.jumps.labels)
        self.regs = Registers(self.func)
        self.jumps.enter(self.func, False)

    def close_function(self) -> None:
        self.jumps.leave(self.func)
        self.func = self.func.parent
        self.regs = Registers(self.func) if self.func else None

    def body(self, is_method: bool, line: int) -> Exp:
        """Parameters and block of a function whose head was on *line*."""
        reader = self.reader
        self.open_function(line)
        reader.check_next(G.OP)
        if is_method:
            self.func.declare("self")
            self.func.activate(1)
        self._parameters()
        reader.check_next(G.CP)
        self.statements()
        reader.check_match(G.END, G.FUNCTION, line)
        self.close_function()
        e = Exp(r.RELOC)
        if not self.old:
            self.regs.next_register(e)
        return e

    def _parameters(self) -> None:
        reader, func = self.reader, self.func
        while reader.type != G.CP:
            if reader.type == G.NAME:
                func.declare(reader.check_name())
            elif reader.type == G.DDD:
                reader.next()
                func.is_vararg = True
                if self.dialect.vararg_table:
                    func.declare("arg")
            else:
                reader.syntax_error("<name> or '...' expected")
            if func.is_vararg or not reader.test_next(G.COMMA):
                break
            if reader.type == G.CP:
                reader.syntax_error("<name> or '...' expected")
        func.activate(len(func.pending))
        func.reserve(func.top() - func.free)

    # Primary expressions ------------------------------------------------------
    def variable(self) -> Exp:
        """A name that is read or assigned."""
        name = self.reader.check_name()
        found = self.func.find(name)
        if found is None:
            if self.dialect.env:
                self.func.find("_ENV")
                return Exp(r.INDEXED)
            return Exp(r.GLOBAL)
        where, var = found
        if var.kind == CONSTANT:
            return Exp(r.COMPILED, var=var)
        return Exp(r.LOCAL, var.reg, var=var) if where == "local" else Exp(r.UPVALUE, var=var)

    def primary(self) -> Exp:
        reader = self.reader
        if reader.type == G.NAME:
            return self.variable()
        if reader.type == G.OP:
            line = reader.line
            reader.next()
            e = self.expression()
            reader.check_match(G.CP, G.OP, line)
            self.regs.discharge(e)
            return e
        reader.syntax_error("unexpected symbol")

    def suffixed(self) -> Exp:
        """A name or parenthesis with what follows it: fields, calls."""
        reader, regs = self.reader, self.regs
        line = reader.line
        e = self.primary()
        while True:
            kind = reader.type
            if kind == G.DOT:
                self.field(e)
            elif kind == G.OB:
                regs.any_register_or_upvalue(e)
                regs.indexed(e, self._bracketed())
            elif kind == G.COL:
                reader.next()
                reader.check_name()
                regs.method(e)
                self._call(e, line)
            elif kind == G.OP or kind == G.OCU or kind in _STRINGS:
                regs.next_register(e)
                if self.jit:
                    self.func.reserve(1)
                self._call(e, line)
            else:
                return e

    def field(self, e: Exp) -> None:
        """``.name`` (or ``:name`` in the name of a function)."""
        self.regs.any_register_or_upvalue(e)
        self.reader.next()
        self.reader.check_name()
        self.regs.indexed(e, Exp(r.CONST))

    def _bracketed(self) -> Exp:
        self.reader.next()
        e = self.expression()
        self.regs.value(e)
        self.reader.check_next(G.CB)
        return e

    def _call(self, e: Exp, line: int) -> None:
        """The arguments of a call; line: where the prefix expression began."""
        reader, func = self.reader, self.func
        base = e.reg
        if reader.type == G.OP:
            if self.old:
                line = reader.line
                if line != reader.last_line:
                    reader.syntax_error("ambiguous syntax (function call x new statement)")
            self._arguments(line)
        elif reader.type == G.OCU:
            self.regs.next_register(self.constructor())
        elif reader.type in _STRINGS:
            reader.next()
            self.regs.next_register(Exp(r.CONST))
        else:
            reader.syntax_error("function arguments expected")
        func.free = base + 1
        e.set(r.CALL, base)
        e.jumps = False

    def _arguments(self, line: int) -> None:
        reader = self.reader
        reader.next()
        if reader.type == G.CP:
            reader.next()
            return
        last, _ = self.expression_list()
        if last.kind == r.VARARG:
            self.func.reserve(1)
        reader.check_match(G.CP, G.OP, line)
        if last.kind not in r.OPEN:
            self.regs.next_register(last)

    # Expressions --------------------------------------------------------------
    def expression_list(self) -> tuple[Exp, int]:
        """The last expression, and how many there are."""
        e, count = self.expression(), 1
        while self.reader.test_next(G.COMMA):
            self.regs.next_register(e)
            e = self.expression()
            count += 1
        return e, count

    def expression(self, limit: int = 0) -> Exp:
        """An expression whose operators bind tighter than *limit*."""
        reader = self.reader
        self.enter_level()
        op = _UNARY.get(reader.type)
        if op is not None and (op != "~" or self.dialect.integers):
            reader.next()
            e = self.expression(_UNARY_PRIORITY)
            self.regs.unary(op, e)
        else:
            e = self.simple()
        priorities = _BINARY.get(reader.type)
        while priorities and priorities[0] > limit:
            op = reader.text
            reader.next()
            self.regs.infix(op, e)
            self.regs.postfix(op, e, self.expression(priorities[1]))
            priorities = _BINARY.get(reader.type)
        self.leave_level()
        return e

    def simple(self) -> Exp:
        reader = self.reader
        kind = reader.type
        if kind == G.FLOAT:
            e = Exp(r.NUMBER)
        elif kind in _STRINGS or kind in (G.NIL, G.TRUE, G.FALSE):
            e = Exp(r.CONST)
        elif kind == G.DDD:
            if not self.func.is_vararg:
                reader.syntax_error("cannot use '...' outside a vararg function")
            e = Exp(r.VARARG)
        elif kind == G.OCU:
            return self.constructor()
        elif kind == G.FUNCTION:
            reader.next()
            return self.body(False, reader.line)
        else:
            return self.suffixed()
        reader.next()
        return e

    # Constructors -------------------------------------------------------------
    def constructor(self) -> Exp:
        reader, func = self.reader, self.func
        line = reader.line
        table = Exp(r.RELOC)
        self.regs.next_register(table)
        item, waiting = None, 0
        reader.check_next(G.OCU)
        while reader.type != G.CCU:
            if item is not None:
                self.regs.next_register(item)
                item = None
                if waiting == r.FIELDS_PER_FLUSH:
                    func.free = table.reg + 1
                    waiting = 0
            if reader.type == G.OB or reader.type == G.NAME and reader.peek() == G.EQ:
                self._record()
            else:
                item = self.expression()
                waiting += 1
            if not (reader.test_next(G.COMMA) or reader.test_next(G.SEMI)):
                break
        reader.check_match(G.CCU, G.OCU, line)
        if item is not None:
            if item.kind == r.VARARG:
                func.reserve(1)
            elif item.kind != r.CALL:
                self.regs.next_register(item)
        func.free = table.reg + 1
        return table

    def _record(self) -> None:
        """``[exp] = exp`` or ``name = exp``."""
        reader, free = self.reader, self.func.free
        if reader.type == G.NAME:
            reader.check_name()
            key = Exp(r.CONST)
        else:
            key = self._bracketed()
        reader.check_next(G.EQ)
        self.regs.operand(key)
        self.regs.operand(self.expression())
        self.func.free = free
